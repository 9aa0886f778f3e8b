using System.Collections.Concurrent;

namespace AdobePass;

/// <summary>
/// Stores client credentials in a folder, one small file per device. The processes of one machine may share the folder. A change is written
/// to the storage device before the method returns. If a process is killed at any time, the old or the new entry remains.
/// </summary>
/// <remarks>
/// <para>Operations block the calling thread on file I/O. Only a wait for a lock is asynchronous. <see cref="AdobePassClient"/> runs them
/// on dedicated threads.</para>
/// <para>A marker file in the folder proves that the folder is the store. Without it, a missing entry is reported as unavailable and not as
/// absent, because a deleted folder and a volume that is not mounted look the same. See
/// <see cref="FileStoreOptions.AllowCreation"/>.</para>
/// <para>On Unix, only their owner can read and write the files (mode 0600). On Windows, they inherit the folder's permissions, so choose a
/// folder of the user's profile. Use a local file system: the store needs locks, and rejects a file system without them.</para>
/// <para>A damaged file is reported with its path and is not changed; the device is not registered. Restore it from a backup, or call
/// <see cref="DeleteAsync"/> to register the device again. The damaged file is then kept with the suffix <c>.damaged</c>.</para>
/// </remarks>
public sealed partial class FileCredentialStore : CredentialStore
{
    private const int MaxCreationAttempts = 10;

    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly CredentialProtector? _protector;
    private readonly CredentialFormat _format;
    private readonly TimeProvider _clock;
    private readonly DurableFiles _files;
    private readonly StaleFiles _staleFiles;
    private readonly StoreMarker _marker;
    private readonly ConcurrentDictionary<string, bool> _synced = new(StringComparer.Ordinal);

    /// <summary>Initializes a store in a folder.</summary>
    /// <param name="folder">
    /// The folder. A relative path is resolved against the current directory at this moment; see <see cref="Location"/>.
    /// </param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="folder"/> is empty or not a valid path, or protection is required without a protector.
    /// </exception>
    public FileCredentialStore(string folder, FileStoreOptions? options = null)
        : this(folder, options, FileSystemCalls.Default)
    {
    }

    internal FileCredentialStore(string folder, FileStoreOptions? options, FileSystemCalls calls)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new ArgumentException("The folder is empty.", nameof(folder));
        }

        options ??= new FileStoreOptions();
        if (options.RequireProtection && options.Protector is null)
        {
            throw new ArgumentException(
                $"{nameof(FileStoreOptions.RequireProtection)} is set, and {nameof(FileStoreOptions.Protector)} is not.",
                nameof(options));
        }

        _folder = Path.GetFullPath(folder);
        _protector = options.Protector;
        _format = new CredentialFormat(options.Protector, options.RequireProtection);
        _clock = options.TimeProvider ?? throw new ArgumentException($"{nameof(FileStoreOptions.TimeProvider)} is null.", nameof(options));
        _files = new DurableFiles(calls);
        _staleFiles = new StaleFiles(calls, _clock);
        _marker = new StoreMarker(_folder, options.AllowCreation, _files, _clock);
    }

    /// <summary>Gets the absolute path of the folder.</summary>
    public override string Location => _folder;

    /// <summary>Creates a <see cref="FileAccessTokenCache"/> in the same folder, with the same protector.</summary>
    /// <returns>The cache.</returns>
    public override AccessTokenCache CreateAccessTokenCache() => new FileAccessTokenCache(_folder, _protector);

    /// <inheritdoc/>
    public override async ValueTask<CredentialStoreState> GetStateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await _marker.CheckAsync(LockTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception cause) when (IsMediumFailure(cause))
        {
            throw new CredentialStoreException(
                CredentialStoreFailure.Unavailable,
                $"The credential store {_folder} cannot be read: {cause.Message} Check that the folder exists and belongs to this user.",
                cause);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        if (Read(key, path, out var isOutdated) is not { } found)
        {
            return await RunAsync("read", path, () => FindMissingAsync(key, path, cancellationToken)).ConfigureAwait(false);
        }

        if (isOutdated)
        {
            await RewriteAsync(key, path, cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    /// <inheritdoc/>
    public override async ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);

        // The protector is tested too: without a key an entry could not be written either.
        var pair = new ClientCredentials("probe", new ClientSecret("probe"));
        var size = Math.Max(_format.Write(key, NewEntry(pair)).Length, CredentialFormat.MaxSize);
        await RunAsync("written", path, async () =>
        {
            var state = await _marker.CheckAsync(LockTimeout, cancellationToken).ConfigureAwait(false);
            _marker.EnsureNotLost(path);
            EnsureFolder(path);
            using (await LockAsync(path, LockTimeout, cancellationToken).ConfigureAwait(false))
            {
                _files.Probe(path, size);
            }

            if (state == CredentialStoreState.New)
            {
                _files.Probe(Path.Combine(_folder, StoreMarker.Name), 1);
            }

            return true;
        }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask<StoredCredentials> CreateAsync(
        CredentialKey key,
        ClientCredentials credentials,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        return await RunAsync("written", path, async () =>
        {
            if (await _marker.CheckAsync(LockTimeout, cancellationToken).ConfigureAwait(false) == CredentialStoreState.New)
            {
                await _marker.CreateAsync(LockTimeout, cancellationToken).ConfigureAwait(false);
            }

            EnsureFolder(path);
            using (await LockAsync(path, LockTimeout, cancellationToken).ConfigureAwait(false))
            {
                _marker.EnsureNotLost(path);
                var kept = Create(key, path, NewEntry(credentials));
                await _marker.SetUsedAsync(path, isUsed: true, LockTimeout, cancellationToken).ConfigureAwait(false);
                _staleFiles.Sweep(Path.GetDirectoryName(path)!);
                return kept;
            }
        }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override ValueTask<StoredCredentials?> TryReplaceAsync(
        CredentialKey key,
        ClientCredentials credentials,
        string expectedVersion,
        CancellationToken cancellationToken) =>
        TryUpdateAsync(key, expectedVersion, _ => NewEntry(credentials), cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<StoredCredentials?> TrySetPendingAsync(
        CredentialKey key,
        ClientCredentials? pending,
        string expectedVersion,
        CancellationToken cancellationToken) =>
        TryUpdateAsync(key, expectedVersion, current => NewEntry(current.Credentials, pending), cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        return await RunAsync("deleted", path, async () =>
        {
            if (!File.Exists(path) && await FindMissingAsync(key, path, cancellationToken).ConfigureAwait(false) is null)
            {
                return false;
            }

            using (await LockAsync(path, LockTimeout, cancellationToken).ConfigureAwait(false))
            {
                if (IsLastEntry(path))
                {
                    await _marker.SetUsedAsync(path, isUsed: false, LockTimeout, cancellationToken).ConfigureAwait(false);
                }

                var existed = Delete(key, path);
                _staleFiles.Sweep(Path.GetDirectoryName(path)!);
                return existed;
            }
        }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask<IAsyncDisposable?> AcquireLeaseAsync(
        CredentialKey key,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(folder))
            {
                await _marker.CheckAsync(timeout, cancellationToken).ConfigureAwait(false);
                PrivateFiles.CreateFolder(folder);
            }

            var lease = path + StaleFiles.LeaseSuffix;
            var held = await FileLock.AcquireAsync(_files.Calls, lease, _clock, timeout, cancellationToken, isTemporary: true)
                .ConfigureAwait(false);
            return new Lease(lease, held);
        }
        catch (Exception cause) when (IsMediumFailure(cause) || cause is CredentialStoreException)
        {
            return null;
        }
    }

    private async ValueTask<StoredCredentials?> TryUpdateAsync(
        CredentialKey key,
        string expectedVersion,
        Func<StoredCredentials, StoredCredentials> update,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        return await RunAsync("replaced", path, async () =>
        {
            if (!File.Exists(path) && await FindMissingAsync(key, path, cancellationToken).ConfigureAwait(false) is null)
            {
                return null;
            }

            using (await LockAsync(path, LockTimeout, cancellationToken).ConfigureAwait(false))
            {
                if (Read(key, path, out _) is not { } current)
                {
                    // Another process has deleted it meanwhile, or the volume was unmounted.
                    _marker.EnsureNotLost(path);
                    _marker.EnsurePresent();
                    return null;
                }

                if (current.Version != expectedVersion)
                {
                    return null;
                }

                // A file that another creator prepared is older than the new entry and must not replace it later.
                DeletePrepared(path);
                var updated = update(current);
                _files.Replace(path, _format.Write(key, updated));
                _staleFiles.Sweep(Path.GetDirectoryName(path)!);
                return updated;
            }
        }).ConfigureAwait(false);
    }

    // The caller holds the lock.
    private StoredCredentials Create(CredentialKey key, string path, StoredCredentials entry)
    {
        for (var attempt = 0; attempt < MaxCreationAttempts; attempt++)
        {
            if (ReadOrAdopt(key, path) is { } existing)
            {
                // Its creator may not have synced the folder yet.
                _files.Calls.SyncFolder(Path.GetDirectoryName(path)!);
                return existing;
            }

            if (_files.TryPublish(_files.Prepare(path, _format.Write(key, entry)), path))
            {
                return entry;
            }
        }

        throw new IOException("Other processes created and deleted the entry at every attempt.");
    }

    // An entry is absent only if the folder is the store before and after the read, and no killed creator has left a prepared file.
    private async ValueTask<StoredCredentials?> FindMissingAsync(CredentialKey key, string path, CancellationToken cancellationToken)
    {
        if (await _marker.CheckAsync(LockTimeout, cancellationToken).ConfigureAwait(false) == CredentialStoreState.New)
        {
            return null;
        }

        var found = Read(key, path, out _);
        if (found is null && StaleFiles.Prepared(path).Count > 0)
        {
            using (await LockAsync(path, LockTimeout, cancellationToken).ConfigureAwait(false))
            {
                found = ReadOrAdopt(key, path);
            }
        }

        if (found is null)
        {
            _marker.EnsureNotLost(path);
            _marker.EnsurePresent();
        }

        return found;
    }

    // Damaged copies and temporary files do not count.
    private static bool IsLastEntry(string path) =>
        !Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*" + StoreMarker.EntrySuffix).Any(entry => entry != path);

    // The caller holds the lock.
    private StoredCredentials? ReadOrAdopt(CredentialKey key, string path)
    {
        if (Read(key, path, out _) is { } existing)
        {
            return existing;
        }

        foreach (var prepared in StaleFiles.Prepared(path))
        {
            if (ReadPrepared(key, prepared) is not { } entry)
            {
                continue;
            }

            using (var stream = PrivateFiles.Open(prepared, FileMode.Open, FileShare.ReadWrite | FileShare.Delete))
            {
                _files.Calls.Sync(stream);
            }

            return _files.TryPublish(prepared, path) ? entry : Read(key, path, out _);
        }

        return null;
    }

    // Null if it is incomplete or deleted: its creator is still writing it, or was killed.
    private StoredCredentials? ReadPrepared(CredentialKey key, string prepared)
    {
        try
        {
            return _format.Read(key, PrivateFiles.Read(prepared), out _);
        }
        catch (Exception exception) when (exception is FormatException or FileNotFoundException)
        {
            return null;
        }
    }

    private static void DeletePrepared(string path, Action<string>? synced = null)
    {
        var prepared = StaleFiles.Prepared(path);
        foreach (var file in prepared)
        {
            File.Delete(file);
        }

        if (prepared.Count > 0)
        {
            synced?.Invoke(Path.GetDirectoryName(path)!);
        }
    }

    private StoredCredentials? Read(CredentialKey key, string path, out bool isOutdated)
    {
        isOutdated = false;
        byte[] content;
        try
        {
            content = PrivateFiles.Read(path);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception cause) when (IsMediumFailure(cause))
        {
            throw Unavailable("read", path, cause);
        }

        try
        {
            return _format.Read(key, content, out isOutdated);
        }
        catch (FormatException exception)
        {
            throw new CredentialStoreException(
                CredentialStoreFailure.Corrupt,
                $"The credential file {path} is damaged: {exception.Message}. Nothing was registered, because a new registration logs " +
                "the viewer out. Restore the file from a backup, or call AdobePassClient.DeleteCredentialsAsync to discard the old " +
                "credentials.");
        }
    }

    // Writes the entry with the current format and key. A failure does not fail the read: the next read tries again.
    private async ValueTask RewriteAsync(CredentialKey key, string path, CancellationToken cancellationToken)
    {
        try
        {
            using (await LockAsync(path, TimeSpan.Zero, cancellationToken).ConfigureAwait(false))
            {
                if (Read(key, path, out var isOutdated) is { } current && isOutdated)
                {
                    _files.Replace(path, _format.Write(key, current));
                    await _marker.SetUsedAsync(path, isUsed: true, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            // As above. The entry is returned even to a caller that has canceled since.
        }
    }
}
