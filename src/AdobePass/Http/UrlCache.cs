namespace AdobePass.Runtime;

/// <summary>
/// Represents a cache of the URLs of recent calls of one operation. An application calls an operation with the same few service providers
/// and MVPDs again and again. Without the cache, each call would build, escape and parse its URL.
/// </summary>
/// <remarks>
/// The cache has a fixed number of slots. Each slot contains the last URL whose hash selected it, so the size is bounded without
/// bookkeeping. Entries never change, so no lock is needed.
/// </remarks>
internal sealed class UrlCache
{
    private const int SlotCount = 512;

    private Entry?[]? _entries;

    internal Uri? Find(Uri baseAddress, string? first, string? second) =>
        _entries?[SlotOf(first, second)] is { } entry
        && ReferenceEquals(entry.BaseAddress, baseAddress)
        && string.Equals(entry.First, first, StringComparison.Ordinal)
        && string.Equals(entry.Second, second, StringComparison.Ordinal)
            ? entry.Url
            : null;

    internal void Keep(Uri baseAddress, string? first, string? second, Uri url)
    {
        var entries = Volatile.Read(ref _entries);
        if (entries is null)
        {
            entries = new Entry?[SlotCount];
            entries = Interlocked.CompareExchange(ref _entries, entries, null) ?? entries;
        }

        Volatile.Write(ref entries[SlotOf(first, second)], new Entry(baseAddress, first, second, url));
    }

    private static int SlotOf(string? first, string? second)
    {
        var hash = ((first?.GetHashCode() ?? 0) * 31) + (second?.GetHashCode() ?? 0);
        return (hash ^ (hash >> 16)) & (SlotCount - 1);
    }

    private sealed class Entry(Uri baseAddress, string? first, string? second, Uri url)
    {
        internal Uri BaseAddress => baseAddress;

        internal string? First => first;

        internal string? Second => second;

        internal Uri Url => url;
    }
}
