using System.Diagnostics;
using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>From the start of a process to the end of its first call, compiled at run time and ahead of time, and the size of the latter.</summary>
internal static class StartRows
{
    private static readonly string[] Sides = ["Ours", "HandWritten", "Refit"];

    public static async Task RunAsync(Table table, string root)
    {
        using var server = await ServerProcess.StartAsync().ConfigureAwait(false);
        var address = server.Address.AbsoluteUri;
        var folder = Path.Combine(root, "tests", "AdobePass.FirstCall");
        foreach (var side in Sides)
        {
            Console.WriteLine($"  building the first call, {side} …");
            Commands.Run("dotnet", $"build \"{folder}\" -c Release -m:1 -nologo -v:q -p:Side={side}", root);
        }

        var just = Sampling.Compare(21, [.. Sides.Select(side => (Action)(() => Commands.Run("dotnet", $"\"{Path.Combine(folder, "bin", side, "Release", "net10.0", $"FirstCall.{side}.dll")}\" {address}", root)))]);
        table.Add("start to end of the first call, JIT", "ms", just[0].Median, "hand-written", just[1].Median, null, just[0].RatioTo(just[1]), just[0].RatioSpread(just[1]));
        table.Add("start to end of the first call, JIT", "ms", just[0].Median, "Refit", just[2].Median, null, just[0].RatioTo(just[2]), just[0].RatioSpread(just[2]));

        foreach (var side in Sides)
        {
            Console.WriteLine($"  publishing the first call with ReadyToRun, {side} …");
            Commands.Run("dotnet", $"publish \"{folder}\" -c Release -r linux-x64 --self-contained false -m:1 -nologo -v:q -p:Side={side} -p:PublishReadyToRun=true -p:PublishDir=bin/{side}/ready/", root);
        }

        var ready = Sampling.Compare(21, [.. Sides.Select(side => (Action)(() => Commands.Run("dotnet", $"\"{Path.Combine(folder, "bin", side, "ready", $"FirstCall.{side}.dll")}\" {address}", root)))]);
        table.Add("start to end of the first call, ReadyToRun", "ms", ready[0].Median, "hand-written", ready[1].Median, null, ready[0].RatioTo(ready[1]), ready[0].RatioSpread(ready[1]));
        table.Add("start to end of the first call, ReadyToRun", "ms", ready[0].Median, "Refit", ready[2].Median, null, ready[0].RatioTo(ready[2]), ready[0].RatioSpread(ready[2]));

        foreach (var side in Sides)
        {
            Console.WriteLine($"  compiling the first call ahead of time, {side} …");
            Commands.Run("dotnet", $"publish \"{folder}\" -c Release -r linux-x64 -m:1 -nologo -v:q -p:Side={side} -p:Native=true -p:TreatWarningsAsErrors={(side == "Ours" ? "true" : "false")}", root);
        }

        var programs = Sides.Select(side => Path.Combine(folder, "bin", side, "publish", $"FirstCall.{side}")).ToArray();

        // Refit builds its client by reflection, which fails here.
        var ahead = Sampling.Compare(51, [.. programs.Take(2).Select(program => (Action)(() => Commands.Run(program, address, root)))]);
        table.Add("start to end of the first call, Native AOT", "ms", ahead[0].Median, "hand-written", ahead[1].Median, null, ahead[0].RatioTo(ahead[1]), ahead[0].RatioSpread(ahead[1]));
        table.Add("Native AOT program, size", "B", new FileInfo(programs[0]).Length, "hand-written", new FileInfo(programs[1]).Length);
        table.Add("Native AOT program, size", "B", new FileInfo(programs[0]).Length, "Refit", new FileInfo(programs[2]).Length);
    }
}

/// <summary>Other processes.</summary>
internal static class Commands
{
    public static void Run(string program, string arguments, string folder, bool anyExit = false)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        if (process.ExitCode != 0 && !anyExit)
        {
            throw new InvalidOperationException($"{program} {arguments} ended with {process.ExitCode}.\n{output.Result}{error.Result}");
        }
    }
}
