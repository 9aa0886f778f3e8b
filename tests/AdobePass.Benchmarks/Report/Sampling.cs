using System.Diagnostics;

namespace AdobePass.Benchmarks.Report;

/// <summary>
/// Measures several ways to do the same work side by side: batch by batch in turns, so that what the machine does meanwhile hits all of them, and by medians.
/// </summary>
internal static class Sampling
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(40);
    private const int Batches = 21;

    // The compiler replaces code that is called often, on a thread of its own, in several steps. The rounds give it time, and only the last
    // one decides how many calls are in a batch.
    private const int WarmUpRounds = 4;

    /// <summary>Measures calls, in nanoseconds and bytes each.</summary>
    public static async Task<Sample[]> CompareAsync(params Func<Task>[] sides)
    {
        var sizes = new int[sides.Length];
        for (var round = 0; round < WarmUpRounds; round++)
        {
            for (var i = 0; i < sides.Length; i++)
            {
                sizes[i] = await WarmUpAsync(sides[i]).ConfigureAwait(false);
            }
        }

        var samples = sides.Select(_ => (Times: new List<double>(), Bytes: new List<double>())).ToArray();
        for (var batch = 0; batch < Batches; batch++)
        {
            for (var i = 0; i < sides.Length; i++)
            {
                var bytes = GC.GetTotalAllocatedBytes(precise: true);
                var start = Stopwatch.GetTimestamp();
                await RunAsync(sides[i], sizes[i]).ConfigureAwait(false);
                samples[i].Times.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / sizes[i]);
                samples[i].Bytes.Add((GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)sizes[i]);
            }
        }

        return [.. samples.Select(sample => new Sample(sample.Times, Math.Round(Median(sample.Bytes))))];
    }

    /// <summary>Measures work of milliseconds and more, in turns, in milliseconds.</summary>
    public static Sample[] Compare(int rounds, params Action[] sides) => Compare(rounds, [.. sides.Select(_ => (Action)(static () => { }))], sides);

    /// <summary>The same, with something to do before each that is not measured.</summary>
    public static Sample[] Compare(int rounds, Action[] preparations, Action[] sides)
    {
        var samples = sides.Select(_ => new List<double>()).ToArray();
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < sides.Length; i++)
            {
                preparations[i]();
                GC.Collect();
                var start = Stopwatch.GetTimestamp();
                sides[i]();
                if (round >= 0)
                {
                    samples[i].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }

        return [.. samples.Select(times => new Sample(times, 0))];
    }

    public static double Median(IReadOnlyCollection<double> values) => Quantile(values, 0.5);

    /// <summary>The exponent of growth: 0 is flat, 1 is linear. Fitted to the logarithms.</summary>
    public static double Slope(IReadOnlyList<(double Size, double Cost)> points)
    {
        var x = points.Average(point => Math.Log(point.Size));
        var y = points.Average(point => Math.Log(point.Cost));
        return points.Sum(point => (Math.Log(point.Size) - x) * (Math.Log(point.Cost) - y)) / points.Sum(point => Math.Pow(Math.Log(point.Size) - x, 2));
    }

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

    private static double Quantile(IReadOnlyCollection<double> values, double share) => values.Order().ElementAt((int)Math.Round((values.Count - 1) * share));

    /// <summary>What was measured of one side.</summary>
    internal sealed record Sample(IReadOnlyList<double> Times, double Bytes)
    {
        public double Median => Sampling.Median(Times);

        public double Jitter => (Quantile(Times, 0.9) - Quantile(Times, 0.1)) / Median;

        /// <summary>The ratio of neighbours in time, which the machine treated alike.</summary>
        public double RatioTo(Sample peer) => Sampling.Median(Ratios(peer));

        public double RatioSpread(Sample peer) => (Quantile(Ratios(peer), 0.9) - Quantile(Ratios(peer), 0.1)) / RatioTo(peer);

        private double[] Ratios(Sample peer) => [.. Times.Zip(peer.Times, (ours, theirs) => ours / theirs)];
    }
}
