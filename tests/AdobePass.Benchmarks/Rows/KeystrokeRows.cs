using System.Diagnostics;
using AdobePass.Benchmarks.Generators;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>The analyzers in an editor: one more character in a file that calls Adobe Pass.</summary>
internal static class KeystrokeRows
{
    // The analyzers and the compiler run code that is not optimized yet before that, unlike in an editor that has been open for a while.
    private const int WarmUp = 150;
    private const int Keystrokes = 60;
    private const int MaxSeries = 5;
    private const double AtMost = 15;

    public static async Task RunAsync(Table table)
    {
        var file = new EditedFile();
        if (file.Errors().FirstOrDefault() is { } error)
        {
            throw new InvalidOperationException($"The edited file does not compile: {error}");
        }

        var (waits, inCallbacks, collections) = (new List<double>(), new List<double>(), new List<double>());
        for (var series = 0; series < MaxSeries; series++)
        {
            for (var i = series == 0 ? -WarmUp : 0; i < Keystrokes; i++)
            {
                var model = file.Type();
                GC.Collect();
                var collected = GC.CollectionCount(0);
                var start = Stopwatch.GetTimestamp();
                var (_, time) = await file.AnalyzeAsync(model).ConfigureAwait(false);
                if (i >= 0)
                {
                    waits.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    inCallbacks.Add(time);
                    collections.Add(GC.CollectionCount(0) - collected);
                }
            }

            if (new Sample(inCallbacks).Judge(AtMost) != Verdict.Undecided)
            {
                break;
            }
        }

        table.Add($"analyzers, keystroke in a file of {file.Lines} lines that calls Adobe Pass", "ms", new Sample(inCallbacks), AtMost);
        table.Add("analyzers, the same, lowest of all keystrokes", "ms", inCallbacks.Min());
        table.Add("analyzers, the same, garbage collections", "", new Sample(collections).Median);
        table.Add("analyzers, the same, until the editor has the diagnostics", "ms", new Sample(waits));
    }
}
