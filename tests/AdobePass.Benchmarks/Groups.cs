using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Report;
using AdobePass.Benchmarks.Rows;

namespace AdobePass.Benchmarks;

/// <summary>The groups of the report, in the order in which they run.</summary>
internal static class Groups
{
    /// <summary>Runs the groups that a table wants.</summary>
    /// <param name="table">The table.</param>
    /// <param name="start">The timestamp of the start, to show with each group; <see langword="null"/> to show nothing.</param>
    /// <param name="done">What to do after each group.</param>
    public static async Task RunAsync(Table table, long? start, Func<Task> done)
    {
        var root = typeof(Groups).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static each => each.Key == "RepositoryRoot").Value!;
        (string Group, Func<Task> Run)[] groups =
        [
            ("calls", () => CallRows.RunAsync(table)),
            ("configuration", () => ConfigurationRows.RunAsync(table)),
            ("tokens", () => TokenRows.RunHitsAsync(table)),
            ("waiters", () => TokenRows.RunWaitersAsync(table)),
            ("redis", () => RedisRows.RunAsync(table)),
            ("loopback", () => LoopbackRows.RunAsync(table)),
            ("generator", () => AsInCompilerAsync(table, "generator", () => Do(() => GeneratorRows.Run(table)))),
            ("keystroke", () => AsInCompilerAsync(table, "keystroke", () => KeystrokeRows.RunAsync(table))),
            ("lookups", () => LookupRows.RunAsync(table)),
            ("devices", () => TokenRows.RunDevicesAsync(table)),
            ("server", () => TokenRows.RunServerAsync(table)),
            ("start", () => StartRows.RunAsync(table, root)),
            ("build", () => Do(() => BuildRows.Run(table, root))),
        ];
        foreach (var (group, run) in groups.Where(each => table.Wants(each.Group)))
        {
            if (start is { } began)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"--- {group} ({Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s)"));
            }

            table.Begin(group);
            await run().ConfigureAwait(false);
            await done().ConfigureAwait(false);
            GC.Collect();
        }
    }

    // The compiler's server process and the language server of the C# extension use the garbage collection for servers.
    private static async Task AsInCompilerAsync(Table table, string group, Func<Task> run)
    {
        if (GCSettings.IsServerGC)
        {
            await run().ConfigureAwait(false);
            return;
        }

        var file = Path.GetTempFileName();
        try
        {
            using var process = ServerProcess.StartSelf(static start => start.Environment["DOTNET_gcServer"] = "1", "group", group, file);
            while (await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                Console.WriteLine(line);
            }

            await process.WaitForExitAsync().ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"The process of the group {group} ended with {process.ExitCode}.");
            }

            table.Add(await ReportFile.ReadAsync(file).ConfigureAwait(false));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
