using System.Diagnostics;

namespace AdobePass.Benchmarks.Calls;

/// <summary>A <see cref="LoopbackServer"/> in a process of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<ServerProcess> StartAsync()
    {
        var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, Arguments()) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var port = await process.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        return new ServerProcess(process, new Uri($"http://127.0.0.1:{port}"));
    }

    public void Dispose()
    {
        // The server runs until its standard input ends.
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    // Under "dotnet run" and "dotnet X.dll" alike.
    private static string Arguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? $"\"{typeof(ServerProcess).Assembly.Location}\" serve"
            : "serve";
}
