using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using AdobePass.Benchmarks;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Report;
using AdobePass.Benchmarks.Rows;
using BenchmarkDotNet.Running;

const string Usage = """
    Measures this package beside its peers.

    dotnet run -c Release --project tests/AdobePass.Benchmarks -- report [--json FILE] [--only TEXT]
    dotnet run -c Release --project tests/AdobePass.Benchmarks -- publish [BENCHMARKDOTNET OPTIONS]

      report         the short form of every row, side by side in one run; about ten minutes on two cores
        --json FILE  also write the rows to FILE
        --only TEXT  only the groups whose name contains TEXT: calls, configuration, tokens, waiters, devices, redis, loopback, generator, keystroke, start, build
      publish        the calls and the configuration with BenchmarkDotNet, for figures to publish

    The exit code is 0, 1 if a target is missed, or 2 for wrong arguments.
    """;

switch (args)
{
    case ["serve"]:
        await LoopbackServer.RunAsync().ConfigureAwait(false);
        return 0;
    case ["publish", .. var options]:
        BenchmarkSwitcher.FromTypes([typeof(CallBenchmarks), typeof(ConfigurationBenchmarks)]).Run(options);
        return 0;
    case ["report", .. var rest] when Parse(rest) is { } choice:
        return await ReportAsync(choice.Json, choice.Only).ConfigureAwait(false);
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

static (string? Json, string? Only)? Parse(string[] rest) => rest switch
{
    [] => (null, null),
    ["--json", var file] => (file, null),
    ["--only", var text] => (null, text),
    ["--json", var file, "--only", var text] => (file, text),
    ["--only", var text, "--json", var file] => (file, text),
    _ => null,
};

static async Task<int> ReportAsync(string? json, string? only)
{
    var root = typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "RepositoryRoot").Value!;
    var table = new Table(only);
    var start = Stopwatch.GetTimestamp();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}"));
    (string Group, Func<Task> Run)[] groups =
    [
        ("calls", () => CallRows.RunAsync(table)),
        ("configuration", () => ConfigurationRows.RunAsync(table)),
        ("tokens", () => TokenRows.RunHitsAsync(table)),
        ("waiters", () => TokenRows.RunWaitersAsync(table)),
        ("redis", () => RedisRows.RunAsync(table)),
        ("loopback", () => LoopbackRows.RunAsync(table)),
        ("generator", () => Do(() => GeneratorRows.Run(table))),
        ("keystroke", () => KeystrokeRows.RunAsync(table)),
        ("devices", () => TokenRows.RunDevicesAsync(table)),
        ("start", () => StartRows.RunAsync(table, root)),
        ("build", () => Do(() => BuildRows.Run(table, root))),
    ];
    foreach (var (group, run) in groups.Where(each => table.Wants(each.Group)))
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"--- {group} ({Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s)"));
        await run().ConfigureAwait(false);
        GC.Collect();
    }

    if (json is not null)
    {
        await File.WriteAllTextAsync(json, JsonSerializer.Serialize(table.Results, ReportJson.Default.IReadOnlyListResult)).ConfigureAwait(false);
    }

    var missed = table.Results.Where(result => result.Holds == false).ToList();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Results.Count} rows in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, {table.Results.Count(result => result.Holds == true)} targets held, {missed.Count} missed"));
    return missed.Count == 0 ? 0 : 1;
}

static Task Do(Action action)
{
    action();
    return Task.CompletedTask;
}
