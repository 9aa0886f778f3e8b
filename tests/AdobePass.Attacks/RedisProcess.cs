using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace AdobePass.Attacks;

/// <summary>A <c>redis-server</c> or sentinel on a port of this machine, with a folder of its own. It can be killed, frozen and started again.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private readonly IReadOnlyList<string> _arguments;
    private Process? _process;

    private RedisProcess(int port, IReadOnlyList<string> arguments)
    {
        Port = port;
        _arguments = arguments;
    }

    /// <summary>Gets the path of <c>redis-server</c>; <see langword="null"/> if this machine has none.</summary>
    internal static string? Executable { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, "redis-server"))
        .FirstOrDefault(File.Exists);

    internal static AttackResult Skipped => AttackResult.Skip("There is no redis-server on the PATH.");

    internal int Port { get; }

    internal string Address => "127.0.0.1:" + Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts a server that keeps its data in a folder.</summary>
    internal static async Task<RedisProcess> StartAsync(string folder, params string[] settings)
    {
        var port = FreePort();
        Directory.CreateDirectory(folder);
        var server = new RedisProcess(
            port,
            [
                "--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--dir", folder, "--daemonize", "no",
                "--save", "", "--repl-diskless-sync-delay", "0", .. settings,
            ]);
        await server.StartAsync().ConfigureAwait(false);
        return server;
    }

    /// <summary>Starts a sentinel that watches a primary under the name <c>attacked</c>.</summary>
    internal static async Task<RedisProcess> StartSentinelAsync(string folder, RedisProcess primary)
    {
        var port = FreePort();
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "sentinel.conf");
        await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $"""
            port {port}
            bind 127.0.0.1
            dir {folder}
            sentinel monitor attacked 127.0.0.1 {primary.Port} 1
            sentinel down-after-milliseconds attacked 500
            sentinel failover-timeout attacked 1000
            sentinel parallel-syncs attacked 2

            """)).ConfigureAwait(false);
        var sentinel = new RedisProcess(port, [file, "--sentinel"]);
        await sentinel.StartAsync().ConfigureAwait(false);
        return sentinel;
    }

    internal async Task StartAsync()
    {
        var start = new ProcessStartInfo(Executable!) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in _arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal) || line.Contains("+monitor", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException("redis-server ended before it was ready.");
    }

    /// <summary>Kills the process at once (SIGKILL).</summary>
    internal async Task KillAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().ConfigureAwait(false);
        }

        _process?.Dispose();
        _process = null;
    }

    /// <summary>Freezes the process, as a long pause of a virtual machine does.</summary>
    internal Task FreezeAsync() => SignalAsync("-STOP");

    internal Task ThawAsync() => SignalAsync("-CONT");

    /// <summary>Connects as an application does that gives up soon.</summary>
    internal Task<ConnectionMultiplexer> ConnectAsync(string? service = null, int asyncTimeout = 1000)
    {
        var options = new ConfigurationOptions
        {
            AbortOnConnectFail = false,
            AllowAdmin = true,
            AsyncTimeout = asyncTimeout,
            SyncTimeout = 1000,
            ConnectTimeout = 1000,
            HeartbeatInterval = TimeSpan.FromMilliseconds(100),
            ReconnectRetryPolicy = new LinearRetry(50),
            ServiceName = service,
        };
        options.EndPoints.Add("127.0.0.1", Port);
        if (_arguments.Contains("--sentinel") && service is null)
        {
            options.CommandMap = CommandMap.Sentinel;
        }

        return ConnectionMultiplexer.ConnectAsync(options);
    }

    /// <summary>Sends a command over a connection of its own.</summary>
    internal async Task<RedisResult> ExecuteAsync(string command, params object[] arguments)
    {
        var connection = await ConnectAsync().ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await connection.GetServers()[0].ExecuteAsync(command, arguments).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync() => await KillAsync().ConfigureAwait(false);

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().ConfigureAwait(false);
    }

    // Below the ports that systems give to clients: a client that reconnects to a server that is down could otherwise connect to itself.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 22_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }
    }
}
