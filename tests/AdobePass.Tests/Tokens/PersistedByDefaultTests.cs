using AdobePass.Testing;

namespace AdobePass.Tests.Tokens;

/// <summary>Access tokens outlive the process if the store does, unless the options say otherwise.</summary>
public sealed class PersistedByDefaultTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "adobepass-" + Guid.NewGuid().ToString("n"));

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Second_run_requests_a_token_only_if_tokens_are_not_persisted(bool persist, int tokenRequests)
    {
        await using var service = new Service();
        for (var run = 0; run < 2; run++)
        {
            await using var client = Create(service, options => options.PersistAccessTokens = persist);
            await new EntitlementsClient(client).GetProfilesAsync("CHAN1");
        }

        Assert.Equal((1, tokenRequests), (service.Fake.Registrations, service.Fake.TokenRequests));
    }

    [Fact]
    public async Task Token_is_encrypted_with_the_protector_of_the_store()
    {
        await using var service = new Service();
        await using (var client = Create(service, protector: new Inverting()))
        {
            await new EntitlementsClient(client).GetProfilesAsync("CHAN1");
        }

        // Without the protector the entry cannot be read; with it, it is the token that was sent.
        Assert.Null(await new FileAccessTokenCache(_folder).FindAsync(Service.DeviceKey(), default));
        var stored = await new FileAccessTokenCache(_folder, new Inverting()).FindAsync(Service.DeviceKey(), default);
        Assert.Equal(service.TokensSent.Last(), "Bearer " + stored?.Token.Reveal());
        await using (var client = Create(service, protector: new Inverting()))
        {
            await new EntitlementsClient(client).GetProfilesAsync("CHAN1");
        }

        Assert.Equal(1, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task AccessTokenCache_option_replaces_the_default_cache()
    {
        await using var service = new Service();
        var other = Path.Combine(_folder, "other");
        await using (var client = Create(service, options => options.AccessTokenCache = new FileAccessTokenCache(other)))
        {
            await new EntitlementsClient(client).GetProfilesAsync("CHAN1");
        }

        Assert.Single(Directory.GetFiles(_folder, "*.token.json", SearchOption.AllDirectories));
        Assert.Single(Directory.GetFiles(other, "*.token.json", SearchOption.AllDirectories));
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private AdobePassClient Create(Service service, Action<AdobePassOptions>? configure = null, CredentialProtector? protector = null)
    {
        var options = service.Options(configure);
        options.CredentialStore = new FileCredentialStore(_folder, new FileStoreOptions { AllowCreation = true, Protector = protector });
        return new AdobePassClient(options);
    }

    private sealed class Inverting : CredentialProtector
    {
        public override byte[] Protect(CredentialKey key, byte[] content) => [.. content.Select(each => (byte)~each)];

        public override UnprotectedContent Unprotect(CredentialKey key, byte[] protectedContent) =>
            new([.. protectedContent.Select(each => (byte)~each)], isOutdated: false);
    }
}
