using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.CorpusRunner;

/// <summary>Seconds of several runs.</summary>
internal sealed record Jitter(double Median, double Lowest, double Highest)
{
    public static Jitter Of(IReadOnlyCollection<double> seconds)
    {
        var sorted = seconds.Order().ToList();
        var middle = sorted.Count / 2;
        return new Jitter(sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }
}

/// <summary>
/// The median of several rounds, and the range that contains the median of all possible rounds with a probability of 95 %. With fewer than
/// six rounds, it is the range of all rounds.
/// </summary>
internal sealed record ShareRange(double Median, double Low, double High)
{
    public static ShareRange Of(IEnumerable<double> rounds)
    {
        var sorted = rounds.Order().ToList();
        var rank = sorted.Count < 6 ? 0 : Math.Max(0, (int)Math.Floor((sorted.Count / 2.0) - (0.98 * Math.Sqrt(sorted.Count))));
        return new ShareRange(sorted[sorted.Count / 2], sorted[rank], sorted[^(rank + 1)]);
    }
}

/// <summary>What the analyzers cost beside the compiler.</summary>
internal sealed record CostReport(
    int Runs,
    int Processors,
    int CompilerErrors,
    Jitter Whole,
    Jitter Compiler,
    Jitter CompilerCpu,
    Jitter WithIdle,
    Jitter WithIdleCpu,
    Jitter WithAnalyzers,
    Jitter WithAnalyzersCpu,
    Jitter Callbacks,
    IReadOnlyDictionary<string, Jitter> EachAnalyzer,
    IReadOnlyList<double> Shares,
    IReadOnlyList<double> CpuShares,
    KeystrokeCost? Keystroke)
{
    /// <summary>What the analyzers add to a build that has others, as a share of the whole compile time.</summary>
    public ShareRange Share => ShareRange.Of(Shares);

    /// <summary>The same of the time that processors are busy.</summary>
    public ShareRange CpuShare => ShareRange.Of(CpuShares);


    /// <summary>What having one analyzer without work costs.</summary>
    public double IdleShare => (WithIdle.Median - Compiler.Median) / Compiler.Median;

    public double IdleCpuShare => (WithIdleCpu.Median - CompilerCpu.Median) / CompilerCpu.Median;

    /// <summary>The time inside the analyzers alone, added over threads, without what hosting them costs.</summary>
    public double CallbackShare => Callbacks.Median / Whole.Median;
}

/// <summary>What an editor waits for the diagnostics of one file after a change in it.</summary>
internal sealed record KeystrokeCost(int Files, Jitter WithAnalyzers, Jitter Compiler);

/// <summary>Measures in one process: each kind of run once without counting, then all kinds in turn, so that a disturbance meets them alike.</summary>
internal static class Cost
{
    private const int KeystrokeFiles = 20;

    public static async Task<CostReport> MeasureAsync(Corpus corpus, int runs)
    {
        var (compiler, compilerCpu, withIdle, withIdleCpu) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var (withAnalyzers, withAnalyzersCpu, callbacks) = (new List<double>(), new List<double>(), new List<double>());
        var each = Run.Analyzers.ToDictionary(static analyzer => analyzer, static _ => new List<double>());
        var (whole, wholeCpu) = (new List<double>(), new List<double>());
        var errors = 0;
        for (var run = 0; run <= runs; run++)
        {
            using var progress = Progress.Show($"{Path.GetFileName(corpus.Folder)}: cost, {(run == 0 ? "warm-up" : $"run {run} of {runs}")}");
            var all = await TimeAsync(() => Task.FromResult(corpus.CompileAnew().Emit(Stream.Null))).ConfigureAwait(false);
            var plain = await TimeAsync(corpus.CompileAnew(), static compilation => Task.FromResult(compilation.GetDiagnostics())).ConfigureAwait(false);
            errors = plain.Result.Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            var idle = await TimeAsync(corpus.CompileAnew(), compilation => Run.Host([new IdleAnalyzer()], compilation, corpus.AnalyzerOptions).GetAllDiagnosticsAsync()).ConfigureAwait(false);
            var full = await TimeAsync(corpus.CompileAnew(), compilation => Run.Host([new IdleAnalyzer(), .. Run.Analyzers], compilation, corpus.AnalyzerOptions).GetAllDiagnosticsAsync()).ConfigureAwait(false);
            var logged = await Run.Host(corpus.CompileAnew(), corpus.AnalyzerOptions, measuresEach: true).GetAnalysisResultAsync(default).ConfigureAwait(false);
            if (run == 0)
            {
                continue;
            }

            whole.Add(all.Seconds);
            wholeCpu.Add(all.CpuSeconds);
            compiler.Add(plain.Seconds);
            compilerCpu.Add(plain.CpuSeconds);
            withIdle.Add(idle.Seconds);
            withIdleCpu.Add(idle.CpuSeconds);
            withAnalyzers.Add(full.Seconds);
            withAnalyzersCpu.Add(full.CpuSeconds);
            callbacks.Add(logged.AnalyzerTelemetryInfo.Values.Sum(static telemetry => telemetry.ExecutionTime.TotalSeconds));
            foreach (var (analyzer, telemetry) in logged.AnalyzerTelemetryInfo)
            {
                each[analyzer].Add(telemetry.ExecutionTime.TotalSeconds);
            }
        }

        return new CostReport(
            runs,
            Environment.ProcessorCount,
            errors,
            Jitter.Of(whole),
            Jitter.Of(compiler),
            Jitter.Of(compilerCpu),
            Jitter.Of(withIdle),
            Jitter.Of(withIdleCpu),
            Jitter.Of(withAnalyzers),
            Jitter.Of(withAnalyzersCpu),
            Jitter.Of(callbacks),
            each.ToDictionary(static pair => pair.Key.GetType().Name, static pair => Jitter.Of(pair.Value)),
            [.. whole.Select((time, i) => (withAnalyzers[i] - withIdle[i]) / time)],
            [.. wholeCpu.Select((time, i) => (withAnalyzersCpu[i] - withIdleCpu[i]) / time)],
            await MeasureKeystrokeAsync(corpus).ConfigureAwait(false));
    }

    private static async Task<KeystrokeCost?> MeasureKeystrokeAsync(Corpus corpus)
    {
        var before = corpus.Compile();
        var places = Spaced(corpus.Trees.Where(static tree => !Run.IsGenerated(tree) && PlaceIn(tree) >= 0).ToList());
        if (places.Count == 0)
        {
            return null;
        }

        using var progress = Progress.Show($"{Path.GetFileName(corpus.Folder)}: cost of a keystroke, {places.Count} files");
        await Run.Host(before, corpus.AnalyzerOptions).GetAllDiagnosticsAsync().ConfigureAwait(false);

        // One more file at the front warms up and is not counted.
        var (withAnalyzers, compiler) = (new List<double>(), new List<double>());
        foreach (var (tree, isWarmUp) in places.Select(static tree => (tree, false)).Prepend((places[0], true)))
        {
            var text = tree.GetText();
            var changed = tree.WithChangedText(text.WithChanges(new TextChange(new TextSpan(PlaceIn(tree), 0), " /* typed */ ")));
            var plain = await TimeAsync(before.ReplaceSyntaxTree(tree, changed), compilation => Task.FromResult(compilation.GetSemanticModel(changed).GetDiagnostics())).ConfigureAwait(false);
            var full = await TimeAsync(before.ReplaceSyntaxTree(tree, changed), async compilation =>
            {
                var host = Run.Host(compilation, corpus.AnalyzerOptions);
                await host.GetAnalyzerSyntaxDiagnosticsAsync(changed, default).ConfigureAwait(false);
                return await host.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(changed), null, default).ConfigureAwait(false);
            }).ConfigureAwait(false);
            if (!isWarmUp)
            {
                compiler.Add(plain.Seconds);
                withAnalyzers.Add(full.Seconds);
            }
        }

        return new KeystrokeCost(places.Count, Jitter.Of(withAnalyzers), Jitter.Of(compiler));
    }

    // The position behind the brace that opens the first method body, or -1.
    private static int PlaceIn(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().FirstOrDefault(static method => method.Body is not null)?.Body!.OpenBraceToken.Span.End ?? -1;

    // Evenly over the folder: neighbours resemble each other.
    private static List<SyntaxTree> Spaced(List<SyntaxTree> trees) =>
        trees.Count <= KeystrokeFiles ? trees : [.. Enumerable.Range(0, KeystrokeFiles).Select(i => trees[i * trees.Count / KeystrokeFiles])];

    private static Task<(T Result, double Seconds, double CpuSeconds)> TimeAsync<T>(
        CSharpCompilation compilation,
        Func<CSharpCompilation, Task<T>> work) =>
        TimeAsync(() => work(compilation));

    private static async Task<(T Result, double Seconds, double CpuSeconds)> TimeAsync<T>(Func<Task<T>> work)
    {
        // What the run before left is not this one's to clear away.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var result = await work().ConfigureAwait(false);
        return (result, watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }
}
