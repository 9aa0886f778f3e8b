using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>Tokens: one that is in memory, many who wait for the first one, and a million devices.</summary>
internal static class TokenRows
{
    private const int LookupCount = 10_000;
    private const int MaxSeries = 4;
    private const double MaxExponent = 1.05;
    private const double MaxOverDictionary = 1.3;

    public static async Task RunHitsAsync(Table table)
    {
        using var handler = new InMemoryHandler();
        using var adobePass = Clients.Connect(handler);
        await new ServiceClient(adobePass).GetProfilesAsync("CHAN1", Clients.Device).ConfigureAwait(false);
        var tokens = adobePass.Tokens;
        var key = adobePass.KeyOf(Clients.Device);
        const int Each = 1000;
        var sample = (await Sampling.CompareAsync(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                _ = tokens.GetAsync(key, Clients.Device, CancellationToken.None).GetAwaiter().GetResult();
            }

            return Task.CompletedTask;
        }).ConfigureAwait(false))[0].Divided(Each);
        table.Add("cached token, one device, time", "ns", sample, atMost: 50);
        table.Add("cached token, one device, bytes", "B", sample.Bytes, atMost: 0);
    }

    public static async Task RunWaitersAsync(Table table)
    {
        // Most of the calls would otherwise run code that the compiler has not optimized yet.
        for (var round = 0; round < 10; round++)
        {
            await WaitAsync(2000).ConfigureAwait(false);
            await Task.Delay(200).ConfigureAwait(false);
        }

        int[] sizes = [100, 1000, 10_000];
        var runs = sizes.Select(static _ => new List<(double Time, double Bytes, long Registrations, long Tokens)>()).ToArray();
        for (var series = 0; series < MaxSeries; series++)
        {
            // The sizes in turns, and the smaller ones more often, because their times vary more.
            for (var round = 0; round < 21; round++)
            {
                for (var i = 0; i < sizes.Length; i++)
                {
                    var repeated = new List<(double Time, double Bytes, long Registrations, long Tokens)>();
                    for (var again = 0; again < 10_000 / sizes[i] / 5 || again == 0; again++)
                    {
                        repeated.Add(await WaitAsync(sizes[i]).ConfigureAwait(false));
                    }

                    runs[i].Add((
                        new Sample([.. repeated.Select(static run => run.Time)]).Median,
                        new Sample([.. repeated.Select(static run => run.Bytes)]).Median,
                        repeated.Max(static run => run.Registrations),
                        repeated.Max(static run => run.Tokens)));
                }
            }

            if (Sample.Exponents(Points()).Judge(MaxExponent) != Verdict.Undecided)
            {
                break;
            }
        }

        for (var i = 0; i < sizes.Length; i++)
        {
            var what = string.Create(CultureInfo.InvariantCulture, $"{sizes[i]:N0} concurrent first calls");
            table.Add(what + ", time", "ms", Points()[i].Cost);
            table.Add(what + ", bytes per call", "B", Math.Round(new Sample([.. runs[i].Select(static run => run.Bytes)]).Median));
            table.Add(what + ", registrations", "", runs[i].Max(static run => run.Registrations), atMost: 1);
            table.Add(what + ", token requests", "", runs[i].Max(static run => run.Tokens), atMost: 1);
        }

        table.AddGrowth("concurrent first calls", "callers", "ms", Points(), atMost: MaxExponent);

        List<(double Size, Sample Cost)> Points() =>
            [.. sizes.Select((size, i) => ((double)size, new Sample([.. runs[i].Select(static run => run.Time)])))];
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
        using var adobePass = Clients.Connect(handler, maxTokens: 2_000_000, store: new ForgetfulStore(), limitsRate: true);
        var client = new ServiceClient(adobePass);
        var tokens = adobePass.Tokens;
        var growth = new List<(double Devices, Sample Ours, Sample Dictionary)>();
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
            if (size == 1_000_000)
            {
                table.Add(
                    "live bytes per device, 1,000,000 devices, rate limiter included",
                    "B",
                    (Live() - before) / (double)(done - 1),
                    atMost: 400);
            }

            // The lower bound: a table of a million entries does not fit into the processor caches, whichever code reads it.
            var dictionary = Enumerable.Range(0, size).ToDictionary(i => adobePass.KeyOf(Device(i)), static _ => new object());
            var concurrent = new ConcurrentDictionary<CredentialKey, object>(dictionary);
            var found = FindEach(
                adobePass,
                size,
                (device, key) => _ = tokens.GetAsync(key, device, CancellationToken.None).GetAwaiter().GetResult(),
                (_, key) => GC.KeepAlive(dictionary[key]),
                (_, key) => GC.KeepAlive(concurrent[key]));
            var row = string.Create(CultureInfo.InvariantCulture, $"cached token among {size:N0} devices, time");
            table.Add(row, "ns", found[0], "Dictionary", found[1], size == 1_000_000 ? MaxOverDictionary : null);
            table.Add(row, "ns", found[0], "ConcurrentDictionary", found[2]);
            growth.Add((size, found[0], found[1]));
        }

        table.Add("first calls of new devices, 3 requests each", "1/s", done / elapsed.TotalSeconds);
        table.AddGrowth(
            "cached token",
            "devices",
            "ns",
            [.. growth.Select(static each => (each.Devices, each.Ours))],
            "Dictionary",
            [.. growth.Select(static each => each.Dictionary)]);
    }

    /// <summary>What a server keeps for its devices, beside a dictionary of the texts of their tokens.</summary>
    public static async Task RunServerAsync(Table table)
    {
        const int Devices = 100_000;
        foreach (var length in new[] { 36, 1000 })
        {
            var before = Live();
            var texts = new Dictionary<string, string>();
            for (var i = 0; i < Devices; i++)
            {
                texts.Add(Device(i).Identifier, Payloads.TokenOf(i, length));
            }

            var dictionary = Live() - before;
            GC.KeepAlive(texts);
            texts = null;

            using var handler = new InMemoryHandler { TokenLength = length };
            using var adobePass = Clients.Connect(handler, maxTokens: 2 * Devices, store: new ForgetfulStore(), limitsRate: true);
            var client = new ServiceClient(adobePass);
            await client.GetProfilesAsync("CHAN1", Device(0)).ConfigureAwait(false);
            before = Live();
            for (var i = 1; i < Devices; i++)
            {
                await client.GetProfilesAsync("CHAN1", Device(i)).ConfigureAwait(false);
            }

            var server = Live() - before;
            GC.KeepAlive(client);
            table.Add(
                string.Create(CultureInfo.InvariantCulture, $"memory for {Devices:N0} devices, tokens of {length:N0} characters"),
                "B",
                server,
                "texts in a Dictionary",
                dictionary,
                1.5);
        }
    }

    // The sides in turns, on the same devices.
    private static Sample[] FindEach(AdobePassClient adobePass, int count, params Action<StreamingDevice, CredentialKey>[] finds)
    {
        var random = new Random(1);
        var devices = Enumerable.Range(0, Math.Min(LookupCount, count))
            .Select(i => Device(count <= LookupCount ? i : random.Next(count)))
            .Select(device => (Device: device, Key: adobePass.KeyOf(device)))
            .ToArray();
        return Sampling.Compare(40, count == 1_000_000 ? [(1, MaxOverDictionary)] : [], [.. finds.Select(find => (Func<double>)(() =>
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < LookupCount; i++)
            {
                var (device, key) = devices[i % devices.Length];
                find(device, key);
            }

            return Stopwatch.GetElapsedTime(start).TotalNanoseconds / LookupCount;
        }))]);
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
