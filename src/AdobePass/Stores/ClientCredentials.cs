using System.Diagnostics;
using System.Text.Json.Serialization;

namespace AdobePass;

/// <summary>
/// Represents the client credentials of one device, as registration returned them. They are valid until Adobe revokes them and are stored
/// permanently.
/// </summary>
[DebuggerDisplay(nameof(ClientCredentials))]
public sealed class ClientCredentials
{
    /// <summary>Initializes a new instance of the <see cref="ClientCredentials"/> class.</summary>
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

    /// <summary>
    /// Gets the <c>client_id</c>. It is not serialized to JSON: a store writes the pair with <see cref="CredentialFormat"/>.
    /// </summary>
    [JsonIgnore]
    public string ClientId { get; }

    /// <summary>Gets the <c>client_secret</c>.</summary>
    public ClientSecret ClientSecret { get; }

    /// <summary>Gets the scopes that the registered application was granted; may be empty.</summary>
    public IReadOnlyList<string> Scopes { get; }
}

/// <summary>
/// Represents the entry of one device in a store: the client credentials in use and, during a replacement, the pair that may replace them.
/// </summary>
/// <param name="credentials">The pair in use.</param>
/// <param name="version">The version of the entry. It changes when a pair is written; only the store interprets it.</param>
/// <param name="pending">
/// A pair that was registered as a replacement and has not obtained an access token yet, or <see langword="null"/>.
/// </param>
/// <exception cref="ArgumentNullException"><paramref name="credentials"/> or <paramref name="version"/> is null.</exception>
public sealed class StoredCredentials(ClientCredentials credentials, string version, ClientCredentials? pending = null)
{
    /// <summary>Gets the pair in use.</summary>
    public ClientCredentials Credentials { get; } = credentials ?? throw new ArgumentNullException(nameof(credentials));

    /// <summary>Gets the version of the entry.</summary>
    public string Version { get; } = version ?? throw new ArgumentNullException(nameof(version));

    /// <summary>
    /// Gets the pair that was registered as a replacement and has not obtained an access token yet; <see langword="null"/> if there is
    /// none.
    /// </summary>
    /// <remarks>It replaces <see cref="Credentials"/> only after the token endpoint has accepted it.</remarks>
    public ClientCredentials? Pending { get; } = pending;

    /// <summary>Gets whether the entry was read unencrypted although its store has a protector.</summary>
    internal bool IsUnprotected { get; init; }
}
