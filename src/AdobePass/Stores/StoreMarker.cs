using System.Globalization;
using System.Text;

namespace AdobePass;

/// <summary>
/// Represents the file that proves that a folder is the store. Without it, a missing entry may also mean that the folder was deleted or
/// that its volume is not mounted, and every device would register again.
/// </summary>
/// <remarks>
/// It contains an identifier of the store and a bit for each subfolder. A subfolder whose bit is set and that has no entry was lost. A bit
/// that is not set proves nothing.
/// </remarks>
internal sealed class StoreMarker(string folder, bool allowCreation, DurableFiles files, TimeProvider clock)
{
    internal const string Name = "adobepass-store.json";
    internal const string EntrySuffix = ".credentials.json";

    private const string Start = "{\"adobepass-store\":1,\"id\":\"";
    private const string Middle = "\",\"subfolders\":\"";
    private const string End = "\"}\n";
    private const int IdLength = 32;
    private const int DigitCount = 64;

    private string? _seen;

    private string MarkerPath => Path.Combine(folder, Name);

    private string LockPath => Path.Combine(folder, ".lock");

    private static int DigitsStart => Start.Length + IdLength + Middle.Length;

    /// <summary>
    /// Checks that the folder is the store, so that a missing entry is absent. Creates the marker of an older version's store.
    /// </summary>
    /// <returns>The state: ready or new.</returns>
    /// <exception cref="CredentialStoreException">The folder is not the store, or cannot be read.</exception>
    internal async ValueTask<CredentialStoreState> CheckAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (Read() is not null)
        {
            return CredentialStoreState.Ready;
        }

        switch (FindEntries())
        {
            case Entries.None when allowCreation:
                return CredentialStoreState.New;
            case Entries.None:
                throw Missing(
                    "it was never created, or its volume is not mounted",
                    $"Mount the volume. For the first start, set {nameof(FileStoreOptions)}.{nameof(FileStoreOptions.AllowCreation)} " +
                    "(in configuration: Store:AllowCreation)");
            case Entries.Current when !allowCreation:
                throw Missing(
                    $"it has entries and its file {Name} is missing, so the folder is being deleted or was restored in part",
                    "Restore the folder from a backup, or set " +
                    $"{nameof(FileStoreOptions)}.{nameof(FileStoreOptions.AllowCreation)} to continue with the remaining entries");
            default:
                await CreateAsync(timeout, cancellationToken).ConfigureAwait(false);
                return CredentialStoreState.Ready;
        }
    }

    /// <summary>Creates the marker, unless another process has created it.</summary>
    internal async ValueTask CreateAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        files.CreateFolder(folder);
        using (await FileLock.AcquireAsync(files.Calls, LockPath, clock, timeout, cancellationToken).ConfigureAwait(false))
        {
            if (Read() is null)
            {
                var content = Start + Guid.NewGuid().ToString("N") + Middle + new string('0', DigitCount) + End;
                files.TryPublish(files.Prepare(MarkerPath, Encoding.ASCII.GetBytes(content)), MarkerPath);
            }
        }

        if (Read() is null)
        {
            throw new IOException("The marker of the store was deleted immediately after its creation.");
        }
    }

    /// <summary>Checks that the marker has not disappeared.</summary>
    internal void EnsurePresent()
    {
        if (Read() is null)
        {
            throw new IOException("The folder was replaced during the operation.");
        }
    }

    /// <summary>Checks that not all entries of the subfolder of a missing entry were lost.</summary>
    /// <exception cref="CredentialStoreException">The subfolder has no entries although it had some.</exception>
    internal void EnsureNotLost(string path)
    {
        if (!HasEntries(path) && IsUsed(path) && !HasEntries(path))
        {
            throw Missing(
                $"the entries of its folder {Path.GetFileName(Path.GetDirectoryName(path))} are gone",
                $"Restore the folder from a backup. Without a backup, delete its file {Name} and set " +
                $"{nameof(FileStoreOptions)}.{nameof(FileStoreOptions.AllowCreation)}: the store then continues with the remaining " +
                "entries, and the other devices register again");
        }
    }

    /// <summary>
    /// Records whether the subfolder of an entry has entries: after the first entry was created, and before the last is deleted.
    /// </summary>
    internal async ValueTask SetUsedAsync(string path, bool isUsed, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (IsUsed(path) == isUsed)
        {
            return;
        }

        using (await FileLock.AcquireAsync(files.Calls, LockPath, clock, timeout, cancellationToken).ConfigureAwait(false))
        {
            if (Read() is { } content)
            {
                var digit = Digit(content, path, out var bit);
                var digits = content.ToCharArray();
                var changed = isUsed ? digit | bit : digit & ~bit;
                digits[DigitsStart + (Number(path) / 4)] = changed.ToString("x", CultureInfo.InvariantCulture)[0];
                files.Replace(MarkerPath, Encoding.ASCII.GetBytes(digits));
            }
        }
    }

    private bool IsUsed(string path) => Read() is { } content && (Digit(content, path, out var bit) & bit) != 0;

    private static bool HasEntries(string path)
    {
        try
        {
            return Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*" + EntrySuffix).Any();
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    // After this process has read the marker, the marker must not disappear or name another store.
    private string? Read()
    {
        string content;
        try
        {
            content = Encoding.ASCII.GetString(PrivateFiles.Read(MarkerPath));
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            return Volatile.Read(ref _seen) is null
                ? null
                : throw Missing(
                    "this process has read it before, so the folder was deleted or its volume was unmounted",
                    "Restore the folder. To start with an empty store, restart the process with " +
                    $"{nameof(FileStoreOptions)}.{nameof(FileStoreOptions.AllowCreation)}");
        }

        if (content.Length != DigitsStart + DigitCount + End.Length
            || !content.StartsWith(Start, StringComparison.Ordinal)
            || content.IndexOf(Middle, StringComparison.Ordinal) != Start.Length + IdLength
            || !content.EndsWith(End, StringComparison.Ordinal))
        {
            throw Missing(
                $"its file {Name} is damaged",
                "Restore the file. Without a backup, delete it and set " +
                $"{nameof(FileStoreOptions)}.{nameof(FileStoreOptions.AllowCreation)} to create it again");
        }

        var id = content.Substring(Start.Length, IdLength);
        return (Interlocked.CompareExchange(ref _seen, id, null) ?? id) == id
            ? content
            : throw Missing(
                "the folder contains a different store than before in this process",
                "Restore the folder, or restart the process to use the other store");
    }

    // The number of a subfolder is the first two digits of the key. Four subfolders share a digit of the marker.
    private static int Digit(string content, string path, out int bit)
    {
        bit = 1 << (Number(path) % 4);
        return int.Parse(
            content.Substring(DigitsStart + (Number(path) / 4), 1),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture);
    }

    private static int Number(string path) =>
        int.Parse(Path.GetFileName(path).Substring(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // This version writes no entry without a marker, so a folder with such an entry and no marker has lost its marker.
    private Entries FindEntries()
    {
        try
        {
            var found = Entries.None;
            foreach (var subfolder in Directory.EnumerateDirectories(folder, "??"))
            {
                if (Directory.EnumerateFiles(subfolder, "*" + EntrySuffix).FirstOrDefault() is { } entry)
                {
                    found = Entries.Older;
                    if (CredentialFormat.IsCurrent(PrivateFiles.Read(entry)))
                    {
                        return Entries.Current;
                    }
                }
            }

            return found;
        }
        catch (FileNotFoundException)
        {
            // It is being deleted.
            return Entries.Current;
        }
        catch (DirectoryNotFoundException)
        {
            return Directory.Exists(folder) ? Entries.Current : Entries.None;
        }
    }

    private enum Entries
    {
        None,
        Older,
        Current,
    }

    private CredentialStoreException Missing(string reason, string remedy) => new(
        CredentialStoreFailure.Unavailable,
        $"The credential store {folder} is missing: {reason}. Nothing was registered. {remedy}.");
}
