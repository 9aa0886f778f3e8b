using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>
/// A cached token among up to a million devices. Several processes measure, because each has its tables in other places of the memory of
/// the machine.
/// </summary>
/// <remarks>
/// All sides read the clock for each lookup, as everything must that has to know whether a token has expired. Reading the clock also keeps
/// the processor from starting the next lookups before the last one ends, which no server does. Without it, a lookup in a table that does
/// not fit into the caches seems four times as fast.
/// </remarks>
internal static class LookupRows
{
    private const int Processes = 5;
    private const int Rounds = 15;
    private const int LookupCount = 10_000;
    private const double MaxOverDictionary = 1.3;
    private static readonly int[] Sizes = [1, 1000, 100_000, 1_000_000];

    public static async Task RunAsync(Table table)
    {
        var processes = new List<double[][]>();
        for (var i = 0; i < Processes; i++)
        {
            processes.Add(await MeasureInProcessAsync().ConfigureAwait(false));
        }

        var growth = new List<(double Devices, Sample Ours, Sample Dictionary)>();
        for (var i = 0; i < Sizes.Length; i++)
        {
            Sample Side(int side) => new([.. processes.Select(process => process[i][side])]);
            var (ours, dictionary, concurrent) = (Side(0), Side(1), Side(2));
            var row = string.Create(CultureInfo.InvariantCulture, $"cached token among {Sizes[i]:N0} devices, time");
            table.Add(row, "ns", ours, "Dictionary", dictionary, Sizes[i] == 1_000_000 ? MaxOverDictionary : null);
            table.Add(row, "ns", ours, "ConcurrentDictionary", concurrent);
            growth.Add((Sizes[i], ours, dictionary));
        }

        table.AddGrowth(
            "cached token",
            "devices",
            "ns",
            [.. growth.Select(static each => (each.Devices, each.Ours))],
            "Dictionary",
            [.. growth.Select(static each => each.Dictionary)]);
    }

    /// <summary>Measures in this process, and prints a line for each size: nanoseconds of each side.</summary>
    public static async Task PrintAsync()
    {
        using var handler = new InMemoryHandler();
        var cache = new EveryToken();
        using var adobePass = Clients.Connect(handler, maxTokens: 2 * Sizes[^1], cache: cache);
        var tokens = adobePass.Tokens;
        var keys = new CredentialKey[Sizes[^1]];
        var done = 0;
        foreach (var size in Sizes)
        {
            while (done < size)
            {
                var next = Math.Min(size, done + 1000);
                await Task.WhenAll(Enumerable.Range(done, next - done).Select(i =>
                {
                    var device = TokenRows.Device(i);
                    keys[i] = adobePass.KeyOf(device);
                    return tokens.GetAsync(keys[i], device, CancellationToken.None).AsTask();
                })).ConfigureAwait(false);
                done = next;
            }

            var dictionary = keys.Take(size).ToDictionary(static key => key, static _ => new object());
            var concurrent = new ConcurrentDictionary<CredentialKey, object>(dictionary);
            GC.Collect();
            var sides = Find(
                keys,
                size,
                key => _ = tokens.GetAsync(key, Clients.Device, CancellationToken.None).GetAwaiter().GetResult(),
                key => Read(Stopwatch.GetTimestamp(), dictionary[key]),
                key => Read(Stopwatch.GetTimestamp(), concurrent[key]));
            Console.WriteLine(string.Join(' ', sides.Select(static side => side.Median.ToString("R", CultureInfo.InvariantCulture))));
        }

        if (cache.Finds != Sizes[^1] || handler.Tokens != 0)
        {
            throw new InvalidOperationException("A lookup did not find its token in memory.");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Read(long now, object token) => GC.KeepAlive(token);

    private static async Task<double[][]> MeasureInProcessAsync()
    {
        using var process = ServerProcess.StartSelf("lookups");
        var lines = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode == 0
            ? [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line => line.Split(' ').Select(static part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray())]
            : throw new InvalidOperationException($"The process of the lookups ended with {process.ExitCode}.");
    }

    // Each side in each round looks for other devices, so that none finds what another left in the caches of the processor.
    private static Sample[] Find(CredentialKey[] keys, int size, params Action<CredentialKey>[] finds)
    {
        var random = new Random(1);
        var wanted = new CredentialKey[LookupCount];
        return Sampling.Compare(Rounds, [], [.. finds.Select(find => (Func<double>)(() =>
        {
            for (var i = 0; i < wanted.Length; i++)
            {
                wanted[i] = keys[random.Next(size)];
            }

            var start = Stopwatch.GetTimestamp();
            foreach (var key in wanted)
            {
                find(key);
            }

            return Stopwatch.GetElapsedTime(start).TotalNanoseconds / LookupCount;
        }))]);
    }

    /// <summary>A persistent cache that has a token of every device, so that no registration and no token request is needed.</summary>
    private sealed class EveryToken : AccessTokenCache
    {
        private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

        private int _finds;

        public int Finds => _finds;

        public override ValueTask<CachedAccessToken?> FindAsync(CredentialKey key, CancellationToken cancellationToken)
        {
            var token = new AccessToken(Payloads.TokenOf(Interlocked.Increment(ref _finds), 36));
            return new ValueTask<CachedAccessToken?>(new CachedAccessToken(token, _now, _now.AddHours(24)));
        }

        public override ValueTask SetAsync(CredentialKey key, CachedAccessToken token, CancellationToken cancellationToken) => default;

        public override ValueTask RemoveAsync(CredentialKey key, CancellationToken cancellationToken) => default;
    }
}
