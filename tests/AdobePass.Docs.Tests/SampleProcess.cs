using System.Diagnostics;
using System.Reflection;

namespace AdobePass.Docs.Tests;

/// <summary>
/// The tests that run samples. They run one after the other and after all other tests: the fake is in this process, and must respond within
/// the timeout of the sample, however busy the other tests are.
/// </summary>
[CollectionDefinition(nameof(SampleProcess), DisableParallelization = true)]
public sealed class SampleProcesses;

/// <summary>A sample, run as a user runs it.</summary>
internal static class SampleProcess
{
    private static readonly Dictionary<string, string> Metadata = typeof(SampleProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(each => each.Key, each => each.Value!);

    public static string FolderOf(string sample) => Path.Combine(Metadata["RepositoryRoot"], "samples", sample);

    public static async Task<(int ExitCode, string Output)> RunAsync(string sample, params string[] arguments)
    {
        var folder = Path.Combine(FolderOf(sample), "bin", Metadata["Configuration"], "net10.0");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder, sample + ".dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(45));
        using var end = limit.Token.Register(process.Kill);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return (process.ExitCode, output + await error);
    }
}
