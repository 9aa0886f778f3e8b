using System.Text;
using StackExchange.Redis;

namespace AdobePass.Redis.Tests;

[Collection(ServerCollection.Name)]
public sealed class RedisAccessTokenCacheTests(SharedServers servers)
{
    private readonly string _scope = Guid.NewGuid().ToString("N");

    public static TheoryData<string> Servers => SharedServers.All;

    private CredentialKey DeviceKey => CredentialKey.Create(_scope, "device-1");

    private string Key => $"adobepass:{{{DeviceKey.Value}}}:token";

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Token_is_cached_until_it_expires(string kind)
    {
        var (one, other) = await servers.ConnectAsync(kind);
        var clock = new TestClock();
        var options = new RedisStoreOptions { TimeProvider = clock };
        var cache = new RedisAccessTokenCache(one, options);
        Assert.Null(await cache.FindAsync(DeviceKey, default));
        var now = clock.GetUtcNow();

        await cache.SetAsync(DeviceKey, new CachedAccessToken(new AccessToken("made-up-1"), now, now.AddSeconds(500)), default);

        var found = await new RedisAccessTokenCache(other, options).FindAsync(DeviceKey, default);
        Assert.Equal("made-up-1", found!.Token.Reveal());
        Assert.Equal(now, found.ReceivedAt);
        Assert.Equal(now.AddSeconds(500), found.ExpiresAt);
        Assert.InRange((await one.GetDatabase().KeyTimeToLiveAsync(Key))!.Value, TimeSpan.FromSeconds(400), TimeSpan.FromSeconds(500));

        await cache.RemoveAsync(DeviceKey, default);
        Assert.Null(await cache.FindAsync(DeviceKey, default));
        await cache.RemoveAsync(DeviceKey, default);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Setting_an_expired_token_removes_the_older_token(string kind)
    {
        var (connection, _) = await servers.ConnectAsync(kind);
        var clock = new TestClock();
        var cache = new RedisAccessTokenCache(connection, new RedisStoreOptions { TimeProvider = clock });
        var now = clock.GetUtcNow();
        await cache.SetAsync(DeviceKey, new CachedAccessToken(new AccessToken("made-up-1"), now, now.AddSeconds(500)), default);

        await cache.SetAsync(DeviceKey, new CachedAccessToken(new AccessToken("made-up-2"), now, now), default);

        Assert.False(await connection.GetDatabase().KeyExistsAsync(Key));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Damaged_token_is_treated_as_absent(string kind)
    {
        var (connection, _) = await servers.ConnectAsync(kind);
        var cache = new RedisAccessTokenCache(connection);
        foreach (var content in new[] { "", "{", "null", "{\"format\":1}", "{\"format\":2,\"protected\":\"AAAA\"}" })
        {
            await connection.GetDatabase().StringSetAsync(Key, content);
            Assert.Null(await cache.FindAsync(DeviceKey, default));
        }
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_token_is_encrypted_with_the_protector(string kind)
    {
        var (connection, _) = await servers.ConnectAsync(kind);
        var now = DateTimeOffset.UnixEpoch.AddYears(90);
        var cache = new RedisAccessTokenCache(connection, new RedisStoreOptions { Protector = new KeyRing(), TimeProvider = new TestClock() });
        await cache.SetAsync(DeviceKey, new CachedAccessToken(new AccessToken("made-up-1"), now, now.AddSeconds(500)), default);

        var stored = Encoding.UTF8.GetString((byte[])(await connection.GetDatabase().StringGetAsync(Key))!);

        Assert.DoesNotContain("made-up-1", stored, StringComparison.Ordinal);
        Assert.Equal("made-up-1", (await cache.FindAsync(DeviceKey, default))!.Token.Reveal());
        Assert.Null(await new RedisAccessTokenCache(connection).FindAsync(DeviceKey, default));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Processes_share_one_token_and_continue_without_the_cache(string kind)
    {
        await using var service = new Service();
        var (one, other) = await servers.ConnectAsync(kind);
        var gone = await (await servers.GetAsync(kind)).ConnectAsync();
        await gone.DisposeAsync();
        await Client(one).GetProfilesAsync("CHAN1");
        await Client(other).GetProfilesAsync("CHAN1");
        Assert.Equal(1, service.Fake.TokenRequests);

        await Client(gone).GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(1, service.Fake.Registrations);

        IEntitlements Client(IConnectionMultiplexer connection) => service.Client(options =>
        {
            options.CredentialScope = _scope;
            options.AccessTokenCache = new RedisAccessTokenCache(connection, new RedisStoreOptions { TimeProvider = service.Clock });
        });
    }
}
