using System.Globalization;

namespace AdobePass.Benchmarks.Report;

/// <summary>Collects the rows, and shows each as soon as it is measured.</summary>
internal sealed class Table(string? only)
{
    private readonly List<Result> _results = [];
    private readonly List<Growth> _growth = [];
    private string _group = "";

    public IReadOnlyList<Result> Results => _results;

    public IReadOnlyList<Growth> Growth => _growth;

    public bool Wants(string group) => only is null || group.Contains(only, StringComparison.OrdinalIgnoreCase);

    /// <summary>Starts a group of rows.</summary>
    public void Begin(string group) => _group = group;

    /// <summary>Adds the rows of a part of the report that ran, and was shown, in another process.</summary>
    public void Add(ReportFile part)
    {
        _results.AddRange(part.Rows);
        _growth.AddRange(part.Growth);
    }

    /// <summary>Adds samples beside a peer's. The samples of both were taken in turns.</summary>
    public void Add(string row, string unit, Sample ours, string peerName, Sample peer, double? atMost = null)
    {
        var ratio = ours.Over(peer);
        Add(new Result(
            _group,
            row,
            unit,
            Round(ours.Median),
            Round(peer.Median),
            peerName,
            Round(ratio.Median),
            Round(ratio.Range.Low),
            Round(ratio.Range.High),
            ratio.Spread,
            atMost,
            atMost is { } goal ? ratio.Judge(goal) : null));
    }

    /// <summary>Adds samples of this package.</summary>
    public void Add(string row, string unit, Sample ours, double? atMost = null) => Add(new Result(
        _group,
        row,
        unit,
        Round(ours.Median),
        null,
        null,
        null,
        Round(ours.Range.Low),
        Round(ours.Range.High),
        ours.Spread,
        atMost,
        atMost is { } goal ? ours.Judge(goal) : null));

    /// <summary>Adds a figure that is the same in every run, beside a peer's.</summary>
    public void Add(string row, string unit, double ours, string peerName, double peer, double? atMost = null) => Add(new Result(
        _group,
        row,
        unit,
        Round(ours),
        Round(peer),
        peerName,
        Round(ours / peer),
        null,
        null,
        null,
        atMost,
        Judge(ours / peer, atMost)));

    /// <summary>Adds a figure that is the same in every run.</summary>
    public void Add(string row, string unit, double ours, double? atMost = null) =>
        Add(new Result(_group, row, unit, Round(ours), null, null, null, null, null, null, atMost, Judge(ours, atMost)));

    /// <summary>Adds the exponent of a cost that was measured at several sizes, and the points for the chart.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="sizes">What the sizes count.</param>
    /// <param name="unit">The unit of the costs.</param>
    /// <param name="ours">The costs of this package.</param>
    /// <param name="peerName">The peer.</param>
    /// <param name="peer">The costs of the peer.</param>
    /// <param name="atMost">The target: the highest exponent; <see langword="null"/> without a target.</param>
    public void AddGrowth(
        string name,
        string sizes,
        string unit,
        IReadOnlyList<(double Size, Sample Cost)> ours,
        string? peerName = null,
        IReadOnlyList<Sample>? peer = null,
        double? atMost = null)
    {
        _growth.Add(new Growth(
            name,
            sizes,
            unit,
            peerName,
            [
                .. ours.Select((each, i) =>
                    new GrowthPoint(each.Size, Round(each.Cost.Median), peer is null ? null : Round(peer[i].Median))),
            ]));
        var range = string.Create(CultureInfo.InvariantCulture, $"{ours[0].Size:N0} to {ours[^1].Size:N0} {sizes}");
        Add($"growth: {name}, {range} (exponent)", "", Sample.Exponents(ours), atMost);
    }

    private static Verdict? Judge(double figure, double? atMost) =>
        atMost is { } goal ? (figure <= goal ? Verdict.Met : Verdict.Missed) : null;

    private void Add(Result result)
    {
        _results.Add(result);
        Console.WriteLine(Text.Line(result));
    }

    private static double Round(double value) => Math.Abs(value) >= 100 ? Math.Round(value) : Math.Round(value, 4);
}
