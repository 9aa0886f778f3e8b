using System.Globalization;
using StackExchange.Redis;

namespace AdobePass.Redis.Tests;

/// <summary>A pair is reported as stored when replicas have it.</summary>
[Collection(ServerCollection.Name)]
public sealed class ReplicaWaitTests
{
    private static readonly CredentialKey DeviceKey = CredentialKey.Create("scope", "device-1");

    public static TheoryData<string> RealServers => TestServer.RedisPath is null ? [] : [TestServer.Redis];

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Write_returns_after_the_replicas_have_received_it(string kind)
    {
        await using var primary = await TestServer.StartAsync(kind);
        await using var one = await StartReplicaAsync(primary);
        await using var two = await StartReplicaAsync(primary);
        await Replication.IsOnlineAsync(primary, 2);
        var store = await OpenAsync(primary, 2);
        var key = (RedisKey)$"adobepass:{{{DeviceKey.Value}}}:credentials";

        await store.EnsureWritableAsync(DeviceKey, default);
        var created = await store.CreateAsync(DeviceKey, Program.Pair("first"), default);
        await IsOnBothAsync();
        var pending = await store.TrySetPendingAsync(DeviceKey, Program.Pair("second"), created.Version, default);
        await IsOnBothAsync();
        Assert.NotNull(await store.TryReplaceAsync(DeviceKey, Program.Pair("second"), pending!.Version, default));
        await IsOnBothAsync();

        async Task IsOnBothAsync()
        {
            var content = await ReadAsync(primary);
            Assert.Equal(content, await ReadAsync(one));
            Assert.Equal(content, await ReadAsync(two));
        }

        async Task<RedisValue> ReadAsync(TestServer server)
        {
            await using var connection = await server.ConnectAsync();
            return await connection.GetDatabase().StringGetAsync(key, CommandFlags.PreferReplica);
        }
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Missing_replica_reports_unavailable_and_a_retry_finds_the_entry(string kind)
    {
        await using var service = new Service();
        await using var primary = await TestServer.StartAsync(kind);
        await using var replica = await StartReplicaAsync(primary);
        await Replication.IsOnlineAsync(primary, 1);
        var store = await OpenAsync(primary, 1, TimeSpan.FromMilliseconds(500));
        var patientStore = await OpenAsync(primary, 1);
        var first = await patientStore.CreateAsync(DeviceKey, Program.Pair("first"), default);
        var other = CredentialKey.Create("scope", "device-2");
        await replica.StopAsync();

        await IsUnavailableAsync(() => store.EnsureWritableAsync(other, default).AsTask());
        await IsUnavailableAsync(() => store.CreateAsync(other, Program.Pair("other"), default).AsTask());
        await IsUnavailableAsync(() => store.CreateAsync(other, Program.Pair("late"), default).AsTask());
        await IsUnavailableAsync(() => store.TrySetPendingAsync(DeviceKey, Program.Pair("second"), first.Version, default).AsTask());
        var client = service.Client(options => options.CredentialStore = store);
        await Assert.ThrowsAsync<CredentialStoreException>(() => client.GetProfilesAsync("CHAN1"));
        Assert.Equal(0, service.Fake.Requests);

        // Reads do not wait.
        Assert.Equal("first", (await store.FindAsync(DeviceKey, default))!.Credentials.ClientId);

        await replica.StartAsync();
        await Replication.IsOnlineAsync(primary, 1);
        var again = await UntilAsync(() => patientStore.CreateAsync(other, Program.Pair("late"), default).AsTask());
        Assert.Equal("other", again.Credentials.ClientId);
        Assert.Equal(again.Version, (await store.FindAsync(other, default))!.Version);
        await service.Client(options => options.CredentialStore = patientStore).GetProfilesAsync("CHAN1");
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Waiting_for_replicas_does_not_block_the_store_connection(string kind)
    {
        await using var primary = await TestServer.StartAsync(kind);
        var store = await OpenAsync(primary, 1);
        var creations = Enumerable.Range(0, 20)
            .Select(number => store.CreateAsync(CredentialKey.Create("scope", $"device-{number}"), Program.Pair("x"), default).AsTask())
            .ToList();

        // Found while no WAIT has ended: there is no replica.
        foreach (var number in Enumerable.Range(0, 20))
        {
            while (await store.FindAsync(CredentialKey.Create("scope", $"device-{number}"), default) is null)
            {
                await Task.Yield();
            }
        }

        Assert.All(creations, creation => Assert.False(creation.IsCompleted));
        await using var replica = await StartReplicaAsync(primary);
        await Task.WhenAll(creations);
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Concurrent_callers_share_WAIT_commands(string kind)
    {
        await using var primary = await TestServer.StartAsync(kind);
        var store = await OpenAsync(primary, 1);
        var keys = Enumerable.Range(0, 500).Select(number => CredentialKey.Create("scope", $"device-{number}")).ToList();
        var creations = keys.Select(key => store.CreateAsync(key, Program.Pair("x"), default).AsTask()).ToList();

        // The first WAIT lasts until there is a replica. Meanwhile every other caller writes its entry.
        foreach (var key in keys)
        {
            while (await store.FindAsync(key, default) is null)
            {
                await Task.Yield();
            }
        }

        await using var replica = await StartReplicaAsync(primary);
        await Task.WhenAll(creations);

        var stats = (string)(await primary.AdminAsync("INFO", "commandstats"))!;
        var waits = int.Parse(stats.Split("cmdstat_wait:calls=")[1].Split(',')[0], CultureInfo.InvariantCulture);
        Assert.InRange(waits, 1, 250);
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task User_with_the_documented_permissions_can_wait_for_replicas(string kind)
    {
        await using var primary = await TestServer.StartAsync(kind);
        await using var replica = await StartReplicaAsync(primary);
        await Replication.IsOnlineAsync(primary, 1);
        await primary.AdminAsync(
            "ACL", "SETUSER", "app", "on", ">made-up", "~adobepass:*", "resetchannels", "+@string", "+@transaction", "+@connection",
            "+del", "+unlink");
        var store = new RedisCredentialStore(await ConnectAsync(), new RedisStoreOptions
        {
            AllowCreation = true,
            ReplicasToWaitFor = 1,
            ReplicationConnection = await ConnectAsync(),
        });

        await store.EnsureWritableAsync(DeviceKey, default);
        await store.CreateAsync(DeviceKey, Program.Pair("first"), default);

        Task<ConnectionMultiplexer> ConnectAsync() => primary.ConnectAsync(options =>
        {
            options.User = "app";
            options.Password = "made-up";
        });
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Replication_connection_to_another_server_is_rejected(string kind)
    {
        await using var primary = await TestServer.StartAsync(kind);
        await using var elsewhere = await TestServer.StartAsync(kind);
        await using var replica = await StartReplicaAsync(elsewhere);
        await Replication.IsOnlineAsync(elsewhere, 1);
        var store = new RedisCredentialStore(await primary.ConnectAsync(), new RedisStoreOptions
        {
            AllowCreation = true,
            ReplicasToWaitFor = 1,
            ReplicationConnection = await elsewhere.ConnectAsync(),
        });

        var failure = await Assert.ThrowsAsync<CredentialStoreException>(
            () => store.CreateAsync(DeviceKey, Program.Pair("first"), default).AsTask());

        Assert.Contains(nameof(RedisStoreOptions.ReplicationConnection), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Cluster_is_rejected(string kind)
    {
        Assert.Equal(TestServer.Redis, kind);
        await using var server = await TestServer.StartAsync(TestServer.Cluster);
        var store = await OpenAsync(server, 1);

        var failure = await Assert.ThrowsAsync<CredentialStoreException>(() => store.EnsureWritableAsync(DeviceKey, default).AsTask());

        Assert.Contains("cluster", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was registered", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_out_of_range_are_rejected()
    {
        await using var server = await TestServer.StartAsync(TestServer.Garnet);
        var connection = await server.ConnectAsync();
        var second = await server.ConnectAsync(options => options.AsyncTimeout = 2000);
        foreach (var (options, says) in new (RedisStoreOptions, string)[]
        {
            (new() { ReplicasToWaitFor = -1 }, nameof(RedisStoreOptions.ReplicasToWaitFor)),
            (new() { ReplicasToWaitFor = 1 }, nameof(RedisStoreOptions.ReplicationConnection)),
            (new() { ReplicasToWaitFor = 1, ReplicationConnection = connection }, "Use a second connection"),
            (new() { ReplicasToWaitFor = 1, ReplicationConnection = second, ReplicationTimeout = TimeSpan.Zero }, "less than 1 ms"),
            (new() { ReplicasToWaitFor = 1, ReplicationConnection = second, ReplicationTimeout = TimeSpan.FromSeconds(2) }, "asyncTimeout"),
            (new() { RequireProtection = true }, nameof(RedisStoreOptions.Protector)),
        })
        {
            var failure = Assert.Throws<ArgumentException>(() => new RedisCredentialStore(connection, options));
            Assert.Equal("options", failure.ParamName);
            Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        }

        _ = new RedisCredentialStore(connection, new() { ReplicasToWaitFor = 1, ReplicationConnection = second });
        _ = new RedisCredentialStore(connection, new() { RequireProtection = true, Protector = new KeyRing() });
        Assert.Throws<ArgumentException>(() => new RedisAccessTokenCache(connection, new() { RequireProtection = true }));
    }

    private static Task<TestServer> StartReplicaAsync(TestServer primary) => TestServer.StartAsync(
        TestServer.Redis,
        "--replicaof",
        "127.0.0.1",
        primary.Port.ToString(CultureInfo.InvariantCulture));

    private static async Task<RedisCredentialStore> OpenAsync(
        TestServer primary,
        int replicas,
        TimeSpan? timeout = null,
        int asyncTimeout = 200_000) =>
        new(await primary.ConnectAsync(), new RedisStoreOptions
        {
            AllowCreation = true,
            ReplicasToWaitFor = replicas,
            ReplicationConnection = await primary.ConnectAsync(options => options.AsyncTimeout = asyncTimeout),
            ReplicationTimeout = timeout ?? TimeSpan.FromSeconds(100),
        });

    // The replica is connected, and may still load what it received.
    private static async Task<T> UntilAsync<T>(Func<Task<T>> act)
    {
        while (true)
        {
            try
            {
                return await act();
            }
            catch (CredentialStoreException failure)
            {
                Assert.Contains("replicas had it", failure.Message, StringComparison.Ordinal);
            }
        }
    }

    private static async Task IsUnavailableAsync(Func<Task> act)
    {
        var failure = await Assert.ThrowsAsync<CredentialStoreException>(act);
        Assert.Equal(CredentialStoreFailure.Unavailable, failure.Failure);
        Assert.Contains("was written, but 0 of 1 replicas had it after 500 ms", failure.Message, StringComparison.Ordinal);
    }
}
