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
    /// <param name="partition">The device's key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entry, or <see langword="null"/> only when it is certain that there is none.</returns>
    /// <exception cref="CredentialStoreException">The store is unavailable or the entry is corrupt.</exception>
    public abstract ValueTask<StoredCredentials?> FindAsync(CredentialPartition partition, CancellationToken cancellationToken);

    /// <summary>Makes sure that an entry could be created now. Called before a registration, so that its answer is not lost to a full or read-only medium.</summary>
    /// <param name="partition">The device's key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when an entry can be created.</returns>
    /// <exception cref="CredentialStoreException">The store cannot be written.</exception>
    public abstract ValueTask EnsureWritableAsync(CredentialPartition partition, CancellationToken cancellationToken);

    /// <summary>Creates the entry of a device if there is none, atomically; whoever is first wins.</summary>
    /// <param name="partition">The device's key.</param>
    /// <param name="credentials">The pair to keep.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entry that is kept from now on: the given pair, or the one that somebody else created before.</returns>
    /// <exception cref="CredentialStoreException">The entry could not be written durably.</exception>
    public abstract ValueTask<StoredCredentials> CreateAsync(CredentialPartition partition, ClientCredentials credentials, CancellationToken cancellationToken);

    /// <summary>Replaces the entry of a device if it still has the given version, atomically.</summary>
    /// <param name="partition">The device's key.</param>
    /// <param name="credentials">The pair to keep.</param>
    /// <param name="expectedVersion">The version that the caller has seen.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The new entry, or <see langword="null"/> when the entry has another version or is gone; nothing is changed then.</returns>
    /// <exception cref="CredentialStoreException">The store is unavailable or the entry is corrupt.</exception>
    public abstract ValueTask<StoredCredentials?> TryReplaceAsync(CredentialPartition partition, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken);

    /// <summary>Deletes the entry of a device, corrupt or not. The device registers anew at its next call, and its viewer must log in again.</summary>
    /// <param name="partition">The device's key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether there was an entry.</returns>
    /// <exception cref="CredentialStoreException">The store is unavailable.</exception>
    public abstract ValueTask<bool> DeleteAsync(CredentialPartition partition, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the turn of a device among all processes that share the store, so that one registers or asks for a token while the others wait. It saves requests and nothing more: that there is one
    /// pair per device follows from <see cref="CreateAsync"/> alone. A store that has no such thing leaves this out.
    /// </summary>
    /// <param name="partition">The device's key.</param>
    /// <param name="patience">How long to wait for others at most; a turn also ends by itself some time after that, so that a process that died holds up nobody for long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The turn, to be disposed at its end; <see langword="null"/> where there is none to have, for whatever reason. The caller then goes on without.</returns>
    public virtual ValueTask<IAsyncDisposable?> TakeTurnAsync(CredentialPartition partition, TimeSpan patience, CancellationToken cancellationToken) => default;
}
