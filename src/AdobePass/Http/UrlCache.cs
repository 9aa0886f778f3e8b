namespace AdobePass.Runtime;

/// <summary>
/// The addresses of recent calls of one operation. A service calls an operation with the same few service providers and MVPDs over and over; without this each call would put its address together, escape it and have it parsed.
/// </summary>
/// <remarks>A fixed number of places, each for the last address that fell on it: bounded without bookkeeping, and safe without a lock, as entries never change.</remarks>
internal sealed class UrlCache
{
    private const int Places = 512;

    private Entry?[]? _entries;

    internal Uri? Find(Uri baseAddress, string? first, string? second) =>
        _entries?[PlaceOf(first, second)] is { } entry
        && ReferenceEquals(entry.BaseAddress, baseAddress)
        && string.Equals(entry.First, first, StringComparison.Ordinal)
        && string.Equals(entry.Second, second, StringComparison.Ordinal)
            ? entry.Address
            : null;

    internal void Keep(Uri baseAddress, string? first, string? second, Uri address)
    {
        var entries = Volatile.Read(ref _entries);
        if (entries is null)
        {
            entries = new Entry?[Places];
            entries = Interlocked.CompareExchange(ref _entries, entries, null) ?? entries;
        }

        Volatile.Write(ref entries[PlaceOf(first, second)], new Entry(baseAddress, first, second, address));
    }

    private static int PlaceOf(string? first, string? second)
    {
        var hash = ((first?.GetHashCode() ?? 0) * 31) + (second?.GetHashCode() ?? 0);
        return (hash ^ (hash >> 16)) & (Places - 1);
    }

    private sealed class Entry(Uri baseAddress, string? first, string? second, Uri address)
    {
        internal Uri BaseAddress => baseAddress;

        internal string? First => first;

        internal string? Second => second;

        internal Uri Address => address;
    }
}
