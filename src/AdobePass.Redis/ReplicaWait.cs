using System.Globalization;
using StackExchange.Redis;

namespace AdobePass.Redis;

/// <summary>
/// Waits until replicas have received an entry. <c>WAIT</c> blocks its connection and covers earlier writes on the same connection. It
/// therefore uses a dedicated connection, and follows a write on that connection. Callers that arrive while it runs share the next one.
/// </summary>
internal sealed class ReplicaWait
{
    private static readonly TimeSpan FenceLifetime = TimeSpan.FromSeconds(10);

    private readonly RedisMedium _medium;
    private readonly int _replicas;
    private readonly TimeSpan _timeout;
    private readonly string _fence;
    private readonly object _gate = new();
    private Round? _next;
    private Task _running = Task.CompletedTask;

    private ReplicaWait(RedisMedium medium, RedisStoreOptions options)
    {
        _medium = medium;
        _replicas = options.ReplicasToWaitFor;
        _timeout = options.ReplicationTimeout;
        _fence = medium.KeyOf("fence");
    }

    /// <summary>Creates an instance for the options; <see langword="null"/> if no replicas are configured.</summary>
    /// <exception cref="ArgumentException">An option is outside its documented range.</exception>
    internal static ReplicaWait? Create(IConnectionMultiplexer connection, RedisStoreOptions options)
    {
        if (options.ReplicasToWaitFor < 0)
        {
            throw new ArgumentException($"{nameof(RedisStoreOptions.ReplicasToWaitFor)} is less than 0.", nameof(options));
        }

        if (options.ReplicasToWaitFor == 0)
        {
            return null;
        }

        if (options.ReplicationConnection is not { } second)
        {
            throw new ArgumentException(
                $"{nameof(RedisStoreOptions.ReplicasToWaitFor)} is greater than 0 and " +
                $"{nameof(RedisStoreOptions.ReplicationConnection)} is null.",
                nameof(options));
        }

        if (ReferenceEquals(second, connection))
        {
            throw new ArgumentException(
                $"{nameof(RedisStoreOptions.ReplicationConnection)} is the connection of the store. WAIT would block it. " +
                "Use a second connection.",
                nameof(options));
        }

        var limit = TimeSpan.FromMilliseconds(ConfigurationOptions.Parse(second.Configuration, ignoreUnknown: true).AsyncTimeout);
        if (options.ReplicationTimeout < TimeSpan.FromMilliseconds(1) || options.ReplicationTimeout >= limit)
        {
            throw new ArgumentException(
                $"{nameof(RedisStoreOptions.ReplicationTimeout)} is less than 1 ms, or not less than the asyncTimeout of " +
                $"{nameof(RedisStoreOptions.ReplicationConnection)}.",
                nameof(options));
        }

        return new ReplicaWait(new RedisMedium(second, options), options);
    }

    /// <summary>Waits until replicas have the written value of a key.</summary>
    /// <exception cref="CredentialStoreException">Too few replicas have the value, or the server has another value now.</exception>
    internal async Task WaitAsync(string key, RedisValue content, CancellationToken cancellationToken)
    {
        var (value, acknowledged) = await _medium.RunAsync("replicate", key, _ => JoinAsync(key), cancellationToken).ConfigureAwait(false);
        if (value != content)
        {
            throw new CredentialStoreException(
                CredentialStoreFailure.Unavailable,
                $"The entry under the Redis key {key} was written, but the primary no longer has it: another process changed it, a " +
                $"failover lost it, or {nameof(RedisStoreOptions.ReplicationConnection)} is connected to another server. Try again.");
        }

        if (acknowledged < _replicas)
        {
            throw new CredentialStoreException(
                CredentialStoreFailure.Unavailable,
                $"The entry under the Redis key {key} was written, but {Format(acknowledged)} of {Format(_replicas)} replicas had it " +
                $"after {Format(_timeout.TotalMilliseconds)} ms. A failover could lose it. Check the replicas. Another attempt finds " +
                "the entry.");
        }
    }

    private async Task<(RedisValue Value, long Acknowledged)> JoinAsync(string key)
    {
        Round round;
        lock (_gate)
        {
            if (_next is null)
            {
                _next = new Round();
                _running = RunAsync(_next, _running);
            }

            round = _next;
            if (!round.Values.ContainsKey(key))
            {
                round.Values.Add(key, RedisValue.Null);
            }
        }

        var acknowledged = await round.Acknowledged.Task.ConfigureAwait(false);
        return (round.Values[key], acknowledged);
    }

    private async Task RunAsync(Round round, Task previous)
    {
        // Releases the lock of the caller, and lets other callers join.
        await Task.Yield();
        await previous.ConfigureAwait(false);
        lock (_gate)
        {
            _next = null;
        }

        try
        {
            round.Acknowledged.SetResult(await SendAsync(round.Values).ConfigureAwait(false));
        }
        catch (Exception failure)
        {
            round.Acknowledged.SetException(failure);
        }
    }

    // In one batch: the values show that this primary has the entries, the fence is written after them, and WAIT covers the fence. On
    // another connection, WAIT would return at once. All commands must therefore use one connection to one server, without a reconnection
    // in between.
    private async Task<long> SendAsync(Dictionary<string, RedisValue> values)
    {
        var batch = _medium.GetDatabase().CreateBatch();
        var before = batch.ExecuteAsync("CLIENT", ["ID"], CommandFlags.DemandMaster);
        var reads = values.Keys.Select(key => (Key: key, Value: RedisMedium.ReadAsync(batch, key))).ToList();
        var fence = batch.StringSetAsync(_fence, "", FenceLifetime);
        var wait = batch.ExecuteAsync(
            "WAIT",
            [Format(_replicas), Format(Math.Ceiling(_timeout.TotalMilliseconds))],
            CommandFlags.DemandMaster);
        var after = batch.ExecuteAsync("CLIENT", ["ID"], CommandFlags.DemandMaster);
        Task[] all = [before, fence, wait, after, .. reads.Select(read => read.Value)];
        foreach (var task in all)
        {
            RedisMedium.Observe(task);
        }

        _medium.RequireSinglePrimary();
        batch.Execute();
        _medium.RequireSinglePrimary();
        await Task.WhenAll(all).ConfigureAwait(false);
        foreach (var (key, value) in reads)
        {
            values[key] = await value.ConfigureAwait(false);
        }

        return (long)await before.ConfigureAwait(false) == (long)await after.ConfigureAwait(false)
            ? (long)await wait.ConfigureAwait(false)
            : 0;
    }

    private static string Format(double number) => number.ToString("0", CultureInfo.InvariantCulture);

    private sealed class Round
    {
        internal Dictionary<string, RedisValue> Values { get; } = new(StringComparer.Ordinal);

        internal TaskCompletionSource<long> Acknowledged { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
