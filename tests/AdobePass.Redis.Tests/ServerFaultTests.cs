using StackExchange.Redis;

namespace AdobePass.Redis.Tests;

[Collection(ServerCollection.Name)]
public sealed class ServerFaultTests
{
    private static readonly CredentialKey DeviceKey = CredentialKey.Create("scope", "device-1");
    private static readonly CredentialKey Other = CredentialKey.Create("scope", "device-2");

    public static TheoryData<string> Servers => SharedServers.All;

    /// <summary>Faults that only a real server can have; not listed, and so not run, where there is none.</summary>
    public static TheoryData<string> RealServers => TestServer.RedisPath is null ? [] : [TestServer.Redis];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Stopped_server_prevents_registration_and_keeps_the_stored_pair(string kind)
    {
        await using var service = new Service();
        await using var server = await TestServer.StartAsync(kind);
        var connection = await server.ConnectImpatientlyAsync();
        var store = new RedisCredentialStore(connection, Program.Creating);
        await using var patient = await server.ConnectAsync();
        await Client(service, patient).GetProfilesAsync("CHAN1");
        var before = await store.FindAsync(DeviceKey, default);
        var requests = service.Fake.Requests;

        await server.StopAsync();
        foreach (var act in Operations(store).Append(() => Client(service, connection).GetProfilesAsync("CHAN1")))
        {
            var fault = await Assert.ThrowsAsync<CredentialStoreException>(act);
            Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
            Assert.Contains("Nothing was registered", fault.Message, StringComparison.Ordinal);
        }

        Assert.Null(await store.AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default));
        Assert.Equal(requests, service.Fake.Requests);

        await server.StartAsync();
        await using var again = await server.ConnectAsync();
        await Client(service, again).GetProfilesAsync("CHAN1");

        var after = await new RedisCredentialStore(again, Program.Creating).FindAsync(DeviceKey, default);
        Assert.Equal(before!.Credentials.ClientId, after!.Credentials.ClientId);
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(1, service.Fake.Registrations);
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Connection_to_a_replica_prevents_registration(string kind)
    {
        await using var service = new Service();
        await using var primary = await TestServer.StartAsync(kind);
        await using var replica = await TestServer.StartAsync(
            kind,
            "--replicaof",
            "127.0.0.1",
            primary.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var connection = await replica.ConnectImpatientlyAsync();

        await RefusesWritesAsync(service, connection, "Check that", readsToo: true);
    }

    // The client recognizes a replica. A primary that was demoted a moment ago reports its role in its own response.
    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Demoted_primary_rejects_writes(string kind)
    {
        await using var service = new Service();
        await using var primary = await TestServer.StartAsync(kind);
        var connection = await primary.ConnectAsync(options =>
        {
            options.ConfigCheckSeconds = 1000;
        });
        await primary.AdminAsync("REPLICAOF", "127.0.0.1", "1");

        await RefusesWritesAsync(service, connection, null);
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Primary_without_its_required_replicas_rejects_writes(string kind)
    {
        await using var service = new Service();
        await using var server = await TestServer.StartAsync(kind, "--min-replicas-to-write", "1");

        await RefusesWritesAsync(service, await server.ConnectAsync(), "min-replicas-to-write");
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Full_memory_prevents_registration_and_keeps_existing_entries(string kind)
    {
        await using var service = new Service();
        await using var server = await TestServer.StartAsync(kind);
        var connection = await server.ConnectAsync();
        var store = new RedisCredentialStore(connection, Program.Creating);
        var first = await store.CreateAsync(Other, Program.Pair("first"), default);
        await server.AdminAsync("CONFIG", "SET", "maxmemory", "1mb");

        await RefusesWritesAsync(service, connection, "memory is full");

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(
            () => store.TryReplaceAsync(Other, Program.Pair("second"), first.Version, default).AsTask());
        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.Equal(first.Version, (await store.FindAsync(Other, default))!.Version);

        await server.AdminAsync("CONFIG", "SET", "maxmemory", "0");
        await Client(service, connection).GetProfilesAsync("CHAN1");
        Assert.Equal(1, service.Fake.Registrations);
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Evicting_server_is_rejected_until_its_policy_is_fixed(string kind)
    {
        await using var service = new Service();
        await using var server = await TestServer.StartAsync(kind, "--maxmemory-policy", "allkeys-lru");
        var connection = await server.ConnectAsync();
        var store = new RedisCredentialStore(connection, Program.Creating);

        foreach (var act in new Func<Task>[]
        {
            () => store.EnsureWritableAsync(DeviceKey, default).AsTask(),
            () => Client(service, connection).GetProfilesAsync("CHAN1"),
        })
        {
            var fault = await Assert.ThrowsAsync<CredentialStoreException>(act);
            Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
            Assert.Contains("allkeys-lru", fault.Message, StringComparison.Ordinal);
            Assert.Contains("noeviction", fault.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, service.Fake.Requests);
        await new RedisCredentialStore(connection, new RedisStoreOptions { AllowCreation = true, AllowEviction = true })
            .EnsureWritableAsync(DeviceKey, default);
        await server.AdminAsync("CONFIG", "SET", "maxmemory-policy", "volatile-lru");
        await store.EnsureWritableAsync(DeviceKey, default);
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Documented_permissions_are_sufficient_for_every_operation(string kind)
    {
        await using var service = new Service();
        await using var server = await TestServer.StartAsync(kind);
        await server.AdminAsync(
            "ACL", "SETUSER", "app", "on", ">made-up", "~adobepass:*", "resetchannels", "+@string", "+@transaction", "+@connection",
            "+del", "+unlink");
        var connection = await server.ConnectAsync(options =>
        {
            options.User = "app";
            options.Password = "made-up";
        });

        await Client(service, connection, new RedisAccessTokenCache(connection)).GetProfilesAsync("CHAN1");

        var store = new RedisCredentialStore(connection, Program.Creating);
        var created = await store.FindAsync(DeviceKey, default);
        var turn = await store.AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default);
        Assert.NotNull(turn);
        await turn.DisposeAsync();
        Assert.NotNull(await store.AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default));
        Assert.NotNull(await store.TryReplaceAsync(DeviceKey, Program.Pair("second"), created!.Version, default));
        Assert.True(await store.DeleteAsync(DeviceKey, default));

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(
            () => new RedisCredentialStore(connection, new RedisStoreOptions { AllowCreation = true, KeyPrefix = "elsewhere:" })
                .CreateAsync(DeviceKey, Program.Pair("x"), default)
                .AsTask());
        Assert.Contains("NOPERM", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Server_error_that_quotes_the_command_exposes_no_secret(string kind)
    {
        await using var server = await TestServer.StartAsync(kind, "--rename-command", "SET", "", "--rename-command", "SETNX", "");
        await server.AdminAsync("MSET", "store", "record");
        var store = new RedisCredentialStore(await server.ConnectAsync(), new RedisStoreOptions { AllowCreation = true, KeyPrefix = "" });

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(
            () => store.CreateAsync(DeviceKey, Program.Pair("first"), default).AsTask());

        // It quotes the first 128 characters: the key, and then what every entry begins with.
        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.DoesNotContain("format", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Disallowed_command_reports_unavailable_and_policy_check_failure_is_ignored(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var store = new RedisCredentialStore(
            await server.ConnectAsync(options => options.CommandMap = CommandMap.Create(["INFO", "GET"], available: false)),
            Program.Creating);
        await store.EnsureWritableAsync(DeviceKey, default);

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => store.FindAsync(DeviceKey, default).AsTask());

        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.Contains("Nothing was registered", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Entry_is_found_after_the_response_to_its_creation_was_lost(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var store = new RedisCredentialStore(await server.ConnectImpatientlyAsync(), Program.Creating);
        await store.CreateAsync(Other, Program.Pair("other"), default);
        await server.AdminAsync("CLIENT", "PAUSE", "60000", "WRITE");

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(
            () => store.CreateAsync(DeviceKey, Program.Pair("first"), default).AsTask());
        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.Contains("did not respond in time", fault.Message, StringComparison.Ordinal);
        await server.AdminAsync("CLIENT", "UNPAUSE");

        var arrived = await store.FindAsync(DeviceKey, default);
        var again = await store.CreateAsync(DeviceKey, Program.Pair("first"), default);
        Assert.Equal("first", again.Credentials.ClientId);
        Assert.Equal(arrived!.Version, again.Version);
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Cancellation_ends_the_wait_of_the_caller(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var store = new RedisCredentialStore(await server.ConnectAsync(), Program.Creating);
        await server.AdminAsync("CLIENT", "PAUSE", "60000", "WRITE");
        using var timeout = new CancellationTokenSource();

        var creating = store.CreateAsync(DeviceKey, Program.Pair("first"), timeout.Token).AsTask();
        Assert.False(creating.IsCompleted);
        await timeout.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creating);
        await server.AdminAsync("CLIENT", "UNPAUSE");
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Keys_of_a_device_or_hash_tag_share_one_cluster_slot(string kind)
    {
        Assert.Equal(TestServer.Redis, kind);
        await using var server = await TestServer.StartAsync(TestServer.Cluster);
        var connection = await server.ConnectAsync();
        foreach (var options in new RedisStoreOptions[] { new() { AllowCreation = true }, new() { AllowCreation = true, HashTag = "tag" } })
        {
            var store = new RedisCredentialStore(connection, options);
            foreach (var key in new[] { DeviceKey, Other })
            {
                await store.EnsureWritableAsync(key, default);
                await store.CreateAsync(key, Program.Pair("x"), default);
                await store.AcquireLeaseAsync(key, TimeSpan.Zero, default);
                var now = TimeProvider.System.GetUtcNow();
                await new RedisAccessTokenCache(connection, options)
                    .SetAsync(key, new CachedAccessToken(new AccessToken("made-up"), now, now.AddHours(1)), default);
            }
        }

        var slots = new Dictionary<string, HashSet<int>> { ["tag"] = [], [DeviceKey.Value] = [], [Other.Value] = [] };
        var keys = 0;
        await foreach (var key in connection.GetServers()[0].KeysAsync())
        {
            var name = key.ToString();
            if (name == "adobepass:store")
            {
                // The record of creation belongs to no device.
                continue;
            }

            slots[name.Split('{', '}')[1]].Add(connection.HashSlot(key));
            keys++;
        }

        Assert.Equal(17, keys);
        Assert.All(slots.Values, used => Assert.Single(used));
        Assert.Equal(3, slots.Values.SelectMany(used => used).Distinct().Count());
    }

    private static async Task RefusesWritesAsync(Service service, ConnectionMultiplexer connection, string? says, bool readsToo = false)
    {
        var store = new RedisCredentialStore(connection, Program.Creating);
        foreach (var act in new Func<Task>[]
        {
            () => store.EnsureWritableAsync(DeviceKey, default).AsTask(),
            () => store.CreateAsync(DeviceKey, Program.Pair("x"), default).AsTask(),
            () => Client(service, connection).GetProfilesAsync("CHAN1"),
        })
        {
            var fault = await Assert.ThrowsAsync<CredentialStoreException>(act);
            Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
            Assert.Contains(says ?? "Nothing was registered", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("made up for", fault.ToString(), StringComparison.Ordinal);
        }

        Assert.Null(await store.AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default));
        Assert.Equal(0, service.Fake.Requests);
        if (readsToo)
        {
            // What it does not have, the primary may have.
            await Assert.ThrowsAsync<CredentialStoreException>(() => store.FindAsync(DeviceKey, default).AsTask());
        }
    }

    private static IEnumerable<Func<Task>> Operations(RedisCredentialStore store) =>
    [
        () => store.FindAsync(DeviceKey, default).AsTask(),
        () => store.EnsureWritableAsync(DeviceKey, default).AsTask(),
        () => store.CreateAsync(DeviceKey, Program.Pair("x"), default).AsTask(),
        () => store.TryReplaceAsync(DeviceKey, Program.Pair("x"), "x", default).AsTask(),
        () => store.DeleteAsync(DeviceKey, default).AsTask(),
    ];

    private static IEntitlements Client(Service service, IConnectionMultiplexer connection, AccessTokenCache? cache = null) =>
        service.Client(options =>
    {
        options.CredentialStore = new RedisCredentialStore(connection, Program.Creating);
        options.CredentialScope = "scope";
        options.AccessTokenCache = cache;
    });
}
