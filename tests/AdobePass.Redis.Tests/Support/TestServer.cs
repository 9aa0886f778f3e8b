using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Garnet;
using StackExchange.Redis;

namespace AdobePass.Redis.Tests;

/// <summary>A server of the Redis protocol on a free port of this machine, with a folder of its own, so that it can be stopped and started again with what it had.</summary>
internal abstract class TestServer : IAsyncDisposable
{
    public const string Garnet = "Garnet";
    public const string Redis = "Redis";
    public const string Cluster = "Redis cluster";

    private readonly TemporaryFolder _folder = new();
    private readonly List<ConnectionMultiplexer> _connections = [];

    /// <summary>Whether there is a <c>redis-server</c> on the path. Without it Garnet alone is tested.</summary>
    public static string? RedisPath { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "redis-server.exe" : "redis-server"))
        .FirstOrDefault(File.Exists);

    public int Port { get; private set; }

    public string Address => "127.0.0.1:" + Port.ToString(CultureInfo.InvariantCulture);

    protected string Folder => _folder.Path;

    public static async Task<TestServer> StartAsync(string kind, params string[] settings)
    {
        TestServer server = kind == Garnet ? new GarnetTestServer() : new RedisTestServer(kind == Cluster ? [.. settings, "--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1"] : settings);
        for (var attempt = 1; ; attempt++)
        {
            server.Port = FreePort();
            Directory.CreateDirectory(server.Folder);
            try
            {
                await server.StartAsync();
                break;
            }
            catch (Exception fault) when (attempt < 5 && fault is InvalidOperationException or SocketException)
            {
                // Somebody else took the port meanwhile.
            }
        }

        try
        {
            if (kind == Cluster)
            {
                await server.AdminAsync("CLUSTER", "ADDSLOTSRANGE", 0, 16383);
                while (!(await server.AdminAsync("CLUSTER", "INFO")).ToString()!.Contains("cluster_state:ok", StringComparison.Ordinal))
                {
                    await Task.Yield();
                }
            }

            return server;
        }
        catch
        {
            // A process that nobody holds would outlive the tests.
            await server.DisposeAsync();
            throw;
        }
    }

    public abstract Task StartAsync();

    public abstract Task StopAsync();

    public async Task<ConnectionMultiplexer> ConnectAsync(Action<ConfigurationOptions>? configure = null)
    {
        var options = new ConfigurationOptions { AbortOnConnectFail = false };
        options.EndPoints.Add("127.0.0.1", Port);
        configure?.Invoke(options);
        var connection = await ConnectionMultiplexer.ConnectAsync(options);
        _connections.Add(connection);
        return connection;
    }

    /// <summary>Sends a command that the connections of applications may not send.</summary>
    public async Task<RedisResult> AdminAsync(string command, params object[] arguments)
    {
        await using var connection = await ConnectAsync(options => options.AllowAdmin = true);
        return await connection.GetServers()[0].ExecuteAsync(command, arguments);
    }

    /// <summary>A connection that gives a missing server up soon.</summary>
    public Task<ConnectionMultiplexer> ConnectImpatientlyAsync() => ConnectAsync(options =>
    {
        options.AsyncTimeout = 500;
        options.SyncTimeout = 500;
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(100);
        options.ConnectTimeout = 500;
        options.ReconnectRetryPolicy = new LinearRetry(100);
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        await StopAsync();
        _folder.Dispose();
    }

    // Below the ports that systems give to clients: one that reconnects to a server that is down could otherwise connect to itself, and hold the port. A cluster node also takes the port 10,000 above.
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

    private sealed class GarnetTestServer : TestServer
    {
        private GarnetServer? _server;

        public override Task StartAsync()
        {
            _server = new GarnetServer(
                [
                    "--bind", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "--memory", "64m", "--page", "4m", "--index", "1m",
                    "--aof", "--aof-memory", "32m", "--aof-page-size", "8m", "--aof-commit-freq", "0", "--aof-commit-wait", "--recover",
                    "--checkpointdir", Folder, "--device-type", "RandomAccess", "-q",
                ],
                cleanupDir: false);
            _server.Start();
            return Task.CompletedTask;
        }

        public override Task StopAsync()
        {
            _server?.Dispose(deleteDir: false);
            _server = null;
            return Task.CompletedTask;
        }
    }

    private sealed class RedisTestServer(string[] settings) : TestServer
    {
        private Process? _process;

        public override async Task StartAsync()
        {
            var start = new ProcessStartInfo(RedisPath!) { RedirectStandardOutput = true, UseShellExecute = false };
            string[] arguments =
            [
                "--bind", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "--dir", Folder, "--daemonize", "no",
                "--save", "", "--appendonly", "yes", "--appendfsync", "everysec", "--repl-diskless-sync-delay", "0", .. settings,
            ];
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            _process = Process.Start(start)!;
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
                {
                    _ = _process.StandardOutput.ReadToEndAsync();
                    return;
                }
            }

            throw new InvalidOperationException("redis-server ended before it was ready.");
        }

        public override async Task StopAsync()
        {
            if (_process is { HasExited: false })
            {
                // With a child that writes a snapshot or an append-only file.
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }

            _process?.Dispose();
            _process = null;
        }
    }
}

/// <summary>The servers that all tests share, each started when it is first asked for.</summary>
public sealed class SharedServers : IAsyncLifetime
{
    private readonly Dictionary<string, TestServer> _servers = [];
    private readonly Dictionary<string, (ConnectionMultiplexer One, ConnectionMultiplexer Other)> _connections = [];

    public static IReadOnlyList<string> Kinds => TestServer.RedisPath is null ? [TestServer.Garnet] : [TestServer.Garnet, TestServer.Redis];

    public static TheoryData<string> All => [.. Kinds];

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Two connections to a server, as two processes have them.</summary>
    internal async Task<(ConnectionMultiplexer One, ConnectionMultiplexer Other)> ConnectAsync(string kind)
    {
        if (!_connections.TryGetValue(kind, out var connections))
        {
            var server = await GetAsync(kind);
            _connections[kind] = connections = (await server.ConnectAsync(), await server.ConnectAsync());
        }

        return connections;
    }

    internal async Task<TestServer> GetAsync(string kind)
    {
        if (!_servers.TryGetValue(kind, out var server))
        {
            _servers[kind] = server = await TestServer.StartAsync(kind);
        }

        return server;
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await server.DisposeAsync();
        }
    }
}

/// <summary>One test at a time: two cores have enough to do with the servers.</summary>
[CollectionDefinition(Name)]
public sealed class ServerCollection : ICollectionFixture<SharedServers>
{
    public const string Name = "servers";
}
