using System.Text.Json.Serialization;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// Represents the secret part of the client credentials that registration returned (<c>client_secret</c>). It is displayed as <c>***</c>
/// everywhere.
/// </summary>
[JsonConverter(typeof(RedactingJsonConverter<ClientSecret>))]
public sealed class ClientSecret : Secret
{
    /// <summary>Initializes a client secret from its string.</summary>
    /// <param name="value">The secret. White space at both ends is removed.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty.</exception>
    public ClientSecret(string value)
        : base(value, "The client secret is empty.")
    {
    }
}
