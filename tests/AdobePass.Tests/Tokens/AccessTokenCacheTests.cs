namespace AdobePass.Tests.Tokens;

public sealed class AccessTokenCacheTests
{
    [Fact]
    public async Task Stored_token_is_found_until_it_is_removed()
    {
        using var folder = new TemporaryFolder();
        var cache = new FileAccessTokenCache(folder.Path);
        var key = Service.DeviceKey();
        Assert.Null(await cache.FindAsync(key, default));
        await cache.RemoveAsync(key, default);
        var now = DateTimeOffset.FromUnixTimeSeconds(1_780_000_000);

        await cache.SetAsync(key, new CachedAccessToken(new AccessToken("t-1"), now, now.AddHours(1)), default);
        await cache.SetAsync(key, new CachedAccessToken(new AccessToken("t-2"), now.AddMinutes(1), now.AddHours(2)), default);
        var found = await new FileAccessTokenCache(folder.Path).FindAsync(key, default);

        Assert.Equal("t-2", found!.Token.Reveal());
        Assert.Equal(now.AddMinutes(1), found.ReceivedAt);
        Assert.Equal(now.AddHours(2), found.ExpiresAt);
        Assert.Null(await cache.FindAsync(Service.DeviceKey("device-2"), default));
        await cache.RemoveAsync(key, default);
        Assert.Null(await cache.FindAsync(key, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"format\":1,\"access_token\":\"t\"")]
    [InlineData("garbage")]
    [InlineData("[]")]
    [InlineData("{\"format\":1,\"access_token\":\"line\\nbreak\",\"received_at\":1780000000000,\"expires_at\":1780021600000}")]
    [InlineData("{\"format\":1,\"access_token\":\"t\",\"received_at\":1780000000000,\"expires_at\":1790000000000}")]
    [InlineData("{\"format\":1,\"access_token\":\"t\",\"received_at\":1780021600000,\"expires_at\":1780000000000}")]
    [InlineData("{\"format\":2,\"access_token\":\"t\",\"received_at\":1,\"expires_at\":2}")]
    [InlineData("{\"format\":1,\"access_token\":\"\",\"received_at\":1,\"expires_at\":2}")]
    [InlineData("{\"format\":1,\"access_token\":\"t\",\"received_at\":9223372036854775807,\"expires_at\":2}")]
    public async Task Damaged_token_file_is_treated_as_absent(string content)
    {
        using var folder = new TemporaryFolder();
        await using var service = new Service();
        void Configure(AdobePassOptions options) => options.AccessTokenCache = new FileAccessTokenCache(folder.Path);
        await service.Client(Configure).GetProfilesAsync("CHAN1");
        var file = Assert.Single(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
        await File.WriteAllTextAsync(file, content);

        await service.Client(Configure).GetProfilesAsync("CHAN1");
        await service.Client(Configure).GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task Cache_failure_does_not_fail_the_call()
    {
        await using var service = new Service();
        var client = service.Client(options => options.AccessTokenCache = new BrokenCache());

        await client.GetProfilesAsync("CHAN1");
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(1, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task Token_files_are_accessible_only_by_their_owner()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        await using var service = new Service();
        await service.Client(options => options.AccessTokenCache = new FileAccessTokenCache(folder.Path)).GetProfilesAsync("CHAN1");

        var file = Assert.Single(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    private sealed class BrokenCache : AccessTokenCache
    {
        public override ValueTask<CachedAccessToken?> FindAsync(CredentialKey key, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("broken (test)");

        public override ValueTask SetAsync(CredentialKey key, CachedAccessToken token, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("broken (test)");

        public override ValueTask RemoveAsync(CredentialKey key, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("broken (test)");
    }
}
