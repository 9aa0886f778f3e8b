namespace AdobePass.Benchmarks.Report;

/// <summary>What was measured of one side, in the order of measurement.</summary>
/// <param name="Values">The samples.</param>
/// <param name="Bytes">The allocated bytes of one call; 0 if they were not measured.</param>
internal sealed record Sample(IReadOnlyList<double> Values, double Bytes = 0)
{
    /// <summary>Gets the median of the samples.</summary>
    public double Median => Quantile(0.5);

    /// <summary>Gets the range of the middle four fifths of the samples, divided by the median.</summary>
    public double Spread => (Quantile(0.9) - Quantile(0.1)) / Math.Abs(Median);

    /// <summary>
    /// Gets the range that contains the median of all possible samples with a probability of 95 %, from the ranks of the samples. With
    /// fewer than six samples, it is the range of all samples.
    /// </summary>
    public (double Low, double High) Range
    {
        get
        {
            var sorted = Values.Order().ToArray();
            var rank = sorted.Length < 6 ? 0 : Math.Max(0, (int)Math.Floor((sorted.Length / 2.0) - (0.98 * Math.Sqrt(sorted.Length))));
            return (sorted[rank], sorted[^(rank + 1)]);
        }
    }

    /// <summary>Gets the ratios of samples that were taken one after the other, so that the machine treated both alike.</summary>
    public Sample Over(Sample peer) => new([.. Values.Zip(peer.Values, static (ours, theirs) => ours / theirs)]);

    /// <summary>Gets the same samples in another unit.</summary>
    public Sample Divided(double by) => new([.. Values.Select(each => each / by)], Bytes / by);

    /// <summary>Compares the range with a target.</summary>
    public Verdict Judge(double atMost) => Range switch
    {
        (_, var high) when high <= atMost => Verdict.Met,
        (var low, _) when low > atMost => Verdict.Missed,
        _ => Verdict.Undecided,
    };

    /// <summary>
    /// Gets the exponents of growth, one for each round: 0 is flat, 1 is linear. Each is fitted to the logarithms of a round's samples.
    /// </summary>
    public static Sample Exponents(IReadOnlyList<(double Size, Sample Cost)> points) => new(
        [.. Enumerable.Range(0, points.Min(static each => each.Cost.Values.Count))
            .Select(round => Slope([.. points.Select(each => (each.Size, each.Cost.Values[round]))]))]);

    private static double Slope(IReadOnlyList<(double Size, double Cost)> points)
    {
        var x = points.Average(static point => Math.Log(point.Size));
        var y = points.Average(static point => Math.Log(point.Cost));
        return points.Sum(point => (Math.Log(point.Size) - x) * (Math.Log(point.Cost) - y))
            / points.Sum(point => Math.Pow(Math.Log(point.Size) - x, 2));
    }

    private double Quantile(double share) => Values.Order().ElementAt((int)Math.Round((Values.Count - 1) * share));
}
