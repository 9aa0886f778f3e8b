using System.Diagnostics;
using System.Text.Json.Serialization;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// An access token of Dynamic Client Registration, sent as <c>Authorization: Bearer …</c>. It is opaque: nothing reads its content. It shows <c>***</c>
/// everywhere.
/// </summary>
[JsonConverter(typeof(RedactingJsonConverter<AccessToken>))]
public sealed class AccessToken : Secret
{
    private const string Scheme = "Bearer ";

    /// <summary>Wraps the text of an access token.</summary>
    /// <param name="value">The text. White space at both ends is removed.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty.</exception>
    public AccessToken(string value)
        : base(value, "The access token is empty.", Scheme)
    {
    }

    /// <summary>The value of the header <c>Authorization</c>.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string AuthorizationHeader => Prefixed;

    /// <inheritdoc/>
    private protected override int PrefixLength => Scheme.Length;
}
