using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.CodeAnalysis;

namespace AdobePass.DocumentFuzzer;

/// <summary>
/// Measures the generator alone for documents, each in a process of its own, so that the memory of one does not count for another.
/// Times are those of the processor, which other processes hardly change.
/// </summary>
internal static class Measurement
{
    private const string SyntheticPrefix = "synthetic:";
    private const int WarmRuns = 3;

    private static readonly double[] SyntheticMegabytes = [0.5, 1, 2, 4, 8, 14];

    public static int Run(string[] arguments)
    {
        if (arguments is ["one", var path])
        {
            Console.WriteLine(JsonSerializer.Serialize(Measure(path)));
            return 0;
        }

        var isSynthetic = arguments.Length == 0;
        var paths = isSynthetic
            ? SyntheticMegabytes.Select(static size => SyntheticPrefix + size.ToString(CultureInfo.InvariantCulture))
            : arguments;
        Console.WriteLine(
            "document | MB | methods | files | MB emitted | first run, s | later run, s | elapsed, s | allocated, MB | peak memory, MB");
        var rows = new List<Row>();
        var failed = false;
        foreach (var each in paths)
        {
            if (InNewProcess(each) is not { } row)
            {
                Console.WriteLine($"{each} | failed");
                failed = true;
                continue;
            }

            rows.Add(row);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name} | {row.Megabytes:F2} | {row.Methods} | {row.Files} | {row.EmittedMegabytes:F1} | {row.First:F2} | " +
                $"{row.Later:F2} | {row.Elapsed:F2} | {row.AllocatedMegabytes:F0} | {row.PeakMegabytes:F0}"));
        }

        if (isSynthetic && rows.Count > 2)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"exponents over the size: first run {Slope(rows, static row => row.First):F2}, later run " +
                $"{Slope(rows, static row => row.Later):F2}, allocated {Slope(rows, static row => row.AllocatedMegabytes):F2}, " +
                $"peak memory {Slope(rows, static row => row.PeakMegabytes):F2}"));
        }

        return failed ? 1 : 0;
    }

    private static Row? InNewProcess(string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Measurement).Assembly.Location);
        }

        start.ArgumentList.Add("measure");
        start.ArgumentList.Add("one");
        start.ArgumentList.Add(path);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? JsonSerializer.Deserialize<Row>(output) : null;
    }

    private static Row Measure(string path)
    {
        var text = path.StartsWith(SyntheticPrefix, StringComparison.Ordinal)
            ? GrowingDocument.Create((int)(double.Parse(path.AsSpan(SyntheticPrefix.Length), CultureInfo.InvariantCulture) * 1_000_000))
            : File.ReadAllText(path);
        var trial = new Trial();
        var allocated = GC.GetTotalAllocatedBytes();
        var (first, firstTime) = Run(trial, text);
        allocated = GC.GetTotalAllocatedBytes() - allocated;

        // Before the next runs, which would need memory beside that of the first one.
        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        var later = Enumerable.Range(0, WarmRuns).Select(_ => Run(trial, text)).ToList();
        return new Row(
            path.StartsWith(SyntheticPrefix, StringComparison.Ordinal) ? path : Path.GetFileNameWithoutExtension(path),
            text.Length / 1e6,
            first.Sources.Sum(static source => CountOf("AdobePass.AdobePassOperation(", source.SourceText.ToString())),
            first.Sources.Length,
            first.Sources.Sum(static source => (long)source.SourceText.Length) / 1e6,
            firstTime,
            later.Min(static run => run.Processor),
            later.Min(static run => run.Result.Time.TotalSeconds),
            allocated / 1e6,
            peak / 1e6);
    }

    private static ((TimeSpan Time, ImmutableArray<GeneratedSourceResult> Sources) Result, double Processor) Run(Trial trial, string text)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        var result = trial.Generate(text);
        return (result, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private static int CountOf(string part, string text)
    {
        var count = 0;
        for (var i = text.IndexOf(part, StringComparison.Ordinal); i >= 0; i = text.IndexOf(part, i + 1, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    // The slope of a straight line through the logarithms.
    private static double Slope(List<Row> rows, Func<Row, double> cost)
    {
        var x = rows.Average(static row => Math.Log(row.Megabytes));
        var y = rows.Average(row => Math.Log(cost(row)));
        return rows.Sum(row => (Math.Log(row.Megabytes) - x) * (Math.Log(cost(row)) - y))
            / rows.Sum(row => Math.Pow(Math.Log(row.Megabytes) - x, 2));
    }

    /// <summary>Represents what was measured of one document.</summary>
    private sealed record Row(
        string Name,
        double Megabytes,
        int Methods,
        int Files,
        double EmittedMegabytes,
        double First,
        double Later,
        double Elapsed,
        double AllocatedMegabytes,
        double PeakMegabytes);
}
