namespace AdobePass;

/// <summary>
/// Keeps client credentials in a folder, one small file per device. Safe for several processes on one machine; a process that is killed at any moment
/// leaves the old content or the new, never a part.
/// </summary>
/// <remarks>
/// <para>On Unix the files are readable and writable by their owner alone (mode 0600); on Windows they inherit the folder's permissions, so choose a folder of
/// the user's profile. The content is encrypted if there is a protector. Entries that are clear, or encrypted with an old key, are read and written anew.</para>
/// <para>A damaged file is reported with its path and left where it is, as moving it would let the device register; nothing is registered in its place. Restore it from a backup, or call
/// <see cref="DeleteAsync"/> to register the device anew; the damaged file is then kept beside, as <c>.damaged</c>.</para>
/// </remarks>
public sealed class FileCredentialStore : CredentialStore
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly CredentialFormat _format;
    private readonly TimeProvider _clock;

    /// <summary>Initializes a store in a folder.</summary>
    /// <param name="folder">The folder. A relative path is resolved against the current directory at this moment; see <see cref="Location"/>.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="folder"/> is empty or not a valid path, or protection is required and there is no protector.
    /// </exception>
    public FileCredentialStore(string folder, FileStoreOptions? options = null)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new ArgumentException("The folder is empty.", nameof(folder));
        }

        options ??= new FileStoreOptions();
        _folder = Path.GetFullPath(folder);
        _format = new CredentialFormat(options.Protector, options.RequireProtection);
        _clock = options.TimeProvider ?? throw new ArgumentException("TimeProvider is null.", nameof(options));
    }

    /// <summary>Gets the absolute path of the folder.</summary>
    public override string Location => _folder;

    /// <inheritdoc/>
    public override ValueTask<StoredCredentials?> FindAsync(CredentialPartition partition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // A disk may hang, and then holds up no caller beyond his patience.
        return new ValueTask<StoredCredentials?>(Task.Run(
            async () =>
            {
                var found = Find(partition, out var isOutdated);
                if (isOutdated)
                {
                    await RewriteAsync(partition, cancellationToken).ConfigureAwait(false);
                }

                return found;
            },
            cancellationToken));
    }

    /// <inheritdoc/>
    public override ValueTask EnsureWritableAsync(CredentialPartition partition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask(Task.Run(() => Probe(partition), cancellationToken));
    }

    /// <inheritdoc/>
    public override async ValueTask<StoredCredentials> CreateAsync(CredentialPartition partition, ClientCredentials credentials, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(partition);
        try
        {
            PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
            using (await LockAsync(path, cancellationToken).ConfigureAwait(false))
            {
                return Find(partition, out _) ?? Write(partition, NewEntry(credentials));
            }
        }
        catch (Exception cause) when (IsMediumFault(cause))
        {
            throw Unavailable("written", path, cause);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<StoredCredentials?> TryReplaceAsync(CredentialPartition partition, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(partition);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using (await LockAsync(path, cancellationToken).ConfigureAwait(false))
            {
                return Find(partition, out _)?.Version == expectedVersion ? Write(partition, NewEntry(credentials)) : null;
            }
        }
        catch (Exception cause) when (IsMediumFault(cause))
        {
            throw Unavailable("replaced", path, cause);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> DeleteAsync(CredentialPartition partition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(partition);
        try
        {
            if (!File.Exists(path))
            {
                return false;
            }

            using (await LockAsync(path, cancellationToken).ConfigureAwait(false))
            {
                if (!File.Exists(path))
                {
                    return false;
                }

                Delete(partition, path);
                return true;
            }
        }
        catch (Exception cause) when (IsMediumFault(cause))
        {
            throw Unavailable("deleted", path, cause);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<IAsyncDisposable?> TakeTurnAsync(CredentialPartition partition, TimeSpan patience, CancellationToken cancellationToken)
    {
        var path = PathOf(partition);
        try
        {
            PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
            return new Turn(path + ".turn", await PrivateFiles.LockAsync(path + ".turn", _clock, patience, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception cause) when (IsMediumFault(cause))
        {
            return null;
        }
    }

    // The protector is tried too: without a key an entry could not be written either.
    private void Probe(CredentialPartition partition)
    {
        var path = PathOf(partition);
        var entry = _format.Write(partition, NewEntry(new ClientCredentials("probe", new ClientSecret("probe"))));
        try
        {
            PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
            PrivateFiles.ProbeWrite(path, Math.Max(entry.Length, CredentialFormat.LargestSize));
        }
        catch (Exception cause) when (IsMediumFault(cause))
        {
            throw Unavailable("written", path, cause);
        }
    }

    private StoredCredentials? Find(CredentialPartition partition, out bool isOutdated)
    {
        isOutdated = false;
        var path = PathOf(partition);
        byte[] content;
        try
        {
            content = PrivateFiles.Read(path);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception cause) when (IsMediumFault(cause))
        {
            throw Unavailable("read", path, cause);
        }

        try
        {
            return _format.Read(partition, content, out isOutdated);
        }
        catch (FormatException fault)
        {
            throw new CredentialStoreException(
                CredentialStoreFailure.Corrupt,
                $"The credential file {path} is damaged: {fault.Message}. Nothing was registered, because a new registration logs the viewer out. " +
                $"Restore the file from a backup, or call AdobePassClient.DeleteCredentialsAsync to give the old credentials up.");
        }
    }

    private static bool IsMediumFault(Exception fault) => fault is IOException or UnauthorizedAccessException;

    private static CredentialStoreException Unavailable(string verb, string path, Exception cause) => new(
        CredentialStoreFailure.Unavailable,
        $"The credential file {path} cannot be {verb}: {cause.Message} Check that the folder exists, has free space and belongs to this user.",
        cause);

    private static StoredCredentials NewEntry(ClientCredentials credentials) => new(credentials, Guid.NewGuid().ToString("N"));

    private StoredCredentials Write(CredentialPartition partition, StoredCredentials entry)
    {
        PrivateFiles.Replace(PathOf(partition), _format.Write(partition, entry));
        return entry;
    }

    // With the current key. A failure is no fault of the read: the next one tries again.
    private async Task RewriteAsync(CredentialPartition partition, CancellationToken cancellationToken)
    {
        try
        {
            using (await LockAsync(PathOf(partition), TimeSpan.Zero, cancellationToken).ConfigureAwait(false))
            {
                if (Find(partition, out var isOutdated) is { } current && isOutdated)
                {
                    Write(partition, current);
                }
            }
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            // As above. What was read is given even to a caller who gave up meanwhile.
        }
    }

    private void Delete(CredentialPartition partition, string path)
    {
        try
        {
            _ = Find(partition, out _);
        }
        catch (CredentialStoreException damage) when (damage.Failure == CredentialStoreFailure.Corrupt)
        {
            // It may hold the only trace of a pair.
            PrivateFiles.Move(path, path + ".damaged");
            return;
        }

        File.Delete(path);
    }

    // Every change happens under the lock of its subfolder: .NET has no rename that fails on an existing name on every platform.
    private Task<FileStream> LockAsync(string path, CancellationToken cancellationToken) => LockAsync(path, LockPatience, cancellationToken);

    private Task<FileStream> LockAsync(string path, TimeSpan patience, CancellationToken cancellationToken) =>
        PrivateFiles.LockAsync(Path.Combine(Path.GetDirectoryName(path)!, ".lock"), _clock, patience, cancellationToken);

    // Two digits of the key name a subfolder, so that a million devices do not share one directory.
    private string PathOf(CredentialPartition partition) => Path.Combine(_folder, partition.Key.Substring(0, 2), partition.Key + ".credentials.json");

    // Deleted before it is let go, so that a million devices leave no files behind. Who had opened it already then waits for nobody, which costs a request at worst.
    private sealed class Turn(string path, FileStream held) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            if (Path.DirectorySeparatorChar == '\\')
            {
                // Windows deletes no file that is open.
                held.Dispose();
                PrivateFiles.DeleteQuietly(path);
            }
            else
            {
                PrivateFiles.DeleteQuietly(path);
                held.Dispose();
            }

            return default;
        }
    }
}
