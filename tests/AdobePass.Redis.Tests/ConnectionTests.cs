using System.Globalization;
using StackExchange.Redis;

namespace AdobePass.Redis.Tests;

/// <summary>What a connection does when the primary changes, and when the server rejects its password.</summary>
[Collection(ServerCollection.Name)]
public sealed class ConnectionTests
{
    private static readonly CredentialKey DeviceKey = CredentialKey.Create("scope", "device-1");

    public static TheoryData<string> Servers => SharedServers.All;

    public static TheoryData<string> RealServers => TestServer.RedisPath is null ? [] : [TestServer.Redis];

    /// <summary>Gets passwords of the connection, where the server's is another one.</summary>
    public static TheoryData<string?> WrongPasswords => TestServer.RedisPath is null ? [] : [null, "wrong"];

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Store_follows_a_failover_without_a_restart(string kind)
    {
        await using var one = await TestServer.StartAsync(kind);
        await using var two = await TestServer.StartAsync(kind, "--replicaof", "127.0.0.1", one.Port.ToString(CultureInfo.InvariantCulture));
        await Replication.IsOnlineAsync(one, 1);
        var connection = await one.ConnectAsync(options =>
        {
            options.EndPoints.Add("127.0.0.1", two.Port);

            // The client would look for a new primary by itself, after a minute by default.
            options.ConfigCheckSeconds = 100_000;
        });
        var store = new RedisCredentialStore(connection, Program.Creating);
        await store.CreateAsync(DeviceKey, Program.Pair("first"), default);
        await Replication.IsOnlineAsync(one, 1);

        await two.AdminAsync("REPLICAOF", "NO", "ONE");
        await one.AdminAsync("REPLICAOF", "127.0.0.1", two.Port);

        var failures = 0;
        while (true)
        {
            try
            {
                await store.EnsureWritableAsync(DeviceKey, default);
                break;
            }
            catch (CredentialStoreException failure)
            {
                Assert.Contains("Nothing was registered", failure.Message, StringComparison.Ordinal);
                failures++;
            }
        }

        Assert.NotEqual(0, failures);
        Assert.Equal("first", (await store.FindAsync(DeviceKey, default))!.Credentials.ClientId);
    }

    // The client sends each command to one of them, so that what is absent from the one may be on the other.
    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Connection_to_two_primaries_is_unavailable_and_prevents_registration(string kind)
    {
        await using var service = new Service();
        await using var one = await TestServer.StartAsync(kind);
        await using var two = await TestServer.StartAsync(kind);
        foreach (var server in new[] { one, two })
        {
            await using var single = await server.ConnectAsync();
            await new RedisCredentialStore(single, Program.Creating).CreateAsync(DeviceKey, Program.Pair("first"), default);
        }

        var connection = await one.ConnectAsync(options => options.EndPoints.Add("127.0.0.1", two.Port));
        var store = new RedisCredentialStore(connection, Program.Creating);
        var waiting = new RedisCredentialStore(await one.ConnectAsync(), new RedisStoreOptions { ReplicasToWaitFor = 1, ReplicationConnection = connection });
        foreach (var act in new Func<Task>[]
        {
            () => store.FindAsync(CredentialKey.Create("scope", "device-2"), default).AsTask(),
            () => store.GetStateAsync(default).AsTask(),
            () => service.Client(options => options.CredentialStore = store).GetProfilesAsync("CHAN1"),
            () => waiting.EnsureWritableAsync(DeviceKey, default).AsTask(),
            () => waiting.CreateAsync(DeviceKey, Program.Pair("first"), default).AsTask(),
        })
        {
            var failure = await Assert.ThrowsAsync<CredentialStoreException>(act);
            Assert.Equal(CredentialStoreFailure.Unavailable, failure.Failure);
            Assert.Contains("More than one server is primary", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, service.Fake.Requests);
        Assert.NotNull(await store.FindAsync(DeviceKey, default));
    }

    [Theory]
    [MemberData(nameof(WrongPasswords))]
    public async Task Rejected_password_is_reported_at_once(string? password)
    {
        await using var service = new Service();
        await using var server = await TestServer.StartAsync(TestServer.Redis, "--requirepass", "made-up");
        var connection = await server.ConnectAsync(options =>
        {
            options.Password = password;
            options.ConnectTimeout = 500;

            // StackExchange.Redis 3 does not say why there is no connection before a command has failed.
            options.SyncTimeout = typeof(ConnectionMultiplexer).Assembly.GetName().Version!.Major > 2 ? 1000 : 600_000;
        });
        var store = new RedisCredentialStore(connection);
        var client = service.Client(options => options.CredentialStore = new RedisCredentialStore(connection));
        var first = await Assert.ThrowsAsync<CredentialStoreException>(() => store.FindAsync(DeviceKey, default).AsTask());
        Assert.Contains("rejected the user or password", first.Message, StringComparison.Ordinal);

        foreach (var act in new Func<Task>[]
        {
            () => store.FindAsync(DeviceKey, default).AsTask(),
            () => store.EnsureWritableAsync(DeviceKey, default).AsTask(),
            () => store.CreateAsync(DeviceKey, Program.Pair("first"), default).AsTask(),
            () => store.CountRejectionAsync(TimeSpan.FromMinutes(1), default).AsTask(),
            () => store.GetStateAsync(default).AsTask(),
        })
        {
            // Without a wait.
            var task = act();
            Assert.True(task.IsCompleted);
            var failure = await Assert.ThrowsAsync<CredentialStoreException>(() => task);
            Assert.Equal(CredentialStoreFailure.Unavailable, failure.Failure);
            Assert.Contains("rejected the user or password", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("made-up", failure.ToString(), StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<CredentialStoreException>(() => client.GetProfilesAsync("CHAN1"));
        Assert.Equal(0, service.Fake.Requests);
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Password_that_is_corrected_on_the_server_is_used_without_a_restart(string kind)
    {
        await using var server = await TestServer.StartAsync(kind, "--requirepass", "admin");
        var admin = (await server.ConnectAsync(options =>
        {
            options.AllowAdmin = true;
            options.Password = "admin";
        })).GetServers()[0];
        await admin.ExecuteAsync("ACL", "SETUSER", "app", "on", ">other", "~*", "&*", "+@all");
        var connection = await server.ConnectAsync(options =>
        {
            options.User = "app";
            options.Password = "made-up";
            options.ConnectTimeout = 500;
            options.SyncTimeout = 1000;
            options.HeartbeatInterval = TimeSpan.FromMilliseconds(100);
            options.ReconnectRetryPolicy = new LinearRetry(100);
        });
        var store = new RedisCredentialStore(connection, Program.Creating);
        var failure = await Assert.ThrowsAsync<CredentialStoreException>(() => store.FindAsync(DeviceKey, default).AsTask());
        Assert.Contains("Check the user and password", failure.Message, StringComparison.Ordinal);

        await admin.ExecuteAsync("ACL", "SETUSER", "app", ">made-up");
        while (!connection.IsConnected)
        {
            await Task.Yield();
        }

        await store.CreateAsync(DeviceKey, Program.Pair("first"), default);
        Assert.NotNull(await store.FindAsync(DeviceKey, default));

        // And the other way round.
        await admin.ExecuteAsync("ACL", "SETUSER", "app", "<made-up");
        await admin.ExecuteAsync("CLIENT", "KILL", "USER", "app");
        while (connection.IsConnected)
        {
            await Task.Yield();
        }

        failure = await Assert.ThrowsAsync<CredentialStoreException>(() => store.FindAsync(DeviceKey, default).AsTask());
        Assert.Contains("user and password", failure.Message, StringComparison.Ordinal);
    }
}
