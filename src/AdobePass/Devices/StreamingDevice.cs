using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Serialization;

namespace AdobePass;

/// <summary>
/// Represents a viewer's device. It supplies the headers of each call and is the key under which client credentials are stored.
/// </summary>
/// <remarks>
/// <para>Each device has one pair of client credentials, both in an application on the device and in a server that sends requests for many
/// devices.</para>
/// <para>Instances are immutable. Create one per device and reuse it.</para>
/// </remarks>
[DebuggerDisplay(nameof(StreamingDevice))]
public sealed class StreamingDevice
{
    private const int MaxIdentifierLength = 1024;

    // The key that was requested last. It is nearly always the only one, and computing a key hashes the identifier.
    private Tuple<string, CredentialKey>? _key;

    /// <summary>Initializes a new instance of the <see cref="StreamingDevice"/> class.</summary>
    /// <param name="identifier">
    /// The stable and unique identifier of the device, in plain text. It is sent as
    /// <c>AP-Device-Identifier: fingerprint &lt;Base64&gt;</c>. It must survive restarts and, where the platform allows, reinstallation: a
    /// changed identifier ends every login and TempPass of the device. Do not use an identifier of the server. At most 1,024 characters,
    /// without control characters.
    /// </param>
    /// <param name="information">The device's model, operating system and connection.</param>
    /// <param name="forwardedFor">
    /// Server to server: the public IP address of the device, sent as <c>X-Forwarded-For</c>. The service limits the rate of requests per
    /// IP address. Without this value, all devices share the limit of the server's IP address.
    /// </param>
    /// <param name="sourcePort">
    /// Server to server: the source port of the device's connection, from 1 to 65,535. It is sent in the device information.
    /// </param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="identifier"/> or <paramref name="information"/> is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="identifier"/> is empty, is too long, contains a control character or is not valid Unicode; or
    /// <paramref name="information"/> lacks a required value or has a value out of range.
    /// </exception>
    public StreamingDevice(string identifier, DeviceInformation information, IPAddress? forwardedFor = null, int? sourcePort = null)
    {
        if (identifier is null)
        {
            throw new ArgumentNullException(nameof(identifier));
        }

        if (string.IsNullOrWhiteSpace(identifier))
        {
            throw new ArgumentException(
                "The device identifier is empty. Create one, store it on the device, and use it permanently.",
                nameof(identifier));
        }

        if (identifier.Length > MaxIdentifierLength)
        {
            throw new ArgumentException(
                $"The device identifier has {identifier.Length:N0} characters. At most {MaxIdentifierLength:N0} are allowed. " +
                "Use an identifier, not a description.",
                nameof(identifier));
        }

        if (FindInvalidCharacter(identifier) is { } invalid)
        {
            throw new ArgumentException(
                $"The device identifier contains {invalid}. Store it as a string, and check how it was decoded.",
                nameof(identifier));
        }

        Identifier = identifier;
        Information = information ?? throw new ArgumentNullException(nameof(information));

        // Dual-stack servers see IPv4 clients as ::ffff:a.b.c.d. The service would count that as another IP address.
        ForwardedFor = forwardedFor is { IsIPv4MappedToIPv6: true } ? forwardedFor.MapToIPv4() : forwardedFor;
        SourcePort = sourcePort;
        ForwardedForHeader = ForwardedFor?.ToString();
        IdentifierHeader = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(identifier));
        InformationHeader = information.ToHeaderValue(ForwardedForHeader, sourcePort);
    }

    /// <summary>Gets the stable and unique identifier of the device, in plain text. It is personal data and excluded from JSON.</summary>
    [JsonIgnore]
    public string Identifier { get; }

    /// <summary>Gets the model, operating system and connection of the device.</summary>
    public DeviceInformation Information { get; }

    /// <summary>Gets the public IP address of the device, for server to server. It is personal data and excluded from JSON.</summary>
    [JsonIgnore]
    public IPAddress? ForwardedFor { get; }

    /// <summary>Gets the source port of the device's connection, from 1 to 65,535, for server to server.</summary>
    public int? SourcePort { get; }

    internal string IdentifierHeader { get; }

    internal string InformationHeader { get; }

    internal string? ForwardedForHeader { get; }

    /// <summary>Returns the name of the type. The identifier is personal data and must not appear in logs.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(StreamingDevice);

    // The service fails on control characters. Two identifiers that are not valid Unicode could be sent as the same header.
    private static string? FindInvalidCharacter(string identifier)
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

    internal CredentialKey KeyIn(string scope)
    {
        var key = _key;
        if (key is null || key.Item1 != scope)
        {
            key = Tuple.Create(scope, CredentialKey.Create(scope, Identifier));
            _key = key;
        }

        return key.Item2;
    }
}
