using StackExchange.Redis;

namespace AdobePass.Redis.Tests;

[Collection(ServerCollection.Name)]
public sealed class CountRejectionTests(SharedServers servers)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Servers => SharedServers.All;

    public static TheoryData<string> RealServers => TestServer.RedisPath is null ? [] : [TestServer.Redis];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Rejections_of_all_processes_count_in_the_current_and_next_window(string kind)
    {
        var (one, other) = await servers.ConnectAsync(kind);
        var clock = new TestClock();
        var options = new RedisStoreOptions { KeyPrefix = $"count-{Guid.NewGuid():N}:", TimeProvider = clock };
        var (here, there) = (new RedisCredentialStore(one, options), new RedisCredentialStore(other, options));

        Assert.Equal(1, await here.CountRejectionAsync(Window, default));
        Assert.Equal(2, await there.CountRejectionAsync(Window, default));
        Assert.Equal(3, await here.CountRejectionAsync(Window, default));
        clock.Advance(Window);
        Assert.Equal(4, await there.CountRejectionAsync(Window, default));
        clock.Advance(Window);
        Assert.Equal(2, await here.CountRejectionAsync(Window, default));
        clock.Advance(2 * Window);
        Assert.Equal(1, await here.CountRejectionAsync(Window, default));

        // Another length is another count.
        Assert.Equal(1, await here.CountRejectionAsync(TimeSpan.FromSeconds(1), default));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Parallel_rejections_are_all_counted(string kind)
    {
        var (one, other) = await servers.ConnectAsync(kind);
        var options = new RedisStoreOptions { KeyPrefix = $"count-{Guid.NewGuid():N}:", TimeProvider = new TestClock() };
        RedisCredentialStore[] stores = [new(one, options), new(other, options)];

        var counts = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => stores[number % 2].CountRejectionAsync(Window, default).AsTask()));

        Assert.Equal(Enumerable.Range(1, 100).Select(number => (long?)number), counts.Order());
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Counts_expire_after_two_windows(string kind)
    {
        var (connection, _) = await servers.ConnectAsync(kind);
        var clock = new TestClock();
        var prefix = $"count-{Guid.NewGuid():N}:";
        var store = new RedisCredentialStore(connection, new RedisStoreOptions { KeyPrefix = prefix, TimeProvider = clock });

        await store.CountRejectionAsync(Window, default);

        var life = await connection.GetDatabase().KeyTimeToLiveAsync($"{prefix}rejections:60000:{clock.GetUtcNow().ToUnixTimeMilliseconds() / 60000}");
        Assert.InRange(life!.Value, Window, 2 * Window);
    }

    [Theory]
    [MemberData(nameof(RealServers))]
    public async Task Counting_works_only_for_a_user_with_the_documented_permissions(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        foreach (var (user, rights, counts) in new[]
        {
            ("full", "~adobepass:*", true),
            ("elsewhere", "~other:*", false),
            ("entries", "~adobepass:{*", false),
        })
        {
            await server.AdminAsync(
                "ACL", "SETUSER", user, "on", ">made-up", rights, "resetchannels", "+@string", "+@transaction", "+@connection", "+del", "+unlink");
            var connection = await server.ConnectAsync(options =>
            {
                options.User = user;
                options.Password = "made-up";
            });

            Assert.Equal(counts ? 1 : null, await new RedisCredentialStore(connection).CountRejectionAsync(Window, default));
        }
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Unavailable_command_returns_no_count_and_stopped_server_throws(string kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var limited = new RedisCredentialStore(
            await server.ConnectAsync(options => options.CommandMap = CommandMap.Create(["INCR", "INCRBY"], available: false)));
        Assert.Null(await limited.CountRejectionAsync(Window, default));
        var store = new RedisCredentialStore(await server.ConnectImpatientlyAsync());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.CountRejectionAsync(TimeSpan.Zero, default).AsTask());
        await server.StopAsync();

        var failure = await Assert.ThrowsAsync<CredentialStoreException>(() => store.CountRejectionAsync(Window, default).AsTask());

        Assert.Equal(CredentialStoreFailure.Unavailable, failure.Failure);
    }
}
