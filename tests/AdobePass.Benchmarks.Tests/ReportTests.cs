using System.Xml.Linq;
using AdobePass.Benchmarks.Report;
using Xunit;

namespace AdobePass.Benchmarks.Tests;

public sealed class ReportTests
{
    [Theory]
    [InlineData(1.5, nameof(Verdict.Met))]
    [InlineData(0.5, nameof(Verdict.Missed))]
    [InlineData(1.0, nameof(Verdict.Undecided))]
    public void Target_within_the_range_is_undecided(double atMost, string expected)
    {
        var sample = new Sample([.. Enumerable.Range(0, 21).Select(static i => 0.9 + (i * 0.01))]);

        Assert.Equal(expected, sample.Judge(atMost).ToString());
    }

    [Fact]
    public void Range_of_the_median_shrinks_with_more_samples()
    {
        var few = new Sample([.. Enumerable.Range(0, 21).Select(static i => (double)i / 20)]).Range;
        var many = new Sample([.. Enumerable.Range(0, 2001).Select(static i => (double)i / 2000)]).Range;

        Assert.Equal((0.3, 0.7), few);
        Assert.InRange(many.High - many.Low, 0.01, 0.05);
    }

    [Fact]
    public void More_samples_are_taken_until_the_target_is_decided()
    {
        // The first series of seven lies on both sides of the target, and all later ones below it. Three series decide.
        var taken = 0;
        var samples = Sampling.Compare(7, [(1, 1.0)], () => ++taken <= 8 && taken % 2 == 0 ? 1.5 : 0.5, static () => 1);

        Assert.Equal(21, samples[0].Values.Count);
    }

    [Fact]
    public void Ratio_compares_samples_of_the_same_round()
    {
        var ratio = new Sample([1, 20, 3]).Over(new Sample([2, 40, 6]));

        Assert.Equal([0.5, 0.5, 0.5], ratio.Values);
    }

    [Fact]
    public void Exponent_is_one_if_the_cost_grows_with_the_size()
    {
        var linear = Sample.Exponents([(1, new Sample([5, 50])), (10, new Sample([50, 500])), (100, new Sample([500, 5000]))]);
        var flat = Sample.Exponents([(1, new Sample([5])), (100, new Sample([5]))]);

        Assert.Equal([1.0, 1.0], linear.Values.Select(static each => Math.Round(each, 6)));
        Assert.Equal([0.0], flat.Values.Select(static each => Math.Round(each, 6)));
    }

    [Fact]
    public void Charts_are_well_formed_and_contain_every_row()
    {
        var report = new ReportFile(
            "2 processors",
            [
                new Result("calls", "a call of <T> & more", "ns", 10, 20, "Refit", 0.5, 0.4, 0.6, 0.1, 0.55, Verdict.Undecided),
                new Result("calls", "far over its peer", "ns", 90, 10, "hand-written", 9, 8, 10, 0.1, null, null),
                new Result("tokens", "without a peer", "ns", 10, null, null, null, 9, 11, 0.1, 50, Verdict.Met),
            ],
            [
                new Growth("reading", "members", "ns", "STJ", [new GrowthPoint(1, 5, 6), new GrowthPoint(100, 500, 900)]),
                new Growth("waiting", "callers", "ms", null, [new GrowthPoint(1, 5, null), new GrowthPoint(100, 5, null)]),
            ]);

        var ratios = XDocument.Parse(Charts.Ratios(report));
        var growth = XDocument.Parse(Charts.Growth(report));

        Assert.Contains(ratios.Descendants(), static each => each.Value == "a call of <T> & more");
        Assert.Contains(ratios.Descendants(), static each => each.Value == "9 × hand-written");
        Assert.Equal(2, ratios.Descendants().Count(static each => each.Name.LocalName == "rect"));
        Assert.Equal(3, growth.Descendants().Count(static each => each.Name.LocalName == "polyline"));
        Assert.DoesNotContain("NaN", ratios.ToString() + growth, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_state_targets_that_are_undecided()
    {
        var row = new Result("calls", "a call", "ns", 10, 20, "Refit", 0.5, 0.4, 0.6, 0.2, 0.55, Verdict.Undecided);

        var tables = Text.Tables(new ReportFile("2 processors", [row], []));

        Assert.Contains(
            "| a call | ns | 10 | 20 | Refit | 0.5 | 0.4–0.6 | ±10 % | ≤ 0.55 × Refit, undecided |",
            tables,
            StringComparison.Ordinal);
    }
}
