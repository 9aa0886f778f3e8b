using System.Globalization;
using StackExchange.Redis;

namespace AdobePass.Redis.Tests;

/// <summary>What the server says about its setup: refused before a registration, or a warning.</summary>
[Collection(ServerCollection.Name)]
public sealed class ServerCheckTests
{
    private static readonly CredentialKey DeviceKey = CredentialKey.Create("scope", "device-1");
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    // StackExchange.Redis 3 sends INFO and CONFIG only over a connection that may send what changes a server.
    private static readonly bool AsksOverAdminOnly = typeof(ConnectionMultiplexer).Assembly.GetName().Version!.Major > 2;

    public static TheoryData<string> Servers => SharedServers.All;

    public static TheoryData<string> RealServers => TestServer.RedisPath is null ? [] : [TestServer.Redis];

    /// <summary>Gets settings of the server, whether its user may send CONFIG, and what is said: a refusal, a warning or nothing.</summary>
    public static TheoryData<string[], bool, string?, string?> Persistence => TestServer.RedisPath is null ? [] : new()
    {
        { ["--appendonly", "yes", "--save", ""], true, null, null },
        { ["--appendonly", "yes", "--save", "3600 1"], true, null, null },
        { ["--appendonly", "no", "--save", "3600 1"], true, null, "snapshots and no append-only file" },
        { ["--appendonly", "no", "--save", ""], true, "neither an append-only file nor snapshots", null },
        { ["--appendonly", "no", "--save", ""], false, null, "does not report whether it writes snapshots" },
        { ["--appendonly", "yes", "--save", ""], false, null, null },
    };

    [Theory]
    [MemberData(nameof(Persistence))]
    public async Task Server_without_durable_persistence_is_rejected_or_reported(
        string[] settings,
        bool mayConfigure,
        string? refusal,
        string? warning)
    {
        await using var service = new Service();
        await using var server = await TestServer.StartAsync(TestServer.Redis, settings);
        await server.AdminAsync("ACL", "SETUSER", "app", "on", ">made-up", "~*", "&*", "+@all", mayConfigure ? "+config" : "-config");
        var connection = await server.ConnectAsync(options =>
        {
            options.User = "app";
            options.Password = "made-up";
            options.AllowAdmin = AsksOverAdminOnly;
        });
        var store = new RedisCredentialStore(connection, Program.Creating);
        Assert.Empty(store.Warnings);
        if (refusal is null)
        {
            await store.EnsureWritableAsync(DeviceKey, default);
            Assert.Equal(warning is null ? 0 : 1, store.Warnings.Count);
            Assert.All(store.Warnings, text => Assert.Contains(warning!, text, StringComparison.Ordinal));
            return;
        }

        var client = service.Client(options => options.CredentialStore = store);
        foreach (var act in new Func<Task>[]
        {
            () => store.EnsureWritableAsync(DeviceKey, default).AsTask(),
            () => client.GetProfilesAsync("CHAN1"),
        })
        {
            var failure = await Assert.ThrowsAsync<CredentialStoreException>(act);
            Assert.Equal(CredentialStoreFailure.Unavailable, failure.Failure);
            Assert.Contains(refusal, failure.Message, StringComparison.Ordinal);
            Assert.Contains(refusal, Assert.Single(store.Warnings), StringComparison.Ordinal);
        }

        Assert.Equal(0, service.Fake.Requests);
        var allowed = new RedisCredentialStore(connection, new RedisStoreOptions { AllowCreation = true, AllowNoPersistence = true });
        await allowed.EnsureWritableAsync(DeviceKey, default);
        Assert.Empty(allowed.Warnings);

        // Corrected: no wait is needed.
        await server.AdminAsync("CONFIG", "SET", "appendonly", "yes");
        await store.EnsureWritableAsync(DeviceKey, default);
        Assert.Empty(store.Warnings);
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task User_with_the_documented_permissions_gets_configuration_warnings(string kind)
    {
        await using var server = await TestServer.StartAsync(kind, "--appendonly", "no");
        await server.AdminAsync(
            "ACL", "SETUSER", "app", "on", ">made-up", "~adobepass:*", "resetchannels", "+@string", "+@transaction", "+@connection",
            "+del", "+unlink",
            "+info", "+config|get", "+scan");
        var connection = await server.ConnectAsync(options =>
        {
            options.User = "app";
            options.Password = "made-up";
            options.AllowAdmin = AsksOverAdminOnly;
        });
        var store = new RedisCredentialStore(connection, Program.Creating);

        var failure = await Assert.ThrowsAsync<CredentialStoreException>(() => store.EnsureWritableAsync(DeviceKey, default).AsTask());

        Assert.Contains("neither an append-only file nor snapshots", failure.Message, StringComparison.Ordinal);

        // The store is found by a search for entries.
        await store.CreateAsync(DeviceKey, Program.Pair("first"), default);
        await server.AdminAsync("DEL", "adobepass:store");
        Assert.Equal(CredentialStoreState.Ready, await new RedisCredentialStore(connection).GetStateAsync(default));
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Configuration_change_is_detected_at_the_next_check(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var clock = new TestClock();
        var store = new RedisCredentialStore(
            await server.ConnectAsync(options => options.AllowAdmin = AsksOverAdminOnly),
            new RedisStoreOptions { AllowCreation = true, TimeProvider = clock });
        await store.EnsureWritableAsync(DeviceKey, default);
        foreach (var (setting, bad, good, says) in new[]
        {
            ("maxmemory-policy", "allkeys-lfu", "noeviction", "allkeys-lfu"),
            ("appendonly", "no", "yes", "append-only file"),
        })
        {
            await server.AdminAsync("CONFIG", "SET", setting, bad);
            await store.EnsureWritableAsync(DeviceKey, default);
            clock.Advance(Interval - TimeSpan.FromSeconds(1));
            await store.EnsureWritableAsync(DeviceKey, default);
            Assert.Empty(store.Warnings);
            clock.Advance(TimeSpan.FromSeconds(1));

            var failure = await Assert.ThrowsAsync<CredentialStoreException>(() => store.EnsureWritableAsync(DeviceKey, default).AsTask());
            Assert.Contains(says, failure.Message, StringComparison.Ordinal);
            Assert.Equal(CredentialStoreState.New, await store.GetStateAsync(default));
            Assert.Contains(says, Assert.Single(store.Warnings), StringComparison.Ordinal);
            await server.AdminAsync("CONFIG", "SET", setting, good);
            await store.EnsureWritableAsync(DeviceKey, default);
        }
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Warning_is_reported_if_writes_do_not_wait_for_replicas(string kind)
    {
        await using var primary = await TestServer.StartAsync(kind);
        var connection = await primary.ConnectAsync();
        Assert.Empty(await WarningsAsync());
        await using var replica = await TestServer.StartAsync(
            kind,
            "--replicaof",
            "127.0.0.1",
            primary.Port.ToString(CultureInfo.InvariantCulture));
        await Replication.IsOnlineAsync(primary, 1);

        Assert.Contains("a failover may lose entries", Assert.Single(await WarningsAsync()), StringComparison.Ordinal);
        await primary.AdminAsync("CONFIG", "SET", "min-replicas-to-write", "1");
        Assert.Empty(await WarningsAsync());
        await primary.AdminAsync("CONFIG", "SET", "min-replicas-to-write", "0");
        Assert.Empty(await WarningsAsync(new RedisStoreOptions
        {
            AllowCreation = true,
            ReplicasToWaitFor = 1,
            ReplicationConnection = await primary.ConnectAsync(),
        }));

        async Task<IReadOnlyList<string>> WarningsAsync(RedisStoreOptions? options = null)
        {
            var store = new RedisCredentialStore(connection, options ?? Program.Creating);
            await store.GetStateAsync(default);
            return store.Warnings;
        }
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Server_that_exposes_no_configuration_is_accepted(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var store = new RedisCredentialStore(
            await server.ConnectAsync(options => options.CommandMap = CommandMap.Create(["INFO", "CONFIG", "SCAN"], available: false)),
            Program.Creating);

        await store.EnsureWritableAsync(DeviceKey, default);
        await store.CreateAsync(DeviceKey, Program.Pair("first"), default);

        Assert.Empty(store.Warnings);
    }

    [Fact]
    public async Task Garnet_is_used_without_a_warning()
    {
        await using var server = await TestServer.StartAsync(TestServer.Garnet);
        var store = new RedisCredentialStore(await server.ConnectAsync(options => options.AllowAdmin = true), Program.Creating);

        await store.EnsureWritableAsync(DeviceKey, default);

        Assert.Empty(store.Warnings);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Location_contains_the_server_and_no_password(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var connection = await server.ConnectAsync(options =>
        {
            options.DefaultDatabase = 3;
            options.EndPoints.Add("localhost", server.Port);
            options.ClientName = "made-up";
        });

        Assert.Equal(
            $"Redis {server.Address}, localhost:{server.Port}, database 3, keys adobepass:*",
            new RedisCredentialStore(connection).Location);
        Assert.Equal(
            $"Redis {server.Address}, localhost:{server.Port}, database 1, keys my:{{tag}}:*",
            new RedisCredentialStore(connection, new() { KeyPrefix = "my:", HashTag = "tag", Database = 1 }).Location);
    }
}
