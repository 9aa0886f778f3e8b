using System.Globalization;
using StackExchange.Redis;

namespace AdobePass.Redis.Tests;

/// <summary>An entry is absent only if the record of the store's creation is on the server.</summary>
[Collection(ServerCollection.Name)]
public sealed class StoreRecordTests
{
    private static readonly CredentialKey Known = CredentialKey.Create("scope", "device-1");
    private static readonly CredentialKey Unknown = CredentialKey.Create("scope", "device-2");

    public static TheoryData<string> Servers => SharedServers.All;

    public static TheoryData<string> RealServers => TestServer.RedisPath is null ? [] : [TestServer.Redis];

    public static TheoryData<string> AllServers => TestServer.RedisPath is null
        ? [TestServer.Garnet]
        : [TestServer.Garnet, TestServer.Redis, TestServer.Cluster];

    public static TheoryData<string, string, string?> OlderStores
    {
        get
        {
            var rows = new TheoryData<string, string, string?>();
            foreach (var kind in SharedServers.Kinds.Concat(TestServer.RedisPath is null ? [] : [TestServer.Cluster]))
            {
                rows.Add(kind, "adobepass:", null);
                rows.Add(kind, "adobepass:", "tag");
                rows.Add(kind, "", null);
                rows.Add(kind, "a*b?[c]\\^:", null);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(AllServers))]
    public async Task New_store_is_created_only_if_that_is_allowed(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var connection = await server.ConnectAsync();
        var strict = new RedisCredentialStore(connection);
        await IsUnavailableAsync(strict, server, "No credential store exists", nameof(RedisStoreOptions.AllowCreation));

        var creating = new RedisCredentialStore(connection, Program.Creating);
        Assert.Equal(CredentialStoreState.New, await creating.GetStateAsync(default));
        Assert.Null(await creating.FindAsync(Known, default));
        await IsUnavailableAsync(strict, server, "No credential store exists");
        await creating.CreateAsync(Known, Program.Pair("first"), default);

        Assert.Equal(CredentialStoreState.Ready, await creating.GetStateAsync(default));
        Assert.Equal(CredentialStoreState.Ready, await strict.GetStateAsync(default));
        Assert.Null(await strict.FindAsync(Unknown, default));
        Assert.Equal("first", (await strict.FindAsync(Known, default))!.Credentials.ClientId);
        Assert.Null(await connection.GetDatabase().KeyTimeToLiveAsync("adobepass:store"));
    }

    [Theory]
    [MemberData(nameof(AllServers))]
    public async Task Emptied_server_is_unavailable_and_nothing_is_registered(string kind)
    {
        await using var service = new Service();
        await using var server = await TestServer.StartAsync(kind);
        var connection = await server.ConnectAsync();
        var store = new RedisCredentialStore(connection, Program.Creating);
        var client = service.Client(options =>
        {
            options.CredentialStore = store;
            options.CredentialScope = "scope";
        });
        await client.GetProfilesAsync("CHAN1");
        var record = await connection.GetDatabase().StringGetAsync("adobepass:store");

        await server.AdminAsync("FLUSHALL");

        await IsUnavailableAsync(store, server, "no longer exists");
        await IsUnavailableAsync(new RedisCredentialStore(connection), server, "No credential store exists");
        var restarted = service.Client(options =>
        {
            options.CredentialStore = store;
            options.CredentialScope = "scope";
        });
        await Assert.ThrowsAsync<CredentialStoreException>(() => restarted.GetProfilesAsync("CHAN1"));
        Assert.Equal(1, service.Fake.Registrations);

        // A backup is restored.
        await connection.GetDatabase().StringSetAsync("adobepass:store", record);
        Assert.Equal(CredentialStoreState.Ready, await store.GetStateAsync(default));
        Assert.Null(await store.FindAsync(Known, default));

        // A new store takes its place.
        await server.AdminAsync("FLUSHALL");
        await new RedisCredentialStore(connection, Program.Creating).CreateAsync(Known, Program.Pair("other"), default);
        await IsUnavailableAsync(store, server, "was created again");
        Assert.Equal(CredentialStoreState.Ready, await new RedisCredentialStore(connection).GetStateAsync(default));
    }

    [Theory]
    [MemberData(nameof(AllServers))]
    public async Task Creation_in_an_emptied_server_leaves_no_entry(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var connection = await server.ConnectAsync();
        var store = new RedisCredentialStore(connection, Program.Creating);
        await store.CreateAsync(Known, Program.Pair("first"), default);
        await server.AdminAsync("FLUSHALL");

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var failure = await Assert.ThrowsAsync<CredentialStoreException>(
                () => store.CreateAsync(Unknown, Program.Pair("second"), default).AsTask());
            Assert.Equal(CredentialStoreFailure.Unavailable, failure.Failure);
            Assert.False(await connection.GetDatabase().KeyExistsAsync($"adobepass:{{{Unknown.Value}}}:credentials"));
        }

        await IsUnavailableAsync(new RedisCredentialStore(connection), server, "No credential store exists");
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Store_is_unavailable_after_a_restart_without_persistence(string kind)
    {
        await using var server = await TestServer.StartAsync(kind, "--appendonly", "no");
        await using var connection = await server.ConnectAsync();
        var store = new RedisCredentialStore(connection, Program.Creating);
        await store.CreateAsync(Known, Program.Pair("first"), default);

        await server.StopAsync();
        await server.StartAsync();
        await using var again = await server.ConnectAsync();
        await again.GetDatabase().PingAsync();
        while (!connection.IsConnected)
        {
            await Task.Yield();
        }

        await IsUnavailableAsync(store, server, "no longer exists");
        await IsUnavailableAsync(new RedisCredentialStore(again), server, "No credential store exists");
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Restart_with_persistence_keeps_the_store(string kind)
    {
        await using var server = await TestServer.StartAsync(kind, "--appendfsync", "always");
        await using var connection = await server.ConnectAsync();
        var store = new RedisCredentialStore(connection, Program.Creating);
        await store.CreateAsync(Known, Program.Pair("first"), default);

        await server.StopAsync();
        await server.StartAsync();
        await using var again = await server.ConnectAsync();

        Assert.Equal("first", (await new RedisCredentialStore(again).FindAsync(Known, default))!.Credentials.ClientId);
        Assert.Null(await new RedisCredentialStore(again).FindAsync(Unknown, default));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Store_with_another_database_prefix_or_hash_tag_is_unavailable(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var connection = await server.ConnectAsync();
        await new RedisCredentialStore(connection, Program.Creating).CreateAsync(Known, Program.Pair("first"), default);

        foreach (var (options, name) in new (RedisStoreOptions, string)[]
        {
            (new() { Database = 1 }, "database 1"),
            (new() { KeyPrefix = "adobe:" }, "keys adobe:*"),
            (new() { KeyPrefix = "adobepas" }, "keys adobepas*"),
            (new() { HashTag = "tag" }, "{tag}"),
        })
        {
            await IsUnavailableAsync(new RedisCredentialStore(connection, options), server, name);
        }
    }

    [Theory]
    [MemberData(nameof(OlderStores))]
    public async Task Entries_of_an_older_version_are_adopted(string kind, string prefix, string? hashTag)
    {
        await using var server = await TestServer.StartAsync(kind);
        var connection = await server.ConnectAsync();
        var database = connection.GetDatabase();
        var record = hashTag is null ? prefix + "store" : $"{prefix}{{{hashTag}}}:store";
        await new RedisCredentialStore(connection, Options(allowCreation: true)).CreateAsync(Known, Program.Pair("first"), default);
        for (var other = 0; other < 2500; other++)
        {
            _ = database.StringSetAsync("unrelated-" + other.ToString(CultureInfo.InvariantCulture), "", flags: CommandFlags.FireAndForget);
        }

        // An entry that is found is proof, and so is one that is not asked for.
        foreach (var key in new[] { Known, Unknown })
        {
            await database.KeyDeleteAsync(record);
            var store = new RedisCredentialStore(connection, Options(allowCreation: false));
            Assert.Equal(key == Known, await store.FindAsync(key, default) is not null);
            Assert.True(await database.KeyExistsAsync(record));
            Assert.Equal(CredentialStoreState.Ready, await store.GetStateAsync(default));
        }

        RedisStoreOptions Options(bool allowCreation) => new() { KeyPrefix = prefix, HashTag = hashTag, AllowCreation = allowCreation };
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Keys_that_are_not_entries_are_not_adopted(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var connection = await server.ConnectAsync();
        var database = connection.GetDatabase();
        await database.StringSetAsync($"adobepass:{{{Known.Value}}}:token", "x");
        await database.StringSetAsync($"adobepass:{{{Known.Value}}}:turn", "x");
        await database.StringSetAsync($"other:adobepass:{{{Known.Value}}}:credentials", "x");
        await database.StringSetAsync("adobepass:fence", "x");

        await IsUnavailableAsync(new RedisCredentialStore(connection), server, "No credential store exists");
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task User_without_SCAN_adopts_the_store_when_an_entry_is_found(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        await new RedisCredentialStore(await server.ConnectAsync(), Program.Creating).CreateAsync(Known, Program.Pair("first"), default);
        await server.AdminAsync("DEL", "adobepass:store");
        await server.AdminAsync("ACL", "SETUSER", "app", "on", ">made-up", "~adobepass:*", "resetchannels", "+@string", "+@transaction", "+@connection");
        var connection = await server.ConnectAsync(options =>
        {
            options.User = "app";
            options.Password = "made-up";
        });
        var store = new RedisCredentialStore(connection);
        await IsUnavailableAsync(store, server, "No credential store exists");

        Assert.NotNull(await store.FindAsync(Known, default));

        Assert.Null(await store.FindAsync(Unknown, default));
        Assert.Equal(CredentialStoreState.Ready, await new RedisCredentialStore(connection).GetStateAsync(default));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Processes_that_create_a_store_at_once_agree_on_its_record(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var stores = new List<RedisCredentialStore>();
        for (var process = 0; process < 4; process++)
        {
            stores.Add(new RedisCredentialStore(await server.ConnectAsync(), Program.Creating));
        }

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => stores[number % 4]
            .CreateAsync(CredentialKey.Create("scope", $"device-{number}"), Program.Pair($"pair-{number}"), default).AsTask()));

        foreach (var store in stores)
        {
            Assert.Equal(CredentialStoreState.Ready, await store.GetStateAsync(default));
        }
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Search_for_entries_is_not_repeated_at_every_call(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var connection = await server.ConnectAsync();
        var clock = new TestClock();
        var store = new RedisCredentialStore(connection, new RedisStoreOptions { TimeProvider = clock });
        await IsUnavailableAsync(store, server, "No credential store exists");
        await connection.GetDatabase().StringSetAsync($"adobepass:{{{Known.Value}}}:credentials", "x");

        await IsUnavailableAsync(store, server, "No credential store exists");
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(CredentialStoreState.Ready, await store.GetStateAsync(default));
    }

    private static async Task IsUnavailableAsync(RedisCredentialStore store, TestServer server, params string[] says)
    {
        foreach (var act in new Func<Task>[]
        {
            () => store.FindAsync(Unknown, default).AsTask(),
            () => store.GetStateAsync(default).AsTask(),
            () => store.CreateAsync(Unknown, Program.Pair("second"), default).AsTask(),
        })
        {
            var failure = await Assert.ThrowsAsync<CredentialStoreException>(act);
            Assert.Equal(CredentialStoreFailure.Unavailable, failure.Failure);
            Assert.Contains(store.Location, failure.Message, StringComparison.Ordinal);
            Assert.Contains(server.Address, failure.Message, StringComparison.Ordinal);
            Assert.Contains("Nothing was registered", failure.Message, StringComparison.Ordinal);
            Assert.All(says, words => Assert.Contains(words, failure.Message, StringComparison.Ordinal));
        }
    }
}
