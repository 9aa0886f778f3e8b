using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using AdobePass.Benchmarks;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Report;
using AdobePass.Benchmarks.Rows;
using BenchmarkDotNet.Running;

const string Usage = """
    Measures this package beside its peers.

    dotnet run -c Release --project tests/AdobePass.Benchmarks -- report [--json FILE] [--charts FOLDER] [--only TEXT]
    dotnet run -c Release --project tests/AdobePass.Benchmarks -- draw REPORT [REPORT …] FOLDER
    dotnet run -c Release --project tests/AdobePass.Benchmarks -- steady [--minutes N] [--rate N] [--devices N]
    dotnet run -c Release --project tests/AdobePass.Benchmarks -- publish [BENCHMARKDOTNET OPTIONS]

      report             a short measurement of every row, in one run; about twenty minutes on two processors
        --json FILE      also write the rows to FILE, after each group
        --charts FOLDER  also draw the rows: performance-ratios.svg and performance-growth.svg
        --only TEXT      only the groups whose name contains TEXT: calls, configuration, tokens, waiters, redis, loopback, generator,
                         keystroke, lookups, devices, server, start, build
      draw               draws the rows of earlier reports, and prints them as tables in Markdown; a later report replaces groups of an
                         earlier one
      steady             calls at a constant rate from many devices, beside a hand-written client in a process of its own: time of a
                         call, memory and garbage collections, minute by minute
        --minutes N      1 to 1,440; 60 by default
        --rate N         calls per second of each client, 1 to 10,000; 1,000 by default
        --devices N      1 to 1,000,000; 10,000 by default
      publish            the calls and the configuration with BenchmarkDotNet, for figures to publish

    The exit code of report is 0, or 1 if a target is missed; an undecided target is not missed. It is 2 for wrong arguments.
    """;

switch (args)
{
    case ["serve"]:
        await LoopbackServer.RunAsync().ConfigureAwait(false);
        return 0;
    case ["group", var group, var file]:
        var part = new Table(group);
        await Groups.RunAsync(part, start: null, () => new ReportFile(Machine(), part.Results, part.Growth).WriteAsync(file))
            .ConfigureAwait(false);
        return 0;
    case ["lookups"]:
        await LookupRows.PrintAsync().ConfigureAwait(false);
        return 0;
    case ["drive", var side, var address, var minutes, var rate, var devices]:
        await Steady.DriveAsync(side, new Uri(address), Number(minutes), Number(rate), Number(devices)).ConfigureAwait(false);
        return 0;
    case ["publish", .. var options]:
        BenchmarkSwitcher.FromTypes([typeof(CallBenchmarks), typeof(ConfigurationBenchmarks)]).Run(options);
        return 0;
    case ["report", .. var rest] when Options(rest, "--json", "--charts", "--only") is { } given:
        return await ReportAsync(given).ConfigureAwait(false);
    case ["draw", .. { Length: >= 2 } rest]:
        return await DrawAsync(rest[..^1], rest[^1]).ConfigureAwait(false);
    case ["steady", .. var rest] when Options(rest, "--minutes", "--rate", "--devices") is { } given:
        if (Within(given, "--minutes", 60, 1440) is { } length
            && Within(given, "--rate", 1000, 10_000) is { } calls
            && Within(given, "--devices", 10_000, 1_000_000) is { } count)
        {
            await Steady.RunAsync(length, calls, count).ConfigureAwait(false);
            return 0;
        }

        break;
    default:
        break;
}

Console.Error.WriteLine(Usage);
return 2;

static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

static int? Within(Dictionary<string, string> given, string name, int otherwise, int most) =>
    !given.TryGetValue(name, out var text) ? otherwise
    : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number
    : null;

static Dictionary<string, string>? Options(string[] rest, params string[] names)
{
    var given = new Dictionary<string, string>();
    for (var i = 0; i < rest.Length; i += 2)
    {
        if (i + 1 == rest.Length || !names.Contains(rest[i]) || !given.TryAdd(rest[i], rest[i + 1]))
        {
            return null;
        }
    }

    return given;
}

static async Task<int> DrawAsync(string[] files, string folder)
{
    var reports = new List<ReportFile>();
    foreach (var file in files)
    {
        reports.Add(await ReportFile.ReadAsync(file).ConfigureAwait(false));
    }

    var report = reports.Aggregate(static (earlier, later) => new ReportFile(
        later.Machine,
        [.. earlier.Rows.Where(row => later.Rows.All(each => each.Group != row.Group)), .. later.Rows],
        [.. earlier.Growth.Where(growth => later.Growth.All(each => each.Name != growth.Name)), .. later.Growth]));
    Charts.Write(report, folder);
    Console.WriteLine(Text.Tables(report));
    return 0;
}

static async Task<int> ReportAsync(Dictionary<string, string> given)
{
    var start = Stopwatch.GetTimestamp();
    var machine = Machine();
    Console.WriteLine(machine);
    var table = new Table(given.GetValueOrDefault("--only"));
    ReportFile Report() => new(machine, table.Results, table.Growth);
    var json = given.GetValueOrDefault("--json");
    await Groups.RunAsync(table, start, () => json is null ? Task.CompletedTask : Report().WriteAsync(json)).ConfigureAwait(false);
    if (given.TryGetValue("--charts", out var charts))
    {
        Charts.Write(Report(), charts);
    }

    int Count(Verdict verdict) => table.Results.Count(result => result.Verdict == verdict);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{table.Results.Count} rows in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s; "
        + $"{Count(Verdict.Met)} targets met, {Count(Verdict.Missed)} missed, {Count(Verdict.Undecided)} undecided"));
    return Count(Verdict.Missed) == 0 ? 0 : 1;
}

static string Machine() => string.Create(
    CultureInfo.InvariantCulture,
    $"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {RuntimeInformation.OSDescription}");
