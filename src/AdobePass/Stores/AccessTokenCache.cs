namespace AdobePass;

/// <summary>Represents an access token with the times that determine its validity.</summary>
/// <param name="token">The token.</param>
/// <param name="receivedAt">The time at which the token was requested, by the clock of this machine, UTC.</param>
/// <param name="expiresAt">
/// The time at which the token expires: <paramref name="receivedAt"/> plus the response's <c>expires_in</c> seconds, UTC.
/// </param>
public sealed class CachedAccessToken(AccessToken token, DateTimeOffset receivedAt, DateTimeOffset expiresAt)
{
    /// <summary>Gets the token.</summary>
    public AccessToken Token { get; } = token ?? throw new ArgumentNullException(nameof(token));

    /// <summary>
    /// Gets the time at which the token was requested, UTC. If the clock shows an earlier time, it was set back, and the token's age is
    /// unknown.
    /// </summary>
    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    /// <summary>Gets the time at which the token expires, UTC.</summary>
    public DateTimeOffset ExpiresAt { get; } = expiresAt;
}

/// <summary>
/// Stores access tokens beyond the lifetime of a process. It is a cache: a lost token costs one token request, and a failure of the cache
/// never fails a call.
/// </summary>
public abstract class AccessTokenCache
{
    /// <summary>Finds the token of a device.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The token, which may have expired, or <see langword="null"/> if there is none.</returns>
    public abstract ValueTask<CachedAccessToken?> FindAsync(CredentialKey key, CancellationToken cancellationToken);

    /// <summary>Stores the token of a device and replaces an older one.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="token">The token.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A task that completes when the token is stored.</returns>
    public abstract ValueTask SetAsync(CredentialKey key, CachedAccessToken token, CancellationToken cancellationToken);

    /// <summary>Removes the token of a device.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A task that completes when the token is removed.</returns>
    public abstract ValueTask RemoveAsync(CredentialKey key, CancellationToken cancellationToken);
}
