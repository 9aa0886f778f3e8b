using System.Globalization;
using StackExchange.Redis;

namespace AdobePass.Redis;

/// <summary>
/// Checks the configuration of the primaries: whether they evict credentials, lose them at a restart, or may lose them in a failover. A
/// server that does not report its configuration, because of the user's permissions or its type, is used.
/// </summary>
internal sealed class ServerCheck(RedisMedium medium, RedisStoreOptions options)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly bool _allowEviction = options.AllowEviction;
    private readonly bool _allowNoPersistence = options.AllowNoPersistence;
    private readonly bool _waitsForReplicas = options.ReplicasToWaitFor > 0;
    private readonly object _gate = new();
    private volatile Findings? _last;
    private Task<Findings>? _running;

    /// <summary>Gets the warnings of the last check.</summary>
    internal IReadOnlyList<string> Warnings => _last?.Warnings ?? [];

    /// <summary>
    /// Checks the servers, at most every 5 minutes. A rejected configuration is checked at every call until it is corrected.
    /// </summary>
    /// <returns>The reason why the servers must not be used; <see langword="null"/> if they may be used.</returns>
    internal async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        if (_last is { Problem: null } last && medium.Clock.GetElapsedTime(last.At) < Interval)
        {
            return null;
        }

        Task<Findings> running;
        lock (_gate)
        {
            // Concurrent callers share one check.
            running = _running is { IsCompleted: false } ? _running : _running = FindAsync(medium.Clock.GetTimestamp());
        }

        return (await RedisMedium.WaitAsync(running, cancellationToken).ConfigureAwait(false)).Problem;
    }

    private async Task<Findings> FindAsync(long now)
    {
        string? problem = null;
        var warnings = new List<string>();
        foreach (var server in medium.GetPrimaries())
        {
            if (_waitsForReplicas && server.ServerType == ServerType.Cluster)
            {
                problem ??= $"The Redis server is part of a cluster, where {nameof(RedisStoreOptions.ReplicasToWaitFor)} is not " +
                    "supported. Nothing was registered. Set " +
                    $"{nameof(RedisStoreOptions)}.{nameof(RedisStoreOptions.ReplicasToWaitFor)} to 0.";
            }

            if (await ReadInfoAsync(server).ConfigureAwait(false) is { } info)
            {
                problem ??= FindEviction(info);
                problem ??= await FindPersistenceAsync(server, info, warnings).ConfigureAwait(false);
                FindReplication(info, warnings);
            }
        }

        if (problem is not null)
        {
            warnings.Insert(0, problem);
        }

        return _last = new Findings(now, problem, [.. warnings.Distinct()]);
    }

    private string? FindEviction(Dictionary<string, string> info) =>
        !_allowEviction
        && info.TryGetValue("maxmemory_policy", out var policy)
        && policy.StartsWith("allkeys", StringComparison.OrdinalIgnoreCase)
            ? $"The Redis server has maxmemory-policy {policy}: when its memory is full, it evicts credentials, which logs viewers out. " +
              "Nothing was registered. Set the policy to noeviction or volatile-ttl, or set " +
              $"{nameof(RedisStoreOptions)}.{nameof(RedisStoreOptions.AllowEviction)} if its memory cannot become full."
            : null;

    private async Task<string?> FindPersistenceAsync(IServer server, Dictionary<string, string> info, List<string> warnings)
    {
        if (_allowNoPersistence || !info.TryGetValue("aof_enabled", out var appendOnly) || appendOnly != "0")
        {
            return null;
        }

        switch (await ReadSnapshotsAsync(server).ConfigureAwait(false))
        {
            case "":
                return "The Redis server writes neither an append-only file nor snapshots: a restart loses all credentials, which logs " +
                    "viewers out. Nothing was registered. Set appendonly to yes, or set " +
                    $"{nameof(RedisStoreOptions)}.{nameof(RedisStoreOptions.AllowNoPersistence)} if the entries are persisted " +
                    "in another way.";
            case null:
                warnings.Add(
                    "The Redis server writes no append-only file, and does not report whether it writes snapshots. A restart may lose " +
                    "credentials. Set appendonly to yes.");
                return null;
            default:
                warnings.Add(
                    "The Redis server writes snapshots and no append-only file: a restart loses the entries since the last snapshot. " +
                    "Set appendonly to yes.");
                return null;
        }
    }

    private void FindReplication(Dictionary<string, string> info, List<string> warnings)
    {
        if (!_waitsForReplicas
            && info.TryGetValue("connected_slaves", out var replicas)
            && int.TryParse(replicas, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0
            && !info.ContainsKey("min_slaves_good_slaves"))
        {
            warnings.Add(
                "The Redis server has replicas and does not wait for them: a failover may lose entries that were reported as stored. " +
                $"Set {nameof(RedisStoreOptions)}.{nameof(RedisStoreOptions.ReplicasToWaitFor)}, or min-replicas-to-write on the server.");
        }
    }

    private static async Task<Dictionary<string, string>?> ReadInfoAsync(IServer server)
    {
        try
        {
            var reply = (string?)await server.ExecuteAsync("INFO").ConfigureAwait(false);
            var info = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var line in (reply ?? "").Split('\n'))
            {
                var colon = line.IndexOf(':');
                if (colon > 0)
                {
                    info[line.Substring(0, colon)] = line.Substring(colon + 1).Trim();
                }
            }

            return info;
        }
        catch (Exception failure) when (RedisMedium.IsFailure(failure) || failure is NotSupportedException)
        {
            // The user may lack the permission, and proxies do not support the command.
            return null;
        }
    }

    // Gets the setting "save": empty if there are no snapshots, and null if the server does not report it.
    private static async Task<string?> ReadSnapshotsAsync(IServer server)
    {
        try
        {
            var result = await server.ExecuteAsync("CONFIG", "GET", "save").ConfigureAwait(false);
            return (string[]?)result is [_, var save] ? save ?? "" : null;
        }
        catch (Exception failure) when (RedisMedium.IsFailure(failure) || failure is NotSupportedException or InvalidCastException)
        {
            return null;
        }
    }

    private sealed record Findings(long At, string? Problem, IReadOnlyList<string> Warnings);
}
