using System.Security.Cryptography;
using System.Text;
using AdobePass.Testing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AdobePass.DistributedCache.Tests;

public sealed class DistributedAccessTokenCacheTests
{
    private static readonly TestClock Clock = new();

    [Fact]
    public async Task Token_is_found_until_it_is_removed_and_only_for_its_device()
    {
        var medium = CreateMedium();
        var cache = Open(medium);
        var key = Service.DeviceKey();
        Assert.Null(await cache.FindAsync(key, default));
        await cache.RemoveAsync(key, default);

        await cache.SetAsync(key, Token("t-1", TimeSpan.FromHours(1)), default);
        await cache.SetAsync(key, Token("t-2", TimeSpan.FromHours(2)), default);
        var found = await Open(medium).FindAsync(key, default);

        Assert.Equal("t-2", found!.Token.Reveal());
        Assert.Equal(Clock.GetUtcNow(), found.ReceivedAt);
        Assert.Equal(Clock.GetUtcNow() + TimeSpan.FromHours(2), found.ExpiresAt);
        Assert.Null(await cache.FindAsync(Service.DeviceKey("device-2"), default));
        Assert.Null(await Open(medium, options => options.KeyPrefix = "other:").FindAsync(key, default));
        await cache.RemoveAsync(key, default);
        Assert.Null(await cache.FindAsync(key, default));
    }

    [Fact]
    public async Task Cache_entry_expires_with_the_token()
    {
        var medium = new Recording(CreateMedium());
        var cache = Open(medium);

        await cache.SetAsync(Service.DeviceKey(), Token("t", TimeSpan.FromHours(6)), default);
        Assert.Equal(TimeSpan.FromHours(6), medium.Written!.AbsoluteExpirationRelativeToNow);
        await cache.SetAsync(Service.DeviceKey(), Token("old", TimeSpan.Zero), default);

        Assert.Null(await cache.FindAsync(Service.DeviceKey(), default));
    }

    [Fact]
    public async Task Damaged_entry_is_treated_as_absent_and_causes_one_token_request()
    {
        await using var service = new Service();
        var medium = CreateMedium();
        void Configure(AdobePassOptions options) => options.AccessTokenCache = new DistributedAccessTokenCache(
            medium, new DistributedTokenCacheOptions { TimeProvider = service.Clock });
        await service.Client(Configure).GetProfilesAsync("CHAN1");
        await service.Client(Configure).GetProfilesAsync("CHAN1");
        Assert.Equal(1, service.Fake.TokenRequests);
        var key = "adobepass:token:" + Service.DeviceKey().Value;
        var content = await medium.GetAsync(key);

        for (var i = 0; i < content!.Length; i += 17)
        {
            var damaged = (byte[])content.Clone();
            damaged[i] ^= 1;
            await medium.SetAsync(key, damaged, new DistributedCacheEntryOptions());
            Assert.Null(await Open(medium).FindAsync(Service.DeviceKey(), default));
        }

        await medium.SetAsync(key, [], new DistributedCacheEntryOptions());
        await service.Client(Configure).GetProfilesAsync("CHAN1");
        Assert.Equal(2, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task Protected_token_is_encrypted_and_plaintext_is_ignored_if_protection_is_required()
    {
        var medium = CreateMedium();
        using var protector = new AesProtector();
        var key = "adobepass:token:" + Service.DeviceKey().Value;
        await Open(medium).SetAsync(Service.DeviceKey(), Token("t-plain", TimeSpan.FromHours(1)), default);
        var tolerant = Open(medium, options => options.Protector = protector);
        var strict = Open(medium, options =>
        {
            options.Protector = protector;
            options.RequireProtection = true;
        });

        Assert.Equal("t-plain", (await tolerant.FindAsync(Service.DeviceKey(), default))!.Token.Reveal());
        Assert.Null(await strict.FindAsync(Service.DeviceKey(), default));
        await strict.SetAsync(Service.DeviceKey(), Token("t-secret", TimeSpan.FromHours(1)), default);

        Assert.Equal("t-secret", (await strict.FindAsync(Service.DeviceKey(), default))!.Token.Reveal());
        Assert.DoesNotContain("t-secret", Encoding.UTF8.GetString((await medium.GetAsync(key))!), StringComparison.Ordinal);
        Assert.Null(await Open(medium).FindAsync(Service.DeviceKey(), default));
    }

    [Fact]
    public async Task Cache_failure_does_not_fail_calls_or_expose_the_driver_message()
    {
        await using var service = new Service();
        var cache = Open(new Broken());

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => cache.FindAsync(Service.DeviceKey(), default).AsTask());
        var client = service.Client(options => options.AccessTokenCache = cache);
        await client.GetProfilesAsync("CHAN1");
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.DoesNotContain("hidden", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, service.Fake.TokenRequests);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => cache.FindAsync(Service.DeviceKey(), new CancellationToken(canceled: true)).AsTask());
    }

    [Fact]
    public async Task Clients_of_two_hosts_share_tokens_by_client_name()
    {
        await using var service = new Service();
        var medium = CreateMedium();

        // Two hosts, with a client without a name and two with one.
        for (var host = 0; host < 2; host++)
        {
            var services = new ServiceCollection().AddSingleton(medium);
            services.AddAdobePass(Set).AddEntitlements().UseDistributedTokenCache();
            services.AddAdobePass("red", Set).AddEntitlements().UseDistributedTokenCache();
            services.AddAdobePass("blue", Set).AddEntitlements().UseDistributedTokenCache(options => options.KeyPrefix = "b:");
            await using var provider = services.BuildServiceProvider();
            await provider.GetRequiredService<IEntitlements>().GetProfilesAsync("CHAN1");
            await provider.GetRequiredKeyedService<IEntitlements>("red").GetProfilesAsync("CHAN1");
            await provider.GetRequiredKeyedService<IEntitlements>("blue").GetProfilesAsync("CHAN1");
        }

        Assert.Equal(3, service.Fake.TokenRequests);
        Assert.Equal(6, service.Count(FakeOperation.Profiles, 200));
        Assert.NotNull(await medium.GetAsync("adobepass:token:" + Service.DeviceKey().Value));
        var red = Service.DeviceKey(scope: "https://sp.auth-staging.adobe.com#red");
        Assert.NotNull(await medium.GetAsync("adobepass:red:token:" + red.Value));
        Assert.NotNull(await medium.GetAsync("b:token:" + Service.DeviceKey(scope: "https://sp.auth-staging.adobe.com#blue").Value));

        void Set(AdobePassOptions options)
        {
            options.Environment = AdobePassEnvironment.ReleaseStaging;
            options.SoftwareStatement = new SoftwareStatement(service.Statement);
            options.CredentialStore = service.Store;
            options.Device = Service.Device();
            options.TimeProvider = service.Clock;
            options.HttpMessageHandler = service.Fake.CreateHandler();
        }
    }

    [Fact]
    public void Invalid_options_are_rejected()
    {
        Assert.Throws<ArgumentNullException>(() => new DistributedAccessTokenCache(null!));
        Assert.Throws<ArgumentException>(() => Open(CreateMedium(), options => options.KeyPrefix = null!));
        Assert.Throws<ArgumentException>(() => Open(CreateMedium(), options => options.TimeProvider = null!));
        Assert.Throws<ArgumentException>(() => Open(CreateMedium(), options => options.RequireProtection = true));
        Assert.Throws<ArgumentNullException>(() => ((AdobePassBuilder)null!).UseDistributedTokenCache());
    }

    private static IDistributedCache CreateMedium() => new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));

    private static CachedAccessToken Token(string text, TimeSpan life) =>
        new(new AccessToken(text), Clock.GetUtcNow(), Clock.GetUtcNow() + life);

    private static DistributedAccessTokenCache Open(IDistributedCache medium, Action<DistributedTokenCacheOptions>? configure = null)
    {
        var options = new DistributedTokenCacheOptions { TimeProvider = Clock };
        configure?.Invoke(options);
        return new DistributedAccessTokenCache(medium, options);
    }

    private sealed class AesProtector : CredentialProtector, IDisposable
    {
        private readonly AesGcm _aes = new(RandomNumberGenerator.GetBytes(32), 16);

        public override byte[] Protect(CredentialKey key, byte[] content)
        {
            var result = new byte[12 + content.Length + 16];
            RandomNumberGenerator.Fill(result.AsSpan(0, 12));
            var tag = result.AsSpan(12 + content.Length);
            _aes.Encrypt(result.AsSpan(0, 12), content, result.AsSpan(12, content.Length), tag, Encoding.ASCII.GetBytes(key.Value));
            return result;
        }

        public override UnprotectedContent Unprotect(CredentialKey key, byte[] content)
        {
            var plain = new byte[content.Length - 28];
            var tag = content.AsSpan(12 + plain.Length);
            _aes.Decrypt(content.AsSpan(0, 12), content.AsSpan(12, plain.Length), tag, plain, Encoding.ASCII.GetBytes(key.Value));
            return new UnprotectedContent(plain, isOutdated: false);
        }

        public void Dispose() => _aes.Dispose();
    }

    private class Recording(IDistributedCache inner) : IDistributedCache
    {
        public DistributedCacheEntryOptions? Written { get; private set; }

        public byte[]? Get(string key) => throw new NotSupportedException();

        public virtual Task<byte[]?> GetAsync(string key, CancellationToken token = default) => inner.GetAsync(key, token);

        public void Refresh(string key) => throw new NotSupportedException();

        public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

        public void Remove(string key) => throw new NotSupportedException();

        public virtual Task RemoveAsync(string key, CancellationToken token = default) => inner.RemoveAsync(key, token);

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

        public virtual Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            Written = options;
            return inner.SetAsync(key, value, options, token);
        }
    }

    private sealed class Broken() : Recording(CreateMedium())
    {
        public override Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
            throw new TimeoutException("password=hidden");

        public override Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
            throw new TimeoutException("password=hidden");
    }
}
