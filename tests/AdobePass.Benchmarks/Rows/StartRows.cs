using System.Diagnostics;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>
/// From the start of a process to the end of its first call over HTTPS, in three ways to publish it, and the size of the native program.
/// </summary>
internal static class StartRows
{
    private static readonly string[] Sides = ["Ours", "HandWritten", "Refit"];

    public static async Task RunAsync(Table table, string root)
    {
        using var server = await ServerProcess.StartAsync().ConfigureAwait(false);
        var address = server.SecureAddress.AbsoluteUri;
        var folder = Path.Combine(root, "tests", "AdobePass.FirstCall");
        string Program(string side, params string[] parts) => Path.Combine([folder, "bin", side, .. parts]);

        Build("building", "build", static _ => string.Empty);
        Measure("JIT", 21, 1.10, side => ("dotnet", Program(side, "Release", "net10.0", $"FirstCall.{side}.dll")));

        Build(
            "publishing with ReadyToRun",
            "publish",
            static side => $"-r linux-x64 --self-contained false -p:PublishReadyToRun=true -p:PublishDir=bin/{side}/ready/");
        Measure("ReadyToRun", 21, 1.10, side => ("dotnet", Program(side, "ready", $"FirstCall.{side}.dll")));

        Build(
            "publishing with Native AOT",
            "publish",
            static side => $"-r linux-x64 -p:Native=true -p:TreatWarningsAsErrors={(side == "Ours" ? "true" : "false")}");
        Measure("Native AOT", 51, 1.15, side => (Program(side, "publish", $"FirstCall.{side}"), null));
        var sizes = Sides.Select(side => new FileInfo(Program(side, "publish", $"FirstCall.{side}")).Length).ToArray();
        table.Add("Native AOT program, size", "B", sizes[0], "hand-written", sizes[1], 1.25);
        table.Add("Native AOT program, size", "B", sizes[0], "Refit", sizes[2]);

        void Build(string what, string command, Func<string, string> options)
        {
            foreach (var side in Sides)
            {
                Console.WriteLine($"  the first call, {side}: {what} …");
                Commands.Run("dotnet", $"{command} \"{folder}\" -c Release -m:1 -nologo -v:q -p:Side={side} {options(side)}", root);
            }
        }

        void Measure(string kind, int rounds, double atMost, Func<string, (string Program, string? Assembly)> find)
        {
            var runs = Sides.Select(find).Select(each => (Action)(() =>
                Commands.Run(each.Program, each.Assembly is { } assembly ? $"\"{assembly}\" {address}" : address, root)));
            var samples = Sampling.Compare(rounds, [(1, atMost)], [.. runs]);
            table.Add($"start to end of the first call, {kind}", "ms", samples[0], "hand-written", samples[1], atMost);
            table.Add($"start to end of the first call, {kind}", "ms", samples[0], "Refit", samples[2]);
        }
    }
}

/// <summary>Other processes.</summary>
internal static class Commands
{
    public static void Run(string program, string arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {arguments} ended with {process.ExitCode}.\n{output.Result}{error.Result}");
        }
    }
}
