using System.Diagnostics;
using System.Globalization;
using System.Net;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>Tokens: one that is in memory, many who wait for the first one, and a million devices.</summary>
internal static class TokenRows
{
    private const int MaxSeries = 4;
    private const double MaxExponent = 1.05;

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
        await client.GetProfilesAsync("CHAN1", Device(0)).ConfigureAwait(false);
        var before = Live();
        var start = Stopwatch.GetTimestamp();
        const int Devices = 1_000_000;
        for (var i = 1; i < Devices; i++)
        {
            await client.GetProfilesAsync("CHAN1", Device(i)).ConfigureAwait(false);
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        table.Add(
            "live bytes per device, 1,000,000 devices, rate limiter included",
            "B",
            (Live() - before) / (double)(Devices - 1),
            atMost: 400);
        GC.KeepAlive(client);
        table.Add("first calls of new devices, 3 requests each", "1/s", (Devices - 1) / elapsed.TotalSeconds);
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

    /// <summary>Makes one of the devices.</summary>
    public static StreamingDevice Device(int i) =>
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
