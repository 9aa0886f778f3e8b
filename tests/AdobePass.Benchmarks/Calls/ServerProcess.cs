using System.Diagnostics;

namespace AdobePass.Benchmarks.Calls;

/// <summary>A <see cref="LoopbackServer"/> in a process of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address, Uri secureAddress)
    {
        _process = process;
        Address = address;
        SecureAddress = secureAddress;
    }

    /// <summary>Gets the address of HTTP.</summary>
    public Uri Address { get; }

    /// <summary>Gets the address of HTTPS.</summary>
    public Uri SecureAddress { get; }

    public static async Task<ServerProcess> StartAsync()
    {
        var process = StartSelf("serve");
        var port = await process.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        var securePort = await process.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        return new ServerProcess(process, new Uri($"http://127.0.0.1:{port}"), new Uri($"https://127.0.0.1:{securePort}"));
    }

    public void Dispose()
    {
        // The server runs until its standard input ends.
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Starts another process of this program, under <c>dotnet run</c> and <c>dotnet X.dll</c> alike.</summary>
    public static Process StartSelf(params string[] arguments) => StartSelf(static _ => { }, arguments);

    /// <summary>Starts another process of this program with other settings.</summary>
    public static Process StartSelf(Action<ProcessStartInfo> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        settings(start);
        return Process.Start(start)!;
    }
}
