using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using AdobePass.Redis;
using StackExchange.Redis;

namespace AdobePass.Attacks;

/// <summary>
/// Freezes the primary of a Redis with two replicas until a sentinel has promoted one of them, thaws it, and looks for every pair that was
/// acknowledged meanwhile. A thawed primary acknowledges writes until it is told of its successor. It takes <c>WAIT</c> for all replicas to prevent
/// that: with one of two, the other may be promoted.
/// </summary>
internal static class SentinelFailover
{
    private const int Replicas = 2;
    private const int Writers = 8;

    internal static Attack Attack { get; } = new(
        "sentinel-failover",
        "Fails Redis over to a replica while pairs are created, with and without WAIT, and looks for every acknowledged pair.",
        RunAsync)
    {
        TimeLimit = TimeSpan.FromMinutes(8),
    };

    private static async Task<AttackResult> RunAsync(AttackContext context)
    {
        if (RedisProcess.Executable is null)
        {
            return RedisProcess.Skipped;
        }

        if (OperatingSystem.IsWindows())
        {
            return AttackResult.Skip("Processes cannot be frozen on Windows.");
        }

        // The first is what is promised; the others show what it is good for.
        var outcomes = new List<Outcome>();
        foreach (var (replicasToWaitFor, failovers) in new[] { (Replicas, 5), (1, 3), (0, 3) })
        {
            outcomes.Add(await RunAsync(context, replicasToWaitFor, failovers).ConfigureAwait(false));
            context.Progress(outcomes[^1].ToString());
        }

        return new AttackResult(outcomes[0].Stored, outcomes[0].Lost, string.Join("; ", outcomes) + ".");
    }

    private static async Task<Outcome> RunAsync(AttackContext context, int replicasToWaitFor, int failovers)
    {
        var folder = Path.Combine(context.Folder, replicasToWaitFor.ToString(CultureInfo.InvariantCulture));
        var servers = new List<RedisProcess>();
        RedisProcess? sentinel = null;
        try
        {
            for (var number = 0; number <= Replicas; number++)
            {
                string[] settings = ["--appendonly", "yes", "--appendfsync", "always"];
                servers.Add(await RedisProcess.StartAsync(
                    Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture)),
                    number == 0 ? settings : [.. settings, "--replicaof", "127.0.0.1", servers[0].Port.ToString(CultureInfo.InvariantCulture)])
                    .ConfigureAwait(false));
            }

            await WaitForReplicasAsync(servers[0], context.CancellationToken).ConfigureAwait(false);
            sentinel = await RedisProcess.StartSentinelAsync(Path.Combine(folder, "sentinel"), servers[0]).ConfigureAwait(false);
            await WaitUntilAsync(
                async () => ((RedisResult[])(await sentinel.ExecuteAsync("SENTINEL", "REPLICAS", "attacked").ConfigureAwait(false))!).Length == Replicas,
                context.CancellationToken).ConfigureAwait(false);
            return await AttackAsync(context, servers, sentinel, replicasToWaitFor, failovers).ConfigureAwait(false);
        }
        finally
        {
            foreach (var process in servers.Append(sentinel))
            {
                if (process is not null)
                {
                    await process.KillAsync().ConfigureAwait(false);
                }
            }
        }
    }

    private static async Task<Outcome> AttackAsync(
        AttackContext context,
        List<RedisProcess> servers,
        RedisProcess sentinel,
        int replicasToWaitFor,
        int failovers)
    {
        var connection = await sentinel.ConnectAsync("attacked").ConfigureAwait(false);
        await using var connectionLifetime = connection.ConfigureAwait(false);
        var second = await sentinel.ConnectAsync("attacked", asyncTimeout: 2000).ConfigureAwait(false);
        await using var secondLifetime = second.ConfigureAwait(false);
        var store = new RedisCredentialStore(connection, new RedisStoreOptions
        {
            AllowCreation = true,
            ReplicasToWaitFor = replicasToWaitFor,
            ReplicationConnection = second,
        });
        await WaitUntilAsync(() => TryAsync(store, "first"), context.CancellationToken).ConfigureAwait(false);
        var stored = new ConcurrentQueue<string>();
        var failed = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                var device = string.Create(CultureInfo.InvariantCulture, $"{writer}-{number}");
                if (await TryAsync(store, device).ConfigureAwait(false))
                {
                    stored.Enqueue(device);
                }
                else
                {
                    Interlocked.Increment(ref failed);
                    await Task.Delay(TimeSpan.FromMilliseconds(20)).ConfigureAwait(false);
                }
            }
        })));
        var pause = Stopwatch.StartNew();
        var longest = TimeSpan.Zero;
        for (var failover = 0; failover < failovers; failover++)
        {
            var before = stored.Count;
            await WaitUntilAsync(() => Task.FromResult(stored.Count > before + 500), context.CancellationToken).ConfigureAwait(false);
            var port = await PrimaryAsync(sentinel).ConfigureAwait(false);
            var primary = servers.Single(server => server.Port == port);
            pause.Restart();
            await primary.FreezeAsync().ConfigureAwait(false);
            try
            {
                await WaitUntilAsync(
                    async () => await PrimaryAsync(sentinel).ConfigureAwait(false) != port,
                    context.CancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await primary.ThawAsync().ConfigureAwait(false);
            }

            // Until the old primary follows the new one, and writes go through again.
            await WaitUntilAsync(
                async () => ((string)(await primary.ExecuteAsync("INFO", "replication").ConfigureAwait(false))!)
                    .Contains("master_link_status:up", StringComparison.Ordinal),
                context.CancellationToken).ConfigureAwait(false);
            before = stored.Count;
            await WaitUntilAsync(() => Task.FromResult(stored.Count > before + Writers), context.CancellationToken).ConfigureAwait(false);
            longest = pause.Elapsed > longest ? pause.Elapsed : longest;
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await writing.ConfigureAwait(false);
        var last = await PrimaryAsync(sentinel).ConfigureAwait(false);
        var final = await servers.Single(server => server.Port == last).ConnectAsync(asyncTimeout: 10_000).ConfigureAwait(false);
        await using var finalLifetime = final.ConfigureAwait(false);
        var database = final.GetDatabase();
        var lost = 0;
        foreach (var device in stored)
        {
            var key = $"adobepass:{{{RedisWriter.Device(device).Value}}}:credentials";
            if (!await database.KeyExistsAsync(key, CommandFlags.DemandMaster).ConfigureAwait(false))
            {
                lost++;
            }
        }

        return new Outcome(replicasToWaitFor, failovers, stored.Count, lost, failed, longest);
    }

    private static async Task<bool> TryAsync(RedisCredentialStore store, string device)
    {
        try
        {
            await store.CreateAsync(RedisWriter.Device(device), RedisWriter.Pair(device), CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (CredentialStoreException)
        {
            return false;
        }
    }

    private static async Task<int> PrimaryAsync(RedisProcess sentinel)
    {
        var address = (string[])(await sentinel.ExecuteAsync("SENTINEL", "GET-MASTER-ADDR-BY-NAME", "attacked").ConfigureAwait(false))!;
        return int.Parse(address[1], CultureInfo.InvariantCulture);
    }

    private static Task WaitForReplicasAsync(RedisProcess primary, CancellationToken cancellationToken) => WaitUntilAsync(
        async () => ((string)(await primary.ExecuteAsync("INFO", "replication").ConfigureAwait(false))!)
            .Split("state=online").Length == Replicas + 1,
        cancellationToken);

    private static async Task WaitUntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        while (!await TryAsync(condition).ConfigureAwait(false))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken).ConfigureAwait(false);
        }
    }

    // A server that was frozen a moment ago may not respond in time.
    private static async Task<bool> TryAsync(Func<Task<bool>> condition)
    {
        try
        {
            return await condition().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return false;
        }
    }

    private sealed record Outcome(int WaitedFor, int Failovers, int Stored, int Lost, int Failed, TimeSpan LongestFailover)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"WAIT for {WaitedFor} of {Replicas} replicas, {Failovers} failovers: {Stored:N0} pairs acknowledged, {Lost:N0} of them lost, " +
            $"{Failed:N0} calls failed, longest failover {LongestFailover.TotalSeconds:0.0} s");
    }
}
