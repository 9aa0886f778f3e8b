namespace AdobePass.Benchmarks.Report;

/// <summary>Collects the rows, and shows each as soon as it is there.</summary>
internal sealed class Table(string? only)
{
    private readonly List<Result> _results = [];

    public IReadOnlyList<Result> Results => _results;

    public bool Wants(string group) => only is null || group.Contains(only, StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds a figure beside a peer's.</summary>
    /// <param name="row">What was measured.</param>
    /// <param name="unit">The unit of both.</param>
    /// <param name="ours">This package's figure.</param>
    /// <param name="peerName">The peer.</param>
    /// <param name="peer">The peer's figure.</param>
    /// <param name="atMost">The highest ratio that is good enough; null where there is no goal.</param>
    /// <param name="ratio">The ratio where it is not simply that of the figures.</param>
    /// <param name="spread">How far the samples spread, as a share.</param>
    public void Add(string row, string unit, double ours, string peerName, double peer, double? atMost = null, double? ratio = null, double? spread = null)
    {
        var actual = ratio ?? ours / peer;
        Add(new Result(row, Round(ours), Round(peer), Math.Round(actual, 4), atMost is null ? null : $"≤ {atMost:0.###} × {peerName}", atMost is null ? null : actual <= atMost, unit, peerName, spread));
    }

    /// <summary>Adds a figure of our own.</summary>
    public void Add(string row, string unit, double ours, double? atMost = null, double? spread = null) =>
        Add(new Result(row, Round(ours), null, null, atMost is null ? null : $"≤ {atMost:0.###} {unit}".TrimEnd(), atMost is null ? null : ours <= atMost, unit, null, spread));

    private void Add(Result result)
    {
        _results.Add(result);
        Console.WriteLine(result);
    }

    private static double Round(double value) => Math.Abs(value) >= 100 ? Math.Round(value) : Math.Round(value, 4);
}
