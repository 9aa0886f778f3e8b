using System.Text.Json.Serialization;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>The secret half of the client credentials that registration returned (<c>client_secret</c>). It shows <c>***</c> everywhere.</summary>
[JsonConverter(typeof(RedactingJsonConverter<ClientSecret>))]
public sealed class ClientSecret : Secret
{
    /// <summary>Wraps the text of a client secret.</summary>
    /// <param name="value">The text. White space at both ends is removed.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty.</exception>
    public ClientSecret(string value)
        : base(value, "The client secret is empty.")
    {
    }
}
