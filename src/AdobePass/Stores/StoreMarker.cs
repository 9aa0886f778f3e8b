using System.Text;

namespace AdobePass;

/// <summary>
/// Represents the file that proves that a folder is the store: without it, a missing entry may also mean that the folder was deleted or that its volume
/// is not mounted, and every device would register again.
/// </summary>
internal sealed class StoreMarker(string folder, bool allowCreation, DurableFiles files, TimeProvider clock)
{
    internal const string Name = ".adobepass-store";
    internal const string EntrySuffix = ".credentials.json";

    private byte[]? _seen;

    private string MarkerPath => Path.Combine(folder, Name);

    /// <summary>Checks that the folder is the store, so that a missing entry is absent. An older version's store gets its marker here.</summary>
    /// <returns>The state: ready or new.</returns>
    /// <exception cref="CredentialStoreException">The folder is not the store, or cannot be read.</exception>
    internal async ValueTask<CredentialStoreState> CheckAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (IsPresent())
        {
            return CredentialStoreState.Ready;
        }

        if (HasEntries())
        {
            await CreateAsync(timeout, cancellationToken).ConfigureAwait(false);
            return CredentialStoreState.Ready;
        }

        return allowCreation
            ? CredentialStoreState.New
            : throw Missing(
                "it was never created, or its volume is not mounted",
                $"Mount the volume, or set {nameof(FileStoreOptions)}.{nameof(FileStoreOptions.AllowCreation)} for the first start");
    }

    /// <summary>Creates the marker, if another process has not.</summary>
    internal async ValueTask CreateAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        files.CreateFolder(folder);
        using (await FileLock.AcquireAsync(files.Calls, Path.Combine(folder, ".lock"), clock, timeout, cancellationToken).ConfigureAwait(false))
        {
            if (!IsPresent())
            {
                var content = Encoding.ASCII.GetBytes($"{{\"adobepass-store\":1,\"id\":\"{Guid.NewGuid():N}\"}}\n");
                files.TryPublish(files.Prepare(MarkerPath, content), MarkerPath);
            }
        }

        if (!IsPresent())
        {
            throw new IOException("The marker of the store was deleted as soon as it was created.");
        }
    }

    /// <summary>Gets whether the marker exists. Once it was seen, it must not change or disappear.</summary>
    internal bool IsPresent()
    {
        byte[] content;
        try
        {
            content = PrivateFiles.Read(MarkerPath);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            return Volatile.Read(ref _seen) is null
                ? false
                : throw Missing(
                    "it was there before in this process, so the folder was deleted or its volume was unmounted",
                    "Restore the folder. To begin with an empty store, restart the process with " +
                    $"{nameof(FileStoreOptions)}.{nameof(FileStoreOptions.AllowCreation)}");
        }

        var seen = Interlocked.CompareExchange(ref _seen, content, null);
        return seen is null || seen.AsSpan().SequenceEqual(content)
            ? true
            : throw Missing("the folder now holds another store than before in this process", "Restore the folder, or restart the process to use the other store");
    }

    // Of an older version, which wrote no marker.
    private bool HasEntries()
    {
        try
        {
            return Directory.EnumerateDirectories(folder, "??").Any(static subfolder => Directory.EnumerateFiles(subfolder, "*" + EntrySuffix).Any());
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    private CredentialStoreException Missing(string reason, string remedy) => new(
        CredentialStoreFailure.Unavailable,
        $"The credential store {folder} is missing: {reason}. Nothing was registered. {remedy}.");
}
