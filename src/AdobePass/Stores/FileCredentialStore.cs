namespace AdobePass;

/// <summary>
/// Keeps client credentials in a folder, one small file per device. Safe for several processes on one machine; a process that is killed at any moment
/// leaves the old content or the new, never a part.
/// </summary>
/// <remarks>
/// <para>On Unix the files are readable and writable by their owner alone (mode 0600); on Windows they inherit the folder's permissions, so choose a folder of
/// the user's profile. The content is not encrypted.</para>
/// <para>A damaged file is reported with its path and left where it is; nothing is registered in its place. Restore it from a backup, or call
/// <see cref="DeleteAsync"/> to register the device anew.</para>
/// </remarks>
public sealed class FileCredentialStore : CredentialStore
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly TimeProvider _clock;

    /// <summary>Uses a folder; it is created when the first entry is written.</summary>
    /// <param name="folder">The folder. A relative path is taken from the current directory of this moment.</param>
    /// <param name="timeProvider">The clock of waits for other processes; the system's by default.</param>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is empty or no valid path.</exception>
    public FileCredentialStore(string folder, TimeProvider? timeProvider = null)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new ArgumentException("The folder is empty.", nameof(folder));
        }

        _folder = Path.GetFullPath(folder);
        _clock = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public override ValueTask<StoredCredentials?> FindAsync(CredentialPartition partition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<StoredCredentials?>(Find(PathOf(partition)));
    }

    /// <inheritdoc/>
    public override ValueTask EnsureWritableAsync(CredentialPartition partition, CancellationToken cancellationToken)
    {
        var path = PathOf(partition);
        try
        {
            PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
            PrivateFiles.ProbeWrite(path, FileEntry.LargestSize);
            return default;
        }
        catch (Exception cause) when (IsMediumFault(cause))
        {
            throw Unavailable("written", path, cause);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<StoredCredentials> CreateAsync(CredentialPartition partition, ClientCredentials credentials, CancellationToken cancellationToken)
    {
        var path = PathOf(partition);
        try
        {
            PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
            using (await LockAsync(path, cancellationToken).ConfigureAwait(false))
            {
                return Find(path) ?? Write(path, credentials);
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
        var path = PathOf(partition);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using (await LockAsync(path, cancellationToken).ConfigureAwait(false))
            {
                return Find(path)?.Version == expectedVersion ? Write(path, credentials) : null;
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
        var path = PathOf(partition);
        try
        {
            if (!File.Exists(path))
            {
                return false;
            }

            using (await LockAsync(path, cancellationToken).ConfigureAwait(false))
            {
                var existed = File.Exists(path);
                File.Delete(path);
                return existed;
            }
        }
        catch (Exception cause) when (IsMediumFault(cause))
        {
            throw Unavailable("deleted", path, cause);
        }
    }

    private static StoredCredentials? Find(string path)
    {
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
            return FileEntry.ReadCredentials(content);
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
        $"The credential file {path} cannot be {verb}: {cause.Message} Nothing was registered. Check that the folder exists, has free space and belongs to this user.",
        cause);

    private static StoredCredentials Write(string path, ClientCredentials credentials)
    {
        var revision = Guid.NewGuid().ToString("N");
        PrivateFiles.Replace(path, FileEntry.Write(credentials, revision));
        return new StoredCredentials(credentials, revision);
    }

    // Every change happens under the lock of its subfolder: .NET has no rename that fails on an existing name on every platform.
    private Task<FileStream> LockAsync(string path, CancellationToken cancellationToken) =>
        PrivateFiles.LockAsync(Path.Combine(Path.GetDirectoryName(path)!, ".lock"), _clock, LockPatience, cancellationToken);

    // Two digits of the key name a subfolder, so that a million devices do not share one directory.
    private string PathOf(CredentialPartition partition) => Path.Combine(_folder, partition.Key.Substring(0, 2), partition.Key + ".credentials.json");
}
