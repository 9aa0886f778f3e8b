using System.Collections.Concurrent;

namespace AdobePass.Entitlements;

/// <summary>Keeps the list of MVPDs for each kind of device for a few minutes. Concurrent callers share one request.</summary>
internal sealed class MvpdLists(TimeSpan lifetime, TimeProvider clock)
{
    private const int Capacity = 1000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    internal Task<IReadOnlyList<MvpdInfo>> GetAsync(string platform, ViewerApi api, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_entries.TryGetValue(platform, out var entry) && entry.IsUsable(clock, lifetime))
            {
                return entry.List.Value.OrCanceledAsync(cancellationToken);
            }

            if (_entries.Count >= Capacity)
            {
                _entries.Clear();
            }

            var created = new Entry(clock.GetTimestamp(), new Lazy<Task<IReadOnlyList<MvpdInfo>>>(() => RequestAsync(api)));
            if (entry is null ? _entries.TryAdd(platform, created) : _entries.TryUpdate(platform, created, entry))
            {
                return created.List.Value.OrCanceledAsync(cancellationToken);
            }
        }
    }

    /// <summary>Finds an MVPD in the list that is in memory, without a request.</summary>
    internal MvpdInfo? Find(string platform, string id) =>
        _entries.TryGetValue(platform, out var entry)
        && entry.List is { IsValueCreated: true, Value: { Status: TaskStatus.RanToCompletion } list }
            ? list.Result.FirstOrDefault(mvpd => mvpd.Id == id)
            : null;

    // The request belongs to all callers, so that the cancellation of one does not end it. It has the timeout of the client.
    private static async Task<IReadOnlyList<MvpdInfo>> RequestAsync(ViewerApi api)
    {
        var configuration = await api.GetConfigurationAsync(CancellationToken.None).ConfigureAwait(false);
        return [.. (configuration.Requestor?.Mvpds ?? configuration.Mvpds ?? []).Select(static mvpd => new MvpdInfo(mvpd))];
    }

    private sealed record Entry(long RequestedAt, Lazy<Task<IReadOnlyList<MvpdInfo>>> List)
    {
        // An empty list is probably a response that could not be read. Keeping it would leave the picker empty for minutes.
        internal bool IsUsable(TimeProvider clock, TimeSpan lifetime) =>
            clock.GetElapsedTime(RequestedAt) < lifetime
            && !(List is { IsValueCreated: true, Value: { IsCompleted: true } list }
                && (list.Status != TaskStatus.RanToCompletion || list.Result.Count == 0));
    }
}
