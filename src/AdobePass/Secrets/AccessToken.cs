using System.Diagnostics;
using System.Text.Json.Serialization;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// Represents an access token of Dynamic Client Registration, sent as <c>Authorization: Bearer …</c>. It is opaque: its content is never
/// parsed. It is displayed as <c>***</c> everywhere.
/// </summary>
[JsonConverter(typeof(RedactingJsonConverter<AccessToken>))]
public sealed class AccessToken : Secret
{
    private const string Scheme = "Bearer ";

    /// <summary>Initializes an access token from its string.</summary>
    /// <param name="value">The token. White space at both ends is removed.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty.</exception>
    public AccessToken(string value)
        : base(value, "The access token is empty.", Scheme)
    {
    }

    /// <summary>Gets the value of the <c>Authorization</c> header.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string AuthorizationHeader => Prefixed;

    /// <inheritdoc/>
    private protected override int PrefixLength => Scheme.Length;
}
