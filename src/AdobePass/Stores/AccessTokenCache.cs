namespace AdobePass;

/// <summary>An access token with the times that decide its use.</summary>
/// <param name="token">The token.</param>
/// <param name="receivedAt">When it was asked for, by the clock of this machine, UTC.</param>
/// <param name="expiresAt">When it ends: <paramref name="receivedAt"/> and the answer's <c>expires_in</c> seconds, UTC.</param>
public sealed class CachedAccessToken(AccessToken token, DateTimeOffset receivedAt, DateTimeOffset expiresAt)
{
    /// <summary>The token.</summary>
    public AccessToken Token { get; } = token ?? throw new ArgumentNullException(nameof(token));

    /// <summary>When it was asked for, UTC. A clock that shows an earlier time was set back, and the token's age is unknown then.</summary>
    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    /// <summary>When it ends, UTC.</summary>
    public DateTimeOffset ExpiresAt { get; } = expiresAt;
}

/// <summary>
/// Keeps access tokens beyond the life of a process. It is a cache: what it loses costs one token request and nothing else, and its failures never
/// fail a call.
/// </summary>
public abstract class AccessTokenCache
{
    /// <summary>Finds the token of a device.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The token, valid or not, or <see langword="null"/>.</returns>
    public abstract ValueTask<CachedAccessToken?> FindAsync(CredentialKey key, CancellationToken cancellationToken);

    /// <summary>Keeps the token of a device in place of an older one.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="token">The token.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the token is kept.</returns>
    public abstract ValueTask SetAsync(CredentialKey key, CachedAccessToken token, CancellationToken cancellationToken);

    /// <summary>Forgets the token of a device.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it is forgotten.</returns>
    public abstract ValueTask RemoveAsync(CredentialKey key, CancellationToken cancellationToken);
}
