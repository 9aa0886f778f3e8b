using System.Collections.Concurrent;

namespace AdobePass;

/// <content>Folders, locks and failures of the file system.</content>
public sealed partial class FileCredentialStore
{
    // The caller holds the lock.
    private bool Delete(CredentialKey key, string path)
    {
        var isDamaged = false;
        try
        {
            if (ReadOrAdopt(key, path) is null)
            {
                return false;
            }
        }
        catch (CredentialStoreException damage) when (damage.Failure == CredentialStoreFailure.Corrupt)
        {
            isDamaged = true;
        }

        // Delete them before the entry; otherwise, one of them could become the entry after a power failure.
        DeletePrepared(path, _files.Calls.SyncFolder);
        if (!isDamaged)
        {
            _files.Delete(path);
            return true;
        }

        // It may contain the only copy of a pair. Its age counts from now.
        File.SetLastWriteTimeUtc(path, _clock.GetUtcNow().UtcDateTime);
        _files.Calls.Move(path, StaleFiles.DamagedPath(path));
        _files.Calls.SyncFolder(Path.GetDirectoryName(path)!);
        return true;
    }

    // Another process may have created the folders and not synced them yet, so each instance does it once.
    private void EnsureFolder(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        _files.CreateFolder(folder);
        if (_synced.ContainsKey(folder))
        {
            return;
        }

        _files.Calls.SyncFolder(_folder);
        if (_synced.IsEmpty)
        {
            for (var parent = Path.GetDirectoryName(_folder); parent is { Length: > 0 }; parent = Path.GetDirectoryName(parent))
            {
                SyncParent(parent);
            }
        }

        _synced[folder] = true;
    }

    private void SyncParent(string parent)
    {
        try
        {
            _files.Calls.SyncFolder(parent);
        }
        catch (Exception cause) when (IsMediumFailure(cause))
        {
            // A folder of another user, which already existed.
        }
    }

    private ValueTask<FileLock> LockAsync(string path, TimeSpan timeout, CancellationToken cancellationToken) =>
        FileLock.AcquireAsync(_files.Calls, Path.Combine(Path.GetDirectoryName(path)!, ".lock"), _clock, timeout, cancellationToken);

    private static async ValueTask<T> RunAsync<T>(string verb, string path, Func<ValueTask<T>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception cause) when (IsMediumFailure(cause))
        {
            throw Unavailable(verb, path, cause);
        }
    }

    private static bool IsMediumFailure(Exception exception) => exception is IOException or UnauthorizedAccessException;

    private static CredentialStoreException Unavailable(string verb, string path, Exception cause) => new(
        CredentialStoreFailure.Unavailable,
        $"The credential file {path} cannot be {verb}: {cause.Message} Check that the folder exists, has free space and belongs to " +
        "this user.",
        cause);

    private static StoredCredentials NewEntry(ClientCredentials credentials, ClientCredentials? pending = null) =>
        new(credentials, Guid.NewGuid().ToString("N"), pending);

    // Two digits of the key name a subfolder, so that a million devices do not share one directory.
    private string PathOf(CredentialKey key) =>
        Path.Combine(_folder, key.Value.Substring(0, 2), key.Value + StoreMarker.EntrySuffix);

    // The file is deleted with the lock, so that a million devices leave no files.
    private sealed class Lease(string path, FileLock held) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            held.Delete(path);
            return default;
        }
    }
}
