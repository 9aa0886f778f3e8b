using System.Globalization;
using System.Security;
using System.Text;

namespace AdobePass.Benchmarks.Report;

/// <summary>Draws the rows of a report as SVG: the ratios to the peers, and the growth by size.</summary>
internal static class Charts
{
    private const int Width = 880;
    private const int RowHeight = 22;
    private const int LabelWidth = 430;
    private const int PanelWidth = 420;
    private const int PanelHeight = 260;

    // Ratios above are drawn up to the edge, with their figure beside the bar.
    private const double MaxRatio = 2;

    private const string Style = """
        <style>
          text { font: 12px sans-serif; fill: #24292f }
          .title { font-size: 15px; font-weight: 600 }
          .quiet { fill: #6e7781 }
          .bar { fill: #0969da }
          .over { fill: #bf8700 }
          .range { stroke: #24292f; stroke-width: 1.5 }
          .goal { stroke: #cf222e; stroke-width: 2 }
          .axis { stroke: #8c959f; stroke-width: 1 }
          .ours { stroke: #0969da; stroke-width: 2; fill: none }
          .peer { stroke: #6e7781; stroke-width: 2; stroke-dasharray: 6 4; fill: none }
          @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 } .quiet { fill: #8d96a0 } .range { stroke: #e6edf3 } .bar, .ours { fill: #4493f8; stroke: #4493f8 }
            .ours { fill: none }
          }
        </style>
        """;

    /// <summary>Writes <c>performance-ratios.svg</c> and <c>performance-growth.svg</c> to a folder.</summary>
    public static void Write(ReportFile report, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "performance-ratios.svg"), Ratios(report));
        File.WriteAllText(Path.Combine(folder, "performance-growth.svg"), Growth(report));
    }

    /// <summary>
    /// Draws a bar for each measurement with a peer: 1 is the peer. With several peers, it is the hand-written program, which is the
    /// strictest.
    /// </summary>
    public static string Ratios(ReportFile report)
    {
        var rows = report.Rows.Where(static row => row.Ratio is not null)
            .GroupBy(static row => row.Row)
            .Select(static peers => peers.FirstOrDefault(static row => row.PeerName == "hand-written") ?? peers.First())
            .ToList();
        var height = 70 + (rows.Count * RowHeight) + 20;
        var svg = Begin(Width, height, "This package over its peers");
        svg.Append(Label(20, 28, "This package over its peers", "title"));
        svg.Append(Label(
            20,
            48,
            "Less is better; 1 is the peer. Thin line: range of the ratio. Red line: target.",
            "quiet"));
        foreach (var mark in new[] { 0, 0.5, 1, 1.5, 2 })
        {
            svg.Append(Line(X(mark), 58, X(mark), height - 20, "axis", mark == 1 ? 0.9 : 0.25));
            svg.Append(Label(X(mark), height - 6, Text.Figure(mark), "quiet", "middle"));
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var y = 62 + (i * RowHeight);
            var ratio = Math.Min(row.Ratio!.Value, MaxRatio);
            svg.Append(Label(LabelWidth - 8, y + 15, row.Row, "row", "end"));
            svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{LabelWidth}" y="{y + 4}" width="{Number(X(ratio) - LabelWidth)}" """);
            svg.Append(CultureInfo.InvariantCulture, $"""height="14" class="{(row.Ratio <= 1 ? "bar" : "over")}"/>{"\n"}""");
            if (row is { Low: { } low, High: { } high })
            {
                svg.Append(Line(X(Math.Min(low, MaxRatio)), y + 11, X(Math.Min(high, MaxRatio)), y + 11, "range"));
            }

            if (row.AtMost is { } goal)
            {
                svg.Append(Line(X(Math.Min(goal, MaxRatio)), y + 2, X(Math.Min(goal, MaxRatio)), y + 20, "goal"));
            }

            var end = X(Math.Min(Math.Max(Math.Max(row.Ratio.Value, row.High ?? 0), row.AtMost ?? 0), MaxRatio)) + 6;
            svg.Append(Label(end, y + 15, $"{Text.Figure(row.Ratio)} × {row.PeerName}", "quiet"));
        }

        return svg.Append("</svg>\n").ToString();

        static double X(double ratio) => LabelWidth + (ratio / MaxRatio * (Width - LabelWidth - 170));
    }

    /// <summary>Draws a panel for each cost that was measured at several sizes. Both axes are logarithmic.</summary>
    public static string Growth(ReportFile report)
    {
        var rows = (report.Growth.Count + 1) / 2;
        var svg = Begin(2 * PanelWidth, 40 + (rows * PanelHeight), "Cost by size");
        svg.Append(Label(20, 28, "Cost by size: this package (solid) and its peer (dashed)", "title"));
        for (var i = 0; i < report.Growth.Count; i++)
        {
            AppendPanel(svg, report.Growth[i], i % 2 * PanelWidth, 40 + (i / 2 * PanelHeight));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendPanel(StringBuilder svg, Growth growth, double left, double top)
    {
        const int Margin = 60;
        var sizes = growth.Points.Select(static each => each.Size).ToList();
        var costs = growth.Points.SelectMany(static each => new[] { each.Ours, each.Peer ?? each.Ours }).ToList();
        var (lowSize, highSize) = (Math.Log(sizes.Min()), Math.Log(sizes.Max()));

        // At least one power of ten, so that a flat cost looks flat.
        var lowCost = Math.Log(costs.Min());
        var highCost = Math.Max(Math.Log(costs.Max()), lowCost + Math.Log(10));
        var (bottom, right) = (top + PanelHeight - 50, left + PanelWidth - 24);
        var title = growth.PeerName is { } peer ? $"{growth.Name} and {peer}, {growth.Unit}" : $"{growth.Name}, {growth.Unit}";
        svg.Append(Label(left + 20, top + 20, title, "row"));
        svg.Append(Line(left + Margin, bottom, right, bottom, "axis"));
        svg.Append(Line(left + Margin, top + 34, left + Margin, bottom, "axis"));
        foreach (var cost in new[] { costs.Min(), costs.Max() }.Distinct())
        {
            svg.Append(Label(left + Margin - 6, Y(cost) + 4, Text.Figure(cost), "quiet", "end"));
        }

        foreach (var size in sizes)
        {
            svg.Append(Label(X(size), bottom + 18, Text.Figure(size), "quiet", "middle"));
        }

        svg.Append(Label((left + Margin + right) / 2, bottom + 36, growth.Sizes, "quiet", "middle"));
        svg.Append(Polyline(growth.Points.Select(each => (X(each.Size), Y(each.Ours))), "ours"));
        if (growth.PeerName is not null)
        {
            svg.Append(Polyline(growth.Points.Select(each => (X(each.Size), Y(each.Peer ?? each.Ours))), "peer"));
        }

        double X(double size) => left + Margin + 20 + ((Math.Log(size) - lowSize) / (highSize - lowSize) * (right - left - Margin - 40));

        double Y(double cost) => bottom - 8 - ((Math.Log(cost) - lowCost) / (highCost - lowCost) * (bottom - top - 60));
    }

    private static StringBuilder Begin(int width, int height, string title) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">""")
        .Append(CultureInfo.InvariantCulture, $"\n<title>{SecurityElement.Escape(title)}</title>\n{Style}\n");

    private static string Label(double x, double y, string text, string kind, string anchor = "start") =>
        $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" class=\"{kind}\" text-anchor=\"{anchor}\">{SecurityElement.Escape(text)}</text>\n";

    private static string Line(double x1, double y1, double x2, double y2, string kind, double opacity = 1) =>
        $"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" "
        + $"class=\"{kind}\" opacity=\"{Number(opacity)}\"/>\n";

    private static string Polyline(IEnumerable<(double X, double Y)> points, string kind) =>
        $"<polyline points=\"{string.Join(' ', points.Select(static each => $"{Number(each.X)},{Number(each.Y)}"))}\" class=\"{kind}\"/>\n";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
