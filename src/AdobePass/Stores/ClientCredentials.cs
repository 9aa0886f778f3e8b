using System.Diagnostics;
using System.Text.Json.Serialization;

namespace AdobePass;

/// <summary>The client credentials of one device, as registration returned them. They are valid until Adobe revokes them and are kept for ever.</summary>
[DebuggerDisplay(nameof(ClientCredentials))]
public sealed class ClientCredentials
{
    /// <summary>Makes a pair.</summary>
    /// <param name="clientId">The <c>client_id</c>.</param>
    /// <param name="clientSecret">The <c>client_secret</c>.</param>
    /// <param name="scopes">The scopes that the registered application was granted, such as <c>api:client:v2</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="clientId"/> is empty.</exception>
    public ClientCredentials(string clientId, ClientSecret clientSecret, IReadOnlyList<string>? scopes = null)
    {
        if (string.IsNullOrWhiteSpace(clientId))
        {
            throw new ArgumentException("The client id is empty.", nameof(clientId));
        }

        ClientId = clientId;
        ClientSecret = clientSecret ?? throw new ArgumentNullException(nameof(clientSecret));
        Scopes = scopes ?? [];
    }

    /// <summary>The <c>client_id</c>. It is left out of JSON: a store writes the pair with <see cref="CredentialFormat"/>.</summary>
    [JsonIgnore]
    public string ClientId { get; }

    /// <summary>The <c>client_secret</c>.</summary>
    public ClientSecret ClientSecret { get; }

    /// <summary>The scopes that the registered application was granted; they may be empty.</summary>
    public IReadOnlyList<string> Scopes { get; }
}

/// <summary>Client credentials as a store holds them.</summary>
/// <param name="credentials">The pair.</param>
/// <param name="version">The version of the entry, which changes with every replacement; only the store gives it a meaning.</param>
public sealed class StoredCredentials(ClientCredentials credentials, string version)
{
    /// <summary>The pair.</summary>
    public ClientCredentials Credentials { get; } = credentials;

    /// <summary>The version of the entry.</summary>
    public string Version { get; } = version;
}
