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
    /// <summary>Wraps the text of an access token.</summary>
    /// <param name="value">The text. White space at both ends is removed.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty.</exception>
    public AccessToken(string value)
        : base(value, "The access token is empty.")
    {
    }
}
