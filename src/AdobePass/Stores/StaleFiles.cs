using System.Collections.Concurrent;

namespace AdobePass;

/// <summary>Finds the files that killed processes leave next to entries, and deletes the ones that are no longer needed.</summary>
internal sealed class StaleFiles(FileSystemCalls calls, TimeProvider clock)
{
    /// <summary>The maximum number of files that one sweep deletes or reads.</summary>
    internal const int MaxFilesPerSweep = 64;

    internal const string LeaseSuffix = ".turn";
    internal const string DamagedSuffix = ".damaged";

    private const string TemporarySuffix = ".tmp";
    private const string PreparedSuffix = "." + DurableFiles.CreateKind + TemporarySuffix;
    private const int KeyLength = 64;

    /// <summary>The time between two sweeps of a folder.</summary>
    internal static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);

    /// <summary>The age after which a temporary file or a lease has no owner.</summary>
    internal static readonly TimeSpan TemporaryAge = TimeSpan.FromHours(1);

    /// <summary>The age after which a damaged copy is deleted.</summary>
    internal static readonly TimeSpan DamagedAge = TimeSpan.FromDays(90);

    private readonly ConcurrentDictionary<string, long> _swept = new(StringComparer.Ordinal);

    /// <summary>Lists the files that were prepared to become the entry of a path, in a fixed order.</summary>
    internal static IReadOnlyList<string> Prepared(string path)
    {
        try
        {
            var files = Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".*" + PreparedSuffix);
            Array.Sort(files, StringComparer.Ordinal);
            return files;
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Gets an unused name for the damaged copy of an entry. The caller holds the lock of the folder.</summary>
    internal static string DamagedPath(string path)
    {
        var copy = path + DamagedSuffix;
        for (var number = 2; File.Exists(copy); number++)
        {
            copy = FormattableString.Invariant($"{path}{DamagedSuffix}.{number}");
        }

        return copy;
    }

    /// <summary>
    /// Deletes stale files of a folder, if <see cref="SweepInterval"/> has passed since the last sweep. The caller holds the lock of the
    /// folder. A complete prepared file whose entry is missing is kept, because it becomes the entry.
    /// </summary>
    internal void Sweep(string folder)
    {
        var now = clock.GetTimestamp();
        if (_swept.TryGetValue(folder, out var last) && clock.GetElapsedTime(last, now) < SweepInterval)
        {
            return;
        }

        _swept[folder] = now;
        try
        {
            var left = MaxFilesPerSweep;
            foreach (var file in Directory.EnumerateFiles(folder))
            {
                left -= SweepFile(file) ? 1 : 0;
                if (left == 0)
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next sweep tries again.
        }
    }

    // Returns whether the file was deleted or read.
    private bool SweepFile(string file)
    {
        var name = Path.GetFileName(file);
        if (name.EndsWith(PreparedSuffix, StringComparison.Ordinal))
        {
            return IsOlderThan(file, TemporaryAge) && DeletePrepared(file, name);
        }

        if (name.EndsWith(TemporarySuffix, StringComparison.Ordinal))
        {
            return IsOlderThan(file, TemporaryAge) && Delete(file);
        }

        if (name.EndsWith(LeaseSuffix, StringComparison.Ordinal))
        {
            return IsOlderThan(file, TemporaryAge) && DeleteLease(file);
        }

        return name.Contains(StoreMarker.EntrySuffix + DamagedSuffix, StringComparison.Ordinal)
            && IsOlderThan(file, DamagedAge)
            && Delete(file);
    }

    private static bool DeletePrepared(string file, string name)
    {
        var end = name.IndexOf(StoreMarker.EntrySuffix, StringComparison.Ordinal);
        var isNeeded = end == KeyLength
            && !File.Exists(Path.Combine(Path.GetDirectoryName(file)!, name.Substring(0, end + StoreMarker.EntrySuffix.Length)))
            && CredentialKey.TryParse(name.Substring(0, end), out var key)
            && CredentialFormat.IsComplete(key, PrivateFiles.Read(file));
        return isNeeded || Delete(file);
    }

    // Only if the lease is not held: its owner may be slow.
    private bool DeleteLease(string file)
    {
        using var held = FileLock.TryAcquire(calls, file, isTemporary: true);
        held?.Delete(file);
        return held is not null;
    }

    private static bool Delete(string file)
    {
        PrivateFiles.DeleteQuietly(file);
        return true;
    }

    private bool IsOlderThan(string file, TimeSpan age) => clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file) > age;
}
