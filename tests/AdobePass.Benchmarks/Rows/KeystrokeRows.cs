using System.Diagnostics;
using AdobePass.Benchmarks.Generators;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>The analyzers in an editor: one more character in a file that calls Adobe Pass.</summary>
internal static class KeystrokeRows
{
    private const int WarmUp = 30;
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

        var (waits, inCallbacks) = (new List<double>(), new List<double>());
        for (var series = 0; series < MaxSeries; series++)
        {
            for (var i = series == 0 ? -WarmUp : 0; i < Keystrokes; i++)
            {
                var model = file.Type();
                GC.Collect();
                var start = Stopwatch.GetTimestamp();
                var (_, time) = await file.AnalyzeAsync(model).ConfigureAwait(false);
                if (i >= 0)
                {
                    waits.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    inCallbacks.Add(time);
                }
            }

            if (new Sample(inCallbacks).Judge(AtMost) != Verdict.Undecided)
            {
                break;
            }
        }

        table.Add($"analyzers, keystroke in a file of {file.Lines} lines that calls Adobe Pass", "ms", new Sample(inCallbacks), AtMost);
        table.Add("analyzers, the same, lowest of all keystrokes", "ms", inCallbacks.Min());
        table.Add("analyzers, the same, until the editor has the diagnostics", "ms", new Sample(waits));
    }
}
