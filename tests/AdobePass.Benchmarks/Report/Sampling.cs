using System.Diagnostics;

namespace AdobePass.Benchmarks.Report;

/// <summary>
/// Measures several ways to do the same work side by side: batch by batch in turns, so that what the machine does meanwhile affects all of
/// them. If the samples do not decide a target, more are taken.
/// </summary>
internal static class Sampling
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(40);
    private const int Batches = 21;

    // How often the same number of samples is taken while a target is undecided.
    private const int MaxSeries = 5;

    // The compiler replaces code that is called often, on a thread of its own, in several steps. The rounds give it time, and only the last
    // one decides how many calls are in a batch.
    private const int WarmUpRounds = 4;

    /// <summary>Measures calls, in nanoseconds and bytes each.</summary>
    public static Task<Sample[]> CompareAsync(params Func<Task>[] sides) => CompareAsync([], sides);

    /// <summary>Measures calls, in nanoseconds and bytes each, until the targets are decided.</summary>
    /// <param name="targets">For each target, the peer's index in <paramref name="sides"/> and the highest ratio to it.</param>
    /// <param name="sides">The calls; the first is of this package.</param>
    public static async Task<Sample[]> CompareAsync((int Peer, double AtMost)[] targets, params Func<Task>[] sides)
    {
        var sizes = new int[sides.Length];
        for (var round = 0; round < WarmUpRounds; round++)
        {
            for (var i = 0; i < sides.Length; i++)
            {
                sizes[i] = await WarmUpAsync(sides[i]).ConfigureAwait(false);
            }
        }

        var times = sides.Select(static _ => new List<double>()).ToArray();
        var allocated = sides.Select(static _ => new List<double>()).ToArray();
        for (var series = 0; series < MaxSeries; series++)
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                for (var i = 0; i < sides.Length; i++)
                {
                    var bytes = GC.GetTotalAllocatedBytes(precise: true);
                    var start = Stopwatch.GetTimestamp();
                    await RunAsync(sides[i], sizes[i]).ConfigureAwait(false);
                    times[i].Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / sizes[i]);
                    allocated[i].Add((GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)sizes[i]);
                }
            }

            if (AreDecided(targets, times))
            {
                break;
            }
        }

        return [.. times.Zip(allocated, static (time, bytes) => new Sample(time, Math.Round(new Sample(bytes).Median)))];
    }

    /// <summary>Measures work of milliseconds and more, in turns, in milliseconds.</summary>
    public static Sample[] Compare(int rounds, params Action[] sides) => Compare(rounds, [], sides);

    /// <summary>Measures work of milliseconds and more, in turns, in milliseconds, until the targets are decided.</summary>
    /// <param name="rounds">The number of samples of a series.</param>
    /// <param name="targets">For each target, the peer's index in <paramref name="sides"/> and the highest ratio to it.</param>
    /// <param name="sides">The work; the first is of this package.</param>
    /// <param name="preparations">What to do before each work without measuring it; nothing if it is <see langword="null"/>.</param>
    public static Sample[] Compare(int rounds, (int Peer, double AtMost)[] targets, Action[] sides, Action[]? preparations = null) =>
        Compare(rounds, targets, [.. sides.Select((work, i) => (Func<double>)(() =>
        {
            preparations?[i]();
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            work();
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }))]);

    /// <summary>
    /// Collects samples of work that measures itself, in turns, until the targets are decided. The first round does not count.
    /// </summary>
    public static Sample[] Compare(int rounds, (int Peer, double AtMost)[] targets, params Func<double>[] sides)
    {
        var samples = sides.Select(static _ => new List<double>()).ToArray();
        foreach (var side in sides)
        {
            side();
        }

        for (var series = 0; series < MaxSeries; series++)
        {
            for (var round = 0; round < rounds; round++)
            {
                for (var i = 0; i < sides.Length; i++)
                {
                    samples[i].Add(sides[i]());
                }
            }

            if (AreDecided(targets, samples))
            {
                break;
            }
        }

        return [.. samples.Select(static values => new Sample(values))];
    }

    private static bool AreDecided((int Peer, double AtMost)[] targets, List<double>[] samples) => targets.All(target =>
        new Sample(samples[0]).Over(new Sample(samples[target.Peer])).Judge(target.AtMost) != Verdict.Undecided);

    private static async Task<int> WarmUpAsync(Func<Task> side)
    {
        var count = 0;
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < WarmUp)
        {
            await RunAsync(side, 10).ConfigureAwait(false);
            count += 10;
        }

        return Math.Max(1, (int)(count * (Batch / WarmUp)));
    }

    private static async Task RunAsync(Func<Task> side, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await side().ConfigureAwait(false);
        }
    }
}
