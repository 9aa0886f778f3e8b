using System.Globalization;
using AdobePass.Redis;
using AdobePass.Testing;
using StackExchange.Redis;

namespace AdobePass.Attacks;

/// <summary>Empties a Redis server under load, and counts what is registered: a device that was known must not register again.</summary>
internal static class VanishedRedis
{
    private const int Devices = 300;
    private const int Processes = 3;

    internal static Attack Attack { get; } = new(
        "vanished-redis",
        "Empties Redis under load (FLUSHALL, and restarts without persistence) and counts registrations of devices that were known.",
        RunAsync);

    private static async Task<AttackResult> RunAsync(AttackContext context)
    {
        if (RedisProcess.Executable is null)
        {
            return RedisProcess.Skipped;
        }

        var server = await RedisProcess.StartAsync(Path.Combine(context.Folder, "redis"), "--appendonly", "no").ConfigureAwait(false);
        await using var serverLifetime = server.ConfigureAwait(false);
        var service = new FakeAdobePass(new FakeAdobePassOptions { ThrottleEnabled = false });
        await using var serviceLifetime = service.ConfigureAwait(false);
        var statement = service.CreateSoftwareStatement();
        var connections = new List<ConnectionMultiplexer>();
        var clients = new List<AdobePassClient>();
        try
        {
            for (var process = 0; process < Processes; process++)
            {
                connections.Add(await server.ConnectAsync().ConfigureAwait(false));
            }

            // Each has the token of a third of the devices in memory, and needs the store for the others.
            var running = connections.Select(connection => Open(connection, allowCreation: true)).ToList();
            for (var device = 0; device < Devices; device++)
            {
                await CallAsync(running[device % Processes], device, context.CancellationToken).ConfigureAwait(false);
            }

            var backup = await ReadAllAsync(connections[0], server).ConfigureAwait(false);
            var registered = service.Registrations;
            var (tried, served, refused) = (0, 0, 0);
            foreach (var vanish in new Func<Task>[] { () => server.ExecuteAsync("FLUSHALL"), RestartAsync })
            {
                // Processes that know the store, and processes that are started while it is gone.
                using var load = new CancellationTokenSource();
                var loading = Task.WhenAll(running.Select((client, process) => LoadAsync(client, process, load.Token)));
                await vanish().ConfigureAwait(false);
                await SweepAsync(running).ConfigureAwait(false);
                await SweepAsync([.. connections.Select(connection => Open(connection, allowCreation: false))]).ConfigureAwait(false);
                await load.CancelAsync().ConfigureAwait(false);
                await loading.ConfigureAwait(false);
                context.Progress(string.Create(
                    CultureInfo.InvariantCulture,
                    $"emptied: {served} calls served, {refused} failed, {service.Registrations - registered} registrations"));
            }

            var lost = service.Registrations - registered;
            await connections[0].GetDatabase().StringSetAsync([.. backup]).ConfigureAwait(false);
            (served, refused) = (0, 0);
            await SweepAsync([.. connections.Select(connection => Open(connection, allowCreation: false))]).ConfigureAwait(false);
            lost = Math.Max(lost, service.Registrations - registered) + refused;
            return new AttackResult(tried, lost, string.Create(
                CultureInfo.InvariantCulture,
                $"{Devices} known devices, 2 ways to vanish: {lost} registrations. With the backup back, {served} calls served and {refused} failed."));

            async Task RestartAsync()
            {
                await server.KillAsync().ConfigureAwait(false);
                await server.StartAsync().ConfigureAwait(false);
            }

            // Every process meets every device.
            async Task SweepAsync(IReadOnlyList<AdobePassClient> processes)
            {
                await Parallel.ForEachAsync(
                    Enumerable.Range(0, Devices * processes.Count),
                    new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = context.CancellationToken },
                    async (number, token) =>
                    {
                        Interlocked.Increment(ref tried);
                        Interlocked.Increment(ref await TryCallAsync(processes[number / Devices], number % Devices, token).ConfigureAwait(false)
                            ? ref served
                            : ref refused);
                    }).ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var client in clients)
            {
                client.Dispose();
            }

            foreach (var connection in connections)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }

        AdobePassClient Open(ConnectionMultiplexer connection, bool allowCreation)
        {
            var client = new AdobePassClient(new AdobePassOptions
            {
                Environment = AdobePassEnvironment.ReleaseStaging,
                SoftwareStatement = new SoftwareStatement(statement),
                CredentialStore = new RedisCredentialStore(connection, new RedisStoreOptions
                {
                    AllowCreation = allowCreation,
                    AllowNoPersistence = true,
                }),
                CredentialScope = "attack",
                HttpMessageHandler = service.CreateHandler(),
                RequestsPerSecond = 0,
                StoreTimeout = TimeSpan.FromSeconds(2),
            });
            clients.Add(client);
            return client;
        }
    }

    private static async Task LoadAsync(AdobePassClient client, int process, CancellationToken cancellationToken)
    {
        for (var number = process; !cancellationToken.IsCancellationRequested; number++)
        {
            await TryCallAsync(client, number % Devices, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task<bool> TryCallAsync(AdobePassClient client, int device, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(client, device, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AdobePassException)
        {
            return false;
        }
    }

    private static Task CallAsync(AdobePassClient client, int device, CancellationToken cancellationToken) =>
        new RedisAttackClient(client).GetProfilesAsync(
            "CHAN1",
            new StreamingDevice(string.Create(CultureInfo.InvariantCulture, $"device-{device}"), new DeviceInformation
            {
                PrimaryHardwareType = HardwareType.SetTopBox,
                Model = "BoxOne",
                Version = "1.4",
                OsName = OsName.Linux,
                OsVersion = "6.1",
                ConnectionType = "LAN",
            }),
            cancellationToken);

    private static async Task<List<KeyValuePair<RedisKey, RedisValue>>> ReadAllAsync(ConnectionMultiplexer connection, RedisProcess server)
    {
        var backup = new List<KeyValuePair<RedisKey, RedisValue>>();
        await foreach (var key in connection.GetServer(server.Address).KeysAsync().ConfigureAwait(false))
        {
            backup.Add(new(key, await connection.GetDatabase().StringGetAsync(key).ConfigureAwait(false)));
        }

        return backup;
    }
}

/// <summary>What the processes of an attack on Redis call.</summary>
[AdobePassApi]
internal interface IRedisAttack
{
    Task<RestV2.ProfilesResponse> GetProfilesAsync(string serviceProvider, StreamingDevice device, CancellationToken cancellationToken);
}
