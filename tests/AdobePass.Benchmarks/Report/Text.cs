using System.Globalization;
using System.Text;

namespace AdobePass.Benchmarks.Report;

/// <summary>The rows as text: for the console, and as tables in Markdown.</summary>
internal static class Text
{
    /// <summary>Gets the line of a row on the console.</summary>
    public static string Line(Result result)
    {
        var verdict = result.Verdict switch { Verdict.Met => "met", Verdict.Missed => "MISSED", Verdict.Undecided => "undecided", _ => "" };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Row,-72} {Figure(result.Ours),11} {Figure(result.Peer),11} {result.Unit,-5} {result.PeerName ?? "",-20} "
            + $"{Figure(result.Ratio),7} {Range(result),17} {Spread(result),7}  {result.Target,-22} {verdict}");
    }

    /// <summary>Gets the tables of all groups in Markdown.</summary>
    public static string Tables(ReportFile report)
    {
        var text = new StringBuilder();
        foreach (var group in report.Rows.GroupBy(static each => each.Group))
        {
            text.Append(CultureInfo.InvariantCulture, $"### {group.Key}\n\n");
            text.Append("| measurement | unit | this package | peer | peer name | ratio | range | spread | target |\n");
            text.Append("| --- | --- | ---: | ---: | --- | ---: | --- | ---: | --- |\n");
            foreach (var row in group)
            {
                var verdict = row.Verdict switch
                {
                    Verdict.Met => row.Target + ", met",
                    Verdict.Missed => row.Target + ", **missed**",
                    Verdict.Undecided => row.Target + ", undecided",
                    _ => "",
                };
                string[] cells =
                [
                    row.Row, row.Unit, Figure(row.Ours), Figure(row.Peer), row.PeerName ?? "", Figure(row.Ratio), Range(row), Spread(row),
                    verdict,
                ];
                text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Gets a figure with three or more digits.</summary>
    public static string Figure(double? value) => value is not { } known
        ? ""
        : known.ToString(known >= 1000 ? "N0" : known >= 100 ? "F0" : known >= 10 ? "0.#" : "0.###", CultureInfo.InvariantCulture);

    private static string Range(Result row) => row.Low is null ? "" : $"{Figure(row.Low)}–{Figure(row.High)}";

    private static string Spread(Result row) =>
        row.Spread is { } spread ? string.Create(CultureInfo.InvariantCulture, $"±{spread * 50:F0} %") : "";
}
