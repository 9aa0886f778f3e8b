using System.Diagnostics;
using System.Globalization;
using System.Net;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>Tokens: one that is in memory, many who wait for the first one, and a million devices.</summary>
internal static class TokenRows
{
    private const int Sample = 10_000;

    public static async Task RunHitsAsync(Table table)
    {
        using var handler = new InMemoryHandler();
        using var adobePass = Clients.Connect(handler);
        await new ServiceClient(adobePass).GetProfilesAsync("CHAN1", Clients.Device).ConfigureAwait(false);
        var tokens = adobePass.Tokens;
        var key = adobePass.KeyOf(Clients.Device);
        const int Each = 1000;
        var samples = await Sampling.CompareAsync(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                _ = tokens.GetAsync(key, Clients.Device, CancellationToken.None).GetAwaiter().GetResult();
            }

            return Task.CompletedTask;
        }).ConfigureAwait(false);
        table.Add("cached token, one device, time", "ns", samples[0].Median / Each, atMost: 50, samples[0].Jitter);
        table.Add("cached token, one device, bytes", "B", samples[0].Bytes / Each, atMost: 0);
    }

    public static async Task RunWaitersAsync(Table table)
    {
        // Most of the calls would otherwise run code that the compiler has not optimized yet.
        for (var round = 0; round < 10; round++)
        {
            await WaitAsync(2000).ConfigureAwait(false);
            await Task.Delay(200).ConfigureAwait(false);
        }

        var points = new List<(double, double)>();
        foreach (var waiters in new[] { 100, 1000, 10_000 })
        {
            var runs = new List<(double Time, double Bytes, long Registrations, long Tokens)>();
            for (var round = 0; round < 21; round++)
            {
                runs.Add(await WaitAsync(waiters).ConfigureAwait(false));
            }

            var what = string.Create(CultureInfo.InvariantCulture, $"{waiters:N0} concurrent first calls");
            table.Add(what + ", time", "ms", Sampling.Median([.. runs.Select(run => run.Time)]));
            table.Add(what + ", bytes per call", "B", Math.Round(Sampling.Median([.. runs.Select(run => run.Bytes)])));
            table.Add(what + ", registrations", "", runs.Max(run => run.Registrations), atMost: 1);
            table.Add(what + ", token requests", "", runs.Max(run => run.Tokens), atMost: 1);
            points.Add((waiters, Sampling.Median([.. runs.Select(run => run.Time)])));
        }

        table.Add("growth: concurrent first calls, 100 to 10,000 (exponent)", "", Sampling.Slope(points), atMost: 1.05);
    }

    // Time in milliseconds, and bytes of each call.
    private static async Task<(double Time, double Bytes, long Registrations, long Tokens)> WaitAsync(int waiters)
    {
        var gate = new TaskCompletionSource();
        using var handler = new InMemoryHandler { Gate = gate.Task };
        using var adobePass = Clients.Connect(handler);
        var client = new ServiceClient(adobePass);
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        var calls = Enumerable.Range(0, waiters).Select(_ => client.GetProfilesAsync("CHAN1", Clients.Device)).ToArray();
        gate.SetResult();
        await Task.WhenAll(calls).ConfigureAwait(false);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (time, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)waiters, handler.Registrations, handler.Tokens);
    }

    public static async Task RunDevicesAsync(Table table)
    {
        using var handler = new InMemoryHandler();
        using var adobePass = Clients.Connect(handler, maxTokens: 2_000_000, store: new ForgetfulStore(), paces: true);
        var client = new ServiceClient(adobePass);
        var hits = new List<(double Devices, double Nanoseconds)>();
        var before = 0L;
        var done = 0;
        var elapsed = TimeSpan.Zero;
        foreach (var size in new[] { 1, 1000, 100_000, 1_000_000 })
        {
            var start = Stopwatch.GetTimestamp();
            for (; done < size; done++)
            {
                await client.GetProfilesAsync("CHAN1", Device(done)).ConfigureAwait(false);
            }

            elapsed += Stopwatch.GetElapsedTime(start);
            before = size == 1 ? Live() : before;
            hits.Add((size, Find(adobePass, size)));
            table.Add(
                string.Create(CultureInfo.InvariantCulture, $"cached token among {size:N0} devices, time"),
                "ns",
                hits[^1].Nanoseconds);
        }

        table.Add("live bytes per device, 1,000,000 devices, pacing included", "B", (Live() - before) / (double)(done - 1), atMost: 400);
        table.Add("first calls of new devices, 3 requests each", "1/s", done / elapsed.TotalSeconds);
        table.Add("a hit among 1,000,000 devices over a hit of one", "times", hits[^1].Nanoseconds / hits[0].Nanoseconds, atMost: 2);

        // The lower bound: a table of a million entries does not fit into the processor caches, whichever code reads it.
        var floor = Enumerable.Range(0, 1_000_000).ToDictionary(i => adobePass.KeyOf(Device(i)), _ => new object());
        table.Add(
            "cached token among 1,000,000 devices over a plain dictionary",
            "ns",
            hits[^1].Nanoseconds,
            "Dictionary",
            Find(adobePass, 1_000_000, (_, key) => GC.KeepAlive(floor[key])));
    }

    private static double Find(AdobePassClient adobePass, int count)
    {
        var tokens = adobePass.Tokens;
        return Find(adobePass, count, (device, key) => _ = tokens.GetAsync(key, device, CancellationToken.None).GetAwaiter().GetResult());
    }

    private static double Find(AdobePassClient adobePass, int count, Action<StreamingDevice, CredentialKey> find)
    {
        var random = new Random(1);
        var devices = Enumerable.Range(0, Math.Min(Sample, count))
            .Select(i => Device(count <= Sample ? i : random.Next(count)))
            .Select(device => (Device: device, DeviceKey: adobePass.KeyOf(device)))
            .ToArray();
        var times = new List<double>();
        for (var round = 0; round < 40; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Sample; i++)
            {
                var (device, key) = devices[i % devices.Length];
                find(device, key);
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / Sample);
        }

        return Sampling.Median(times);
    }

    private static StreamingDevice Device(int i) =>
        new(string.Create(CultureInfo.InvariantCulture, $"device-{i}"), Clients.Device.Information, new IPAddress(0x0A000000L + i));

    private static long Live()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Keeps nothing, so that what is alive is the library's own.</summary>
    private sealed class ForgetfulStore : CredentialStore
    {
        public override ValueTask<StoredCredentials?> FindAsync(CredentialKey key, CancellationToken cancellationToken) => default;

        public override ValueTask EnsureWritableAsync(CredentialKey key, CancellationToken cancellationToken) => default;

        public override ValueTask<StoredCredentials> CreateAsync(
            CredentialKey key,
            ClientCredentials credentials,
            CancellationToken cancellationToken) =>
            new(new StoredCredentials(credentials, "1"));

        public override ValueTask<StoredCredentials?> TryReplaceAsync(
            CredentialKey key,
            ClientCredentials credentials,
            string expectedVersion,
            CancellationToken cancellationToken) =>
            default;

        public override ValueTask<bool> DeleteAsync(CredentialKey key, CancellationToken cancellationToken) => default;
    }
}
