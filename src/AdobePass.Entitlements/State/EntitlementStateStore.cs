namespace AdobePass.Entitlements;

/// <summary>
/// Stores the state of viewers: the selected MVPD, the profile, and a sign-in in progress. An entry that is lost costs requests, but does
/// not sign a viewer out.
/// </summary>
/// <remarks>Implementations must be safe for concurrent use. An entry contains personal data, and no token.</remarks>
public abstract class EntitlementStateStore
{
    /// <summary>Finds an entry.</summary>
    /// <param name="key">The key: letters, digits and hyphens, at most 100 characters.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The content; <see langword="null"/> if there is none or it has expired.</returns>
    public abstract ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Stores an entry and replaces an older one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="content">The content.</param>
    /// <param name="lifetime">The time after which the entry may be removed; <see langword="null"/> to keep it.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A task that completes when the entry is stored.</returns>
    public abstract ValueTask SetAsync(string key, byte[] content, TimeSpan? lifetime, CancellationToken cancellationToken);

    /// <summary>Removes an entry.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A task that completes when the entry is removed.</returns>
    public abstract ValueTask RemoveAsync(string key, CancellationToken cancellationToken);
}
