namespace AdobePass;

/// <summary>
/// Keeps the client credentials of devices for ever. It is a system of record and not a cache: what it loses logs viewers out.
/// </summary>
/// <remarks>
/// <para>Three outcomes must never be confused: an entry that is <em>absent</em> (<see cref="FindAsync"/> returns <see langword="null"/>, and a registration
/// follows), a store that is <em>unavailable</em> and an entry that is <em>corrupt</em> (a <see cref="CredentialStoreException"/>, and nothing is registered).</para>
/// <para>Implementations are safe for concurrent use by threads and, where the medium is shared, by processes and machines. A write whose
/// token is cancelled before it begins changes nothing. <c>CredentialStoreContract</c> of the package AdobePass.Testing holds a store against all this.</para>
/// </remarks>
public abstract class CredentialStore
{
    /// <summary>Finds the credentials of a device.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entry, or <see langword="null"/> only when it is certain that there is none.</returns>
    /// <exception cref="CredentialStoreException">The store is unavailable or the entry is corrupt.</exception>
    public abstract ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken);

    /// <summary>Makes sure that an entry could be created now. Called before a registration, so that its answer is not lost to a full or read-only medium.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when an entry can be created.</returns>
    /// <exception cref="CredentialStoreException">The store cannot be written.</exception>
    public abstract ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken);

    /// <summary>Creates the entry of a device if there is none, atomically; whoever is first wins.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="credentials">The pair to keep.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entry that is kept from now on: the given pair, or the one that somebody else created before.</returns>
    /// <exception cref="CredentialStoreException">The entry could not be written durably.</exception>
    public abstract ValueTask<StoredCredentials> CreateAsync(CredentialKey key, ClientCredentials credentials, CancellationToken cancellationToken);

    /// <summary>Replaces the entry of a device if it still has the given version, atomically.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="credentials">The pair to keep.</param>
    /// <param name="expectedVersion">The version that the caller has seen.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The new entry, or <see langword="null"/> when the entry has another version or is gone; nothing is changed then.</returns>
    /// <exception cref="CredentialStoreException">The store is unavailable or the entry is corrupt.</exception>
    public abstract ValueTask<StoredCredentials?> TryReplaceAsync(CredentialKey key, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken);

    /// <summary>Deletes the entry of a device, corrupt or not. The device registers anew at its next call, and its viewer must log in again.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether there was an entry.</returns>
    /// <exception cref="CredentialStoreException">The store is unavailable.</exception>
    public abstract ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the turn of a device among all processes that share the store, so that one registers or asks for a token while the others wait. It saves requests and nothing more: that there is one
    /// pair per device follows from <see cref="CreateAsync"/> alone. A store that has no such thing leaves this out.
    /// </summary>
    /// <param name="key">The device's key.</param>
    /// <param name="patience">How long to wait for others at most; a turn also ends by itself some time after that, so that a process that died holds up nobody for long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The turn, to be disposed at its end; <see langword="null"/> where there is none to have, for whatever reason. The caller then goes on without.</returns>
    public virtual ValueTask<IAsyncDisposable?> AcquireLeaseAsync(CredentialKey key, TimeSpan patience, CancellationToken cancellationToken) => default;

    /// <summary>
    /// Gets where the entries are kept, such as an absolute path or a server and a key prefix, for logs, errors and health checks;
    /// <see langword="null"/> if the store has no location. It contains no secret.
    /// </summary>
    public virtual string? Location => null;

    /// <summary>
    /// Gets what should be corrected about the store's setup, for logs and health checks; empty if nothing is known. Contains no secret.
    /// </summary>
    public virtual IReadOnlyList<string> Warnings => [];

    /// <summary>Gets whether the store has ever been used, so that an empty store can be told from one whose entries are missing.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The state; <see cref="CredentialStoreState.Unknown"/> if the store keeps no record of its creation, which is the default.</returns>
    /// <exception cref="CredentialStoreException">The store is unavailable.</exception>
    public virtual ValueTask<CredentialStoreState> GetStateAsync(CancellationToken cancellationToken) => default;

    /// <summary>
    /// Adds a pair to the entry of a device as its possible replacement, or removes it, if the entry still has the given version. The pair in use
    /// is not changed.
    /// </summary>
    /// <remarks>
    /// The default implementation stores nothing: the returned entry carries the pending pair for the caller, and other processes do not see it. A
    /// process that ends before <see cref="TryReplaceAsync"/> then loses the new pair and never the one in use.
    /// </remarks>
    /// <param name="key">The device's key.</param>
    /// <param name="pending">The pair that may replace the one in use; <see langword="null"/> removes it.</param>
    /// <param name="expectedVersion">The version that the caller has seen.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The new entry, or <see langword="null"/> if the entry has another version or does not exist; nothing is changed then.</returns>
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
    /// Counts a rejection of stored credentials (<c>invalid_client</c>) for all processes that share the store. A fleet stops replacing credentials
    /// when the count exceeds <see cref="AdobePassOptions.MaxRejectedDevices"/>.
    /// </summary>
    /// <remarks>The default implementation counts nothing, and each process decides by its own count.</remarks>
    /// <param name="window">How far back rejections count.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The rejections of all processes within the window, this one included; <see langword="null"/> if the store does not count.</returns>
    /// <exception cref="CredentialStoreException">The store is unavailable.</exception>
    public virtual ValueTask<long?> CountRejectionAsync(TimeSpan window, CancellationToken cancellationToken) => default;

    /// <summary>
    /// Creates the cache that keeps access tokens beside the credentials if <see cref="AdobePassOptions.AccessTokenCache"/> is not set. A
    /// store that persists its entries persists tokens the same way.
    /// </summary>
    /// <returns>
    /// The cache; <see langword="null"/> if the store has none, which is the default. Tokens are then kept in memory only.
    /// </returns>
    public virtual AccessTokenCache? CreateAccessTokenCache() => null;

    /// <summary>Gets whether every operation runs in memory, so that no thread and no timeout is needed for it.</summary>
    internal virtual bool RunsInMemory => false;
}
