using System.Text;
using AdobePass.Testing;
using StackExchange.Redis;

namespace AdobePass.Redis.Tests;

[Collection(ServerCollection.Name)]
public sealed class RedisCredentialStoreTests(SharedServers servers)
{
    private const string Secret = "made up for";

    private readonly string _scope = Guid.NewGuid().ToString("N");

    public static TheoryData<string> Servers => SharedServers.All;

    public static TheoryData<string, string> Damages
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var kind in SharedServers.Kinds)
            {
                foreach (var content in new[] { "", "{\"format\":1,\"rev", "made up for garbage", "{\"format\":9}", "null", "LIST" })
                {
                    rows.Add(kind, content);
                }
            }

            return rows;
        }
    }

    private CredentialKey DeviceKey => CredentialKey.Create(_scope, "device-1");

    private string Key => $"adobepass:{{{DeviceKey.Value}}}:credentials";

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Entries_do_not_expire_but_probes_and_leases_do(string kind)
    {
        var (connection, _) = await servers.ConnectAsync(kind);
        var store = new RedisCredentialStore(
            connection,
            new RedisStoreOptions { AllowCreation = true, LeaseDuration = TimeSpan.FromSeconds(100) });
        await store.EnsureWritableAsync(DeviceKey, default);
        var created = await store.CreateAsync(DeviceKey, Program.Pair("first"), default);
        var database = connection.GetDatabase();
        Assert.Null(await database.KeyTimeToLiveAsync(Key));
        await store.TryReplaceAsync(DeviceKey, Program.Pair("second"), created.Version, default);
        await using var turn = await store.AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default);

        Assert.Null(await database.KeyTimeToLiveAsync(Key));
        Assert.InRange(
            (await database.KeyTimeToLiveAsync($"adobepass:{{{DeviceKey.Value}}}:probe"))!.Value,
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromSeconds(10));
        Assert.InRange(
            (await database.KeyTimeToLiveAsync($"adobepass:{{{DeviceKey.Value}}}:turn"))!.Value,
            TimeSpan.FromSeconds(50),
            TimeSpan.FromSeconds(100));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Second_process_uses_the_stored_pair(string kind)
    {
        await using var service = new Service();
        var (one, other) = await servers.ConnectAsync(kind);
        await Client(service, one).GetProfilesAsync("CHAN1");
        await Client(service, other).GetProfilesAsync("CHAN1");

        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(2, service.Fake.TokenRequests);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Revoked_credentials_are_replaced_once(string kind)
    {
        await using var service = new Service();
        var (one, other) = await servers.ConnectAsync(kind);
        await Client(service, one).GetProfilesAsync("CHAN1");
        var store = new RedisCredentialStore(one, Program.Creating);
        var first = await store.FindAsync(DeviceKey, default);
        service.Fake.RevokeCredentials(first!.Credentials.ClientId);

        await Client(service, other).GetProfilesAsync("CHAN1");

        var second = await store.FindAsync(DeviceKey, default);
        Assert.NotEqual(first.Version, second!.Version);
        Assert.NotEqual(first.Credentials.ClientId, second.Credentials.ClientId);
        Assert.Equal(2, service.Fake.Registrations);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Encrypted_entries_hide_secrets_and_are_reencrypted_after_key_rotation(string kind)
    {
        var (connection, _) = await servers.ConnectAsync(kind);
        var ring = new KeyRing();
        var store = new RedisCredentialStore(connection, new RedisStoreOptions { AllowCreation = true, Protector = ring });
        var created = await store.CreateAsync(DeviceKey, Program.Pair("first"), default);
        var first = await ReadAsync(connection);
        Assert.DoesNotContain(Secret, first, StringComparison.Ordinal);
        Assert.DoesNotContain("first", first, StringComparison.Ordinal);
        await store.FindAsync(DeviceKey, default);
        Assert.Equal(first, await ReadAsync(connection));

        ring.Rotate();
        var found = await store.FindAsync(DeviceKey, default);

        Assert.Equal("first", found!.Credentials.ClientId);
        Assert.Equal(created.Version, found.Version);
        Assert.NotEqual(first, await ReadAsync(connection));
        ring.ForgetOldKeys();
        found = await store.FindAsync(DeviceKey, default);
        Assert.Equal(created.Version, found!.Version);
        Assert.NotNull(await store.TryReplaceAsync(DeviceKey, Program.Pair("second"), created.Version, default));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Plaintext_entry_is_read_with_a_protector_and_then_encrypted(string kind)
    {
        var (connection, _) = await servers.ConnectAsync(kind);
        var created = await new RedisCredentialStore(connection, Program.Creating).CreateAsync(DeviceKey, Program.Pair("first"), default);
        Assert.Contains(Secret, await ReadAsync(connection), StringComparison.Ordinal);

        var store = new RedisCredentialStore(connection, new RedisStoreOptions { AllowCreation = true, Protector = new KeyRing() });
        var found = await store.FindAsync(DeviceKey, default);

        Assert.Equal(created.Version, found!.Version);
        Assert.DoesNotContain(Secret, await ReadAsync(connection), StringComparison.Ordinal);
        var withoutKeys = await Assert.ThrowsAsync<CredentialStoreException>(
            () => new RedisCredentialStore(connection, Program.Creating).FindAsync(DeviceKey, default).AsTask());
        Assert.Equal(CredentialStoreFailure.Corrupt, withoutKeys.Failure);
        Assert.Contains("encrypted", withoutKeys.Message, StringComparison.Ordinal);
    }

    // What the rewrite read is what it replaces: a pair that came in between must survive.
    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Reencryption_does_not_overwrite_a_concurrent_replacement(string kind)
    {
        var (one, other) = await servers.ConnectAsync(kind);
        var created = await new RedisCredentialStore(one, Program.Creating).CreateAsync(DeviceKey, Program.Pair("first"), default);
        var intruder = new Intruder(() => new RedisCredentialStore(other, Program.Creating)
            .TryReplaceAsync(DeviceKey, Program.Pair("second"), created.Version, default)
            .AsTask()
            .GetAwaiter()
            .GetResult());

        await new RedisCredentialStore(one, new RedisStoreOptions { AllowCreation = true, Protector = intruder })
            .FindAsync(DeviceKey, default);

        Assert.Equal(1, intruder.Calls);
        Assert.Equal("second", (await new RedisCredentialStore(one, Program.Creating).FindAsync(DeviceKey, default))!.Credentials.ClientId);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Damaged_entry_is_reported_and_kept_and_prevents_registration(string kind, string content)
    {
        await using var service = new Service();
        var (connection, _) = await servers.ConnectAsync(kind);
        var database = connection.GetDatabase();
        if (content == "LIST")
        {
            await database.ListLeftPushAsync(Key, "made up for a list");
        }
        else
        {
            await database.StringSetAsync(Key, content);
        }

        var store = new RedisCredentialStore(connection, Program.Creating);
        var client = Client(service, connection);
        foreach (var act in new Func<Task>[]
        {
            () => store.FindAsync(DeviceKey, default).AsTask(),
            () => store.CreateAsync(DeviceKey, Program.Pair("x"), default).AsTask(),
            () => store.TryReplaceAsync(DeviceKey, Program.Pair("x"), "r", default).AsTask(),
            () => client.GetProfilesAsync("CHAN1"),
        })
        {
            var fault = await Assert.ThrowsAsync<CredentialStoreException>(act);
            Assert.Equal(CredentialStoreFailure.Corrupt, fault.Failure);
            Assert.Contains(Key, fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(0, service.Fake.Requests);
        Assert.Equal(
            content == "LIST" ? "made up for a list" : content,
            content == "LIST" ? (string?)await database.ListGetByIndexAsync(Key, 0) : await ReadAsync(connection));

        // The documented way out.
        Assert.True(await store.DeleteAsync(DeviceKey, default));
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(1, service.Fake.Registrations);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Entry_of_another_device_is_reported_as_corrupt(string kind)
    {
        var (connection, _) = await servers.ConnectAsync(kind);
        var store = new RedisCredentialStore(connection, new RedisStoreOptions { AllowCreation = true, Protector = new KeyRing() });
        await store.CreateAsync(DeviceKey, Program.Pair("first"), default);
        var other = CredentialKey.Create(_scope, "device-2");
        await connection.GetDatabase().StringSetAsync($"adobepass:{{{other.Value}}}:credentials", await ReadAsync(connection));

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => store.FindAsync(other, default).AsTask());

        Assert.Equal(CredentialStoreFailure.Corrupt, fault.Failure);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Prefix_and_database_separate_applications_and_every_key_has_the_hash_tag(string kind)
    {
        var (connection, _) = await servers.ConnectAsync(kind);
        var stores = new[]
        {
            new RedisCredentialStore(connection, Program.Creating),
            new RedisCredentialStore(connection, new RedisStoreOptions { AllowCreation = true, KeyPrefix = "other:" }),
            new RedisCredentialStore(connection, new RedisStoreOptions { AllowCreation = true, Database = 1 }),
            new RedisCredentialStore(connection, new RedisStoreOptions { AllowCreation = true, HashTag = "tag" }),
            new RedisCredentialStore(connection, new RedisStoreOptions { AllowCreation = true, KeyPrefix = "" }),
        };
        for (var i = 0; i < stores.Length; i++)
        {
            Assert.Equal("pair-" + i, (await stores[i].CreateAsync(DeviceKey, Program.Pair("pair-" + i), default)).Credentials.ClientId);
        }

        var database = connection.GetDatabase();
        Assert.True(await database.KeyExistsAsync($"other:{{{DeviceKey.Value}}}:credentials"));
        Assert.True(await database.KeyExistsAsync($"adobepass:{{tag}}:{DeviceKey.Value}:credentials"));
        Assert.True(await database.KeyExistsAsync($"{{{DeviceKey.Value}}}:credentials"));
        Assert.True(await connection.GetDatabase(1).KeyExistsAsync(Key));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Lease_wait_uses_the_TimeProvider_of_the_store(string kind)
    {
        var (one, other) = await servers.ConnectAsync(kind);
        var clock = new TestClock();
        var poll = TimeSpan.FromMilliseconds(50);
        await using var held = await new RedisCredentialStore(one, Program.Creating)
            .AcquireLeaseAsync(DeviceKey, TimeSpan.FromSeconds(100), default);
        var store = new RedisCredentialStore(other, new RedisStoreOptions { AllowCreation = true, TimeProvider = clock });

        var begun = clock.WaitBegins(poll);
        var taking = store.AcquireLeaseAsync(DeviceKey, 2 * poll, default).AsTask();
        await begun;
        begun = clock.WaitBegins(poll);
        clock.Advance(poll);
        await begun;
        Assert.False(taking.IsCompleted);
        clock.Advance(poll);

        Assert.Null(await taking);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Release_of_an_expired_lease_does_not_release_a_newer_lease(string kind)
    {
        var (one, other) = await servers.ConnectAsync(kind);
        var key = $"adobepass:{{{DeviceKey.Value}}}:turn";
        var late = await new RedisCredentialStore(one, Program.Creating).AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default);
        Assert.True(await one.GetDatabase().KeyDeleteAsync(key));
        await using var held = await new RedisCredentialStore(other, Program.Creating).AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default);

        await late!.DisposeAsync();

        Assert.True(await one.GetDatabase().KeyExistsAsync(key));
        Assert.Null(await new RedisCredentialStore(one, Program.Creating).AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Disposed_connection_is_unavailable_and_grants_no_leases(string kind)
    {
        await using var service = new Service();
        var connection = await (await servers.GetAsync(kind)).ConnectAsync();
        var store = new RedisCredentialStore(connection, Program.Creating);
        await connection.DisposeAsync();

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => store.FindAsync(DeviceKey, default).AsTask());

        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.Contains("the connection was disposed", fault.Message, StringComparison.Ordinal);
        Assert.Null(await store.AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default));
        await Assert.ThrowsAsync<CredentialStoreException>(() => Client(service, connection).GetProfilesAsync("CHAN1"));
        Assert.Equal(0, service.Fake.Requests);
    }

    [Fact]
    public async Task Options_out_of_range_are_rejected()
    {
        var (connection, _) = await servers.ConnectAsync(TestServer.Garnet);
        foreach (var options in new RedisStoreOptions[]
        {
            new() { KeyPrefix = null! },
            new() { KeyPrefix = "a{b}" },
            new() { HashTag = "" },
            new() { HashTag = "a}" },
            new() { Database = -2 },
            new() { TimeProvider = null! },
        })
        {
            Assert.Equal("options", Assert.Throws<ArgumentException>(() => new RedisCredentialStore(connection, options)).ParamName);
            Assert.Equal("options", Assert.Throws<ArgumentException>(() => new RedisAccessTokenCache(connection, options)).ParamName);
        }

        Assert.Equal(
            "options",
            Assert.Throws<ArgumentException>(
                () => new RedisCredentialStore(connection, new() { LeaseDuration = TimeSpan.Zero })).ParamName);
        Assert.Equal("connection", Assert.Throws<ArgumentNullException>(() => new RedisCredentialStore(null!)).ParamName);
        Assert.Equal("connection", Assert.Throws<ArgumentNullException>(() => new RedisAccessTokenCache(null!)).ParamName);
    }

    private async Task<string> ReadAsync(ConnectionMultiplexer connection) =>
        Encoding.UTF8.GetString((byte[])(await connection.GetDatabase().StringGetAsync(Key))!);

    private IEntitlements Client(Service service, IConnectionMultiplexer connection) => service.Client(options =>
    {
        options.CredentialStore = new RedisCredentialStore(connection, Program.Creating);
        options.CredentialScope = _scope;
    });

    /// <summary>Does something at the moment when an entry is about to be written anew.</summary>
    private sealed class Intruder(Action act) : CredentialProtector
    {
        public int Calls { get; private set; }

        public override byte[] Protect(CredentialKey key, byte[] content)
        {
            Calls++;
            act();
            return content;
        }

        public override UnprotectedContent Unprotect(CredentialKey key, byte[] protectedContent) =>
            new(protectedContent, isOutdated: false);
    }
}
