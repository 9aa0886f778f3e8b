namespace AdobePass;

/// <summary>
/// Stores the client credentials of devices permanently. It is a system of record and not a cache: if an entry is lost, the viewer is
/// logged out.
/// </summary>
/// <remarks>
/// <para>Implementations must distinguish three outcomes. An entry is <em>absent</em>: <see cref="FindAsync"/> returns
/// <see langword="null"/>, and the device is registered. The store is <em>unavailable</em> or an entry is <em>corrupt</em>: the method
/// throws a <see cref="CredentialStoreException"/>, and nothing is registered.</para>
/// <para>Implementations are safe for concurrent use by threads and, where the medium is shared, by processes and machines. A write changes
/// nothing if its token is canceled before it starts. <c>CredentialStoreContract</c> of the package AdobePass.Testing checks these
/// requirements.</para>
/// </remarks>
public abstract class CredentialStore
{
    /// <summary>Finds the credentials of a device.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The entry, or <see langword="null"/> only if it is certain that there is none.</returns>
    /// <exception cref="CredentialStoreException">The store is unavailable or the entry is corrupt.</exception>
    public abstract ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Checks that an entry can be created now. It is called before a registration, so that the response is not lost because the medium is
    /// full or read-only.
    /// </summary>
    /// <param name="key">The device's key.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A task that completes when an entry can be created.</returns>
    /// <exception cref="CredentialStoreException">The store cannot be written.</exception>
    public abstract ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken);

    /// <summary>Creates the entry of a device atomically, if there is none. The first caller wins.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="credentials">The pair to store.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The stored entry: the given pair, or the entry that another caller created before.</returns>
    /// <exception cref="CredentialStoreException">The entry could not be written durably.</exception>
    public abstract ValueTask<StoredCredentials> CreateAsync(
        CredentialKey key,
        ClientCredentials credentials,
        CancellationToken cancellationToken);

    /// <summary>Replaces the entry of a device atomically, if it still has the given version.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="credentials">The pair to store.</param>
    /// <param name="expectedVersion">The version that the caller has read.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>
    /// The new entry, or <see langword="null"/> if the entry has another version or does not exist; nothing is changed then.
    /// </returns>
    /// <exception cref="CredentialStoreException">The store is unavailable or the entry is corrupt.</exception>
    public abstract ValueTask<StoredCredentials?> TryReplaceAsync(
        CredentialKey key,
        ClientCredentials credentials,
        string expectedVersion,
        CancellationToken cancellationToken);

    /// <summary>
    /// Deletes the entry of a device, even if it is corrupt. The next call of the device registers it again, and its viewer must log in
    /// again.
    /// </summary>
    /// <param name="key">The device's key.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns><see langword="true"/> if there was an entry; otherwise, <see langword="false"/>.</returns>
    /// <exception cref="CredentialStoreException">The store is unavailable.</exception>
    public abstract ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Acquires the lease of a device among all processes that share the store. One process then registers the device or requests a token
    /// while the others wait.
    /// </summary>
    /// <remarks>
    /// A lease only saves requests. <see cref="CreateAsync"/> alone guarantees one pair per device. A store without leases does not
    /// override this method.
    /// </remarks>
    /// <param name="key">The device's key.</param>
    /// <param name="timeout">
    /// The longest wait for the lease of another process. A lease also expires some time after that, so that a process that ended
    /// unexpectedly does not block the others for long.
    /// </param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>
    /// The lease, which the caller disposes to release it; <see langword="null"/> if it could not be acquired, for any reason. The caller
    /// then continues without a lease.
    /// </returns>
    public virtual ValueTask<IAsyncDisposable?> AcquireLeaseAsync(
        CredentialKey key,
        TimeSpan timeout,
        CancellationToken cancellationToken) => default;

    /// <summary>
    /// Gets the location of the entries for logs, errors and health checks, such as an absolute path, or a server and a key prefix. It is
    /// <see langword="null"/> if the store has no location. It contains no secret.
    /// </summary>
    public virtual string? Location => null;

    /// <summary>
    /// Gets the problems of the store's configuration for logs and health checks; empty if none are known. It contains no secret.
    /// </summary>
    public virtual IReadOnlyList<string> Warnings => [];

    /// <summary>Gets the state of the store, which distinguishes an empty store from one whose entries are missing.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>
    /// The state; <see cref="CredentialStoreState.Unknown"/> if the store keeps no record of its creation, which is the default.
    /// </returns>
    /// <exception cref="CredentialStoreException">The store is unavailable.</exception>
    public virtual ValueTask<CredentialStoreState> GetStateAsync(CancellationToken cancellationToken) => default;

    /// <summary>
    /// Adds a pair to the entry of a device as its possible replacement, or removes it, if the entry still has the given version. It does
    /// not change the pair in use.
    /// </summary>
    /// <remarks>
    /// The default implementation stores nothing. The returned entry contains the pending pair for the caller, and other processes do not
    /// see it. If the process ends before it calls <see cref="TryReplaceAsync"/>, the new pair is lost and the pair in use is not.
    /// </remarks>
    /// <param name="key">The device's key.</param>
    /// <param name="pending">The pair that may replace the one in use; <see langword="null"/> removes it.</param>
    /// <param name="expectedVersion">The version that the caller has read.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>
    /// The new entry, or <see langword="null"/> if the entry has another version or does not exist; nothing is changed then.
    /// </returns>
    /// <exception cref="CredentialStoreException">The store is unavailable or the entry is corrupt.</exception>
    public virtual async ValueTask<StoredCredentials?> TrySetPendingAsync(
        CredentialKey key,
        ClientCredentials? pending,
        string expectedVersion,
        CancellationToken cancellationToken)
    {
        var current = await FindAsync(key, cancellationToken).ConfigureAwait(false);
        return current?.Version == expectedVersion ? new StoredCredentials(current.Credentials, current.Version, pending) : null;
    }

    /// <summary>
    /// Counts a rejection of stored credentials (<c>invalid_client</c>) for all processes that share the store. The processes stop
    /// replacing credentials when the count exceeds <see cref="AdobePassOptions.MaxRejectedDevices"/>.
    /// </summary>
    /// <remarks>The default implementation counts nothing, and each process uses its own count.</remarks>
    /// <param name="window">The period before now whose rejections are counted.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>
    /// The number of rejections of all processes within the window, including this one; <see langword="null"/> if the store does not count.
    /// </returns>
    /// <exception cref="CredentialStoreException">The store is unavailable.</exception>
    public virtual ValueTask<long?> CountRejectionAsync(TimeSpan window, CancellationToken cancellationToken) => default;

    /// <summary>
    /// Creates the cache that stores access tokens next to the credentials if <see cref="AdobePassOptions.AccessTokenCache"/> is not set. A
    /// store that persists its entries persists tokens in the same way.
    /// </summary>
    /// <returns>
    /// The cache; <see langword="null"/> if the store has none, which is the default. Tokens are then kept in memory only.
    /// </returns>
    public virtual AccessTokenCache? CreateAccessTokenCache() => null;

    /// <summary>Gets whether every operation runs in memory and needs neither a thread nor a timeout.</summary>
    internal virtual bool RunsInMemory => false;
}
