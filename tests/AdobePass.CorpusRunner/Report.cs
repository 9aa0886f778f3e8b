using System.Text.Encodings.Web;
using System.Text.Json;

namespace AdobePass.CorpusRunner;

/// <summary>What a rule reported, and where; the path is relative to the folder.</summary>
internal sealed record Finding(string File, int Line, string Rule, string Severity, string Message);

/// <summary>What a run over a folder came to.</summary>
internal sealed record FolderReport(
    string Folder,
    string ProjectKind,
    int Files,
    int SettingsFiles,
    IReadOnlyList<string> Unreadable,
    int Lines,
    int GeneratedLines,
    double ParseSeconds,
    double AnalysisSeconds,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<string> Crashes,
    CostReport? Cost)
{
    /// <summary>Per line that the analyzers look at: generated code would make the rate look better than it is.</summary>
    public double FindingsPerThousandLines => Lines == GeneratedLines ? 0 : Findings.Count * 1000.0 / (Lines - GeneratedLines);
}

/// <summary>The report as text and as JSON.</summary>
internal static class Report
{
    // Signs and letters of messages stay readable; the file is never put into a page.
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json(IReadOnlyList<FolderReport> reports) => JsonSerializer.Serialize(new { Analyzers = Run.Analyzers.Select(static analyzer => analyzer.GetType().Name), Folders = reports }, JsonOptions) + "\n";

    public static void Print(FolderReport report, TextWriter output)
    {
        output.WriteLine($"{report.Folder} ({report.ProjectKind})");
        Row(output, "files", $"{report.Files:N0}, and {report.SettingsFiles:N0} with settings");
        Row(output, "lines", $"{report.Lines:N0}, of which generated {report.GeneratedLines:N0}");
        Row(output, "parse", $"{report.ParseSeconds:F2} s");
        Row(output, "analysis", $"{report.AnalysisSeconds:F2} s, binding included");
        Row(output, "findings", $"{report.Findings.Count:N0}, {report.FindingsPerThousandLines:F3} per 1,000 lines not generated");
        foreach (var rule in report.Findings.CountBy(static finding => finding.Rule).OrderBy(static rule => rule.Key, StringComparer.Ordinal))
        {
            Row(output, "  " + rule.Key, $"{rule.Value:N0}");
        }

        if (report.Unreadable.Count > 0)
        {
            Row(output, "not read", $"{report.Unreadable.Count:N0}");
            foreach (var file in report.Unreadable)
            {
                output.WriteLine("    " + file);
            }
        }

        foreach (var finding in report.Findings)
        {
            output.WriteLine($"  {finding.File}:{finding.Line}: {finding.Severity} {finding.Rule}: {finding.Message}");
        }

        // One mistake crashes at many places; the first tells where.
        foreach (var crash in report.Crashes.GroupBy(static message => message.Split('\n')[0]))
        {
            output.WriteLine($"  AD0001, {crash.Count():N0} times: {crash.First()}");
        }

        if (report.Cost is { } cost)
        {
            Print(cost, output);
        }

        output.WriteLine();
    }

    public static void PrintTotal(IReadOnlyList<FolderReport> reports, TextWriter output)
    {
        var lines = reports.Sum(static report => report.Lines);
        var looked = lines - reports.Sum(static report => report.GeneratedLines);
        var findings = reports.Sum(static report => report.Findings.Count);
        output.WriteLine($"In all: {reports.Count} folders, {reports.Sum(static report => report.Files):N0} files, {lines:N0} lines, {looked:N0} of them not generated; {findings:N0} findings, {(looked == 0 ? 0 : findings * 1000.0 / looked):F3} per 1,000 lines.");
        var costs = reports.Select(static report => report.Cost).OfType<CostReport>().ToList();
        if (costs.Count > 0)
        {
            var callbacks = costs.Sum(static cost => cost.Callbacks.Median) / costs.Sum(static cost => cost.Whole.Median);
            output.WriteLine(
                $"Cost over all rounds of all folders: {Share(ShareRange.Of(costs.SelectMany(static cost => cost.Shares)))} of the whole "
                + $"compiler's time, {Share(ShareRange.Of(costs.SelectMany(static cost => cost.CpuShares)))} of its CPU time; "
                + $"in callbacks, sum over sum: {Percent(callbacks)}.");
        }

        if (reports.Any(static report => report.Crashes.Count > 0))
        {
            output.WriteLine("An analyzer crashed: see AD0001 above.");
        }
    }

    private static void Print(CostReport cost, TextWriter output)
    {
        output.WriteLine($"  cost, medians of {cost.Runs} runs after one that is not counted (lowest–highest); {cost.Processors} processors");
        Row(output, "whole compiler", $"{Text(cost.Whole)}: parsed, bound, checked and emitted");
        Row(output, "compiler", $"{Text(cost.Compiler)}, CPU {Text(cost.CompilerCpu)}: all bodies bound and checked, nothing emitted; {cost.CompilerErrors:N0} errors, as nothing is restored");
        Row(output, "with an idle one", $"{Text(cost.WithIdle)}, CPU {Text(cost.WithIdleCpu)}");
        Row(output, "with analyzers", $"{Text(cost.WithAnalyzers)}, CPU {Text(cost.WithAnalyzersCpu)}");
        Row(
            output,
            "share",
            $"{Share(cost.Share)} of the whole compiler's time, {Share(cost.CpuShare)} of its CPU time; "
            + $"an idle analyzer alone, of the compiler's: {Percent(cost.IdleShare)}, {Percent(cost.IdleCpuShare)}");
        Row(output, "in callbacks", $"{Text(cost.Callbacks)}, {Percent(cost.CallbackShare)} of the whole compiler's time");
        foreach (var (name, time) in cost.EachAnalyzer)
        {
            output.WriteLine($"    {name,-28} {Text(time)}");
        }

        if (cost.Keystroke is { } keystroke)
        {
            Row(output, "keystroke", $"{Text(keystroke.WithAnalyzers, 1000, "ms")} for one changed file with the analyzers, {Text(keystroke.Compiler, 1000, "ms")} without; {keystroke.Files} files");
        }
    }

    private static void Row(TextWriter output, string name, string value) => output.WriteLine($"  {name,-17} {value}");

    private static string Text(Jitter spread, double factor = 1, string unit = "s") =>
        $"{spread.Median * factor:F3} {unit} ({spread.Lowest * factor:F3}–{spread.Highest * factor:F3})";

    private static string Share(ShareRange share) => $"{Percent(share.Median)} ({Percent(share.Low)} to {Percent(share.High)})";

    private static string Percent(double share) => $"{share * 100:F1} %";
}
