using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Serialization;

namespace AdobePass;

/// <summary>
/// A device on which a viewer watches: the unit of everything. It yields the headers of each call and selects the client credentials, one pair per device,
/// in an application on the device and in a server that speaks for many devices alike.
/// </summary>
/// <remarks>Immutable. Create it once per device and reuse it.</remarks>
[DebuggerDisplay(nameof(StreamingDevice))]
public sealed class StreamingDevice
{
    private const int MaxIdentifierLength = 1024;

    // The last key asked for: nearly always the only one, and computing it hashes the identifier.
    private Tuple<string, CredentialKey>? _key;

    /// <summary>Describes a device.</summary>
    /// <param name="identifier">
    /// The device's stable and unique identifier, in clear text; it is sent as <c>AP-Device-Identifier: fingerprint &lt;Base64&gt;</c>. It must survive
    /// restarts and, where the platform allows, reinstallation: a changed identifier ends every login and TempPass of the device. Never a server's own.
    /// At most 1,024 characters, without control characters.
    /// </param>
    /// <param name="information">The device's model, operating system and connection.</param>
    /// <param name="forwardedFor">Server to server: the public IP address of the device, sent as <c>X-Forwarded-For</c>. The service throttles by it; without it all devices share the allowance of the server.</param>
    /// <param name="sourcePort">Server to server: the source port of the device's connection, 1 to 65,535, sent in the device information.</param>
    /// <exception cref="ArgumentNullException"><paramref name="identifier"/> or <paramref name="information"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="identifier"/> is empty, too long, has a control character or is not valid Unicode; or <paramref name="information"/> lacks a required value or has one out of its range.</exception>
    public StreamingDevice(string identifier, DeviceInformation information, IPAddress? forwardedFor = null, int? sourcePort = null)
    {
        if (identifier is null)
        {
            throw new ArgumentNullException(nameof(identifier));
        }

        if (string.IsNullOrWhiteSpace(identifier))
        {
            throw new ArgumentException("The device identifier is empty. Create one, store it on the device and use it for ever.", nameof(identifier));
        }

        if (identifier.Length > MaxIdentifierLength)
        {
            throw new ArgumentException(
                $"The device identifier has {identifier.Length:N0} characters; at most {MaxIdentifierLength:N0} are allowed. Use an identifier, not a description.",
                nameof(identifier));
        }

        if (FindFault(identifier) is { } fault)
        {
            throw new ArgumentException($"The device identifier has {fault}. Store it as text, and check how it was decoded.", nameof(identifier));
        }

        Identifier = identifier;
        Information = information ?? throw new ArgumentNullException(nameof(information));
        // Dual-stack servers see IPv4 callers as ::ffff:a.b.c.d; the service would throttle that as another address.
        ForwardedFor = forwardedFor is { IsIPv4MappedToIPv6: true } ? forwardedFor.MapToIPv4() : forwardedFor;
        SourcePort = sourcePort;
        ForwardedForHeader = ForwardedFor?.ToString();
        IdentifierHeader = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(identifier));
        InformationHeader = information.ToHeaderValue(ForwardedForHeader, sourcePort);
    }

    /// <summary>The device's stable and unique identifier, in clear text. Personal data: it is left out of JSON.</summary>
    [JsonIgnore]
    public string Identifier { get; }

    /// <summary>The device's model, operating system and connection.</summary>
    public DeviceInformation Information { get; }

    /// <summary>Server to server: the public IP address of the device. Personal data: it is left out of JSON.</summary>
    [JsonIgnore]
    public IPAddress? ForwardedFor { get; }

    /// <summary>Server to server: the source port of the device's connection, 1 to 65,535.</summary>
    public int? SourcePort { get; }

    internal string IdentifierHeader { get; }

    internal string InformationHeader { get; }

    internal string? ForwardedForHeader { get; }

    /// <summary>Gives the type's name: the identifier is personal data and stays out of logs.</summary>
    /// <returns>The type's name.</returns>
    public override string ToString() => nameof(StreamingDevice);

    // The service fails on control characters, and two identifiers that are not valid Unicode could be sent as the same header.
    private static string? FindFault(string identifier)
    {
        for (var i = 0; i < identifier.Length; i++)
        {
            if (char.IsControl(identifier[i]))
            {
                return $"the control character U+{(int)identifier[i]:X4} at position {i}";
            }

            if (char.IsSurrogate(identifier[i]))
            {
                if (!char.IsHighSurrogate(identifier[i]) || i + 1 == identifier.Length || !char.IsLowSurrogate(identifier[i + 1]))
                {
                    return $"half of a surrogate pair at position {i}";
                }

                i++;
            }
        }

        return null;
    }

    internal CredentialKey PartitionIn(string scope)
    {
        var known = _key;
        if (known is null || known.Item1 != scope)
        {
            known = Tuple.Create(scope, CredentialKey.Create(scope, Identifier));
            _key = known;
        }

        return known.Item2;
    }
}
