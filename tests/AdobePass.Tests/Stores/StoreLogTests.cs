namespace AdobePass.Tests.Stores;

/// <summary>What is logged of a store: where it is, that it was empty, and entries that should be encrypted.</summary>
public sealed class StoreLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task First_registration_into_an_empty_store_logs_a_warning_with_location()
    {
        await using var service = new Service();
        using var first = new Journal();
        var connection = Connect(service, first);
        var client = new EntitlementsClient(connection);

        await client.GetProfilesAsync("CHAN1", Service.Device("device-1"));
        await client.GetProfilesAsync("CHAN1", Service.Device("device-2"));

        Assert.Contains(_folder.Path, Assert.Single(first.Of(3004)), StringComparison.Ordinal);
        Assert.Contains(_folder.Path, Assert.Single(first.Of(1009)), StringComparison.Ordinal);
        Assert.Equal(_folder.Path, (await connection.CheckHealthAsync()).StoreLocation);

        using var second = new Journal();
        await new EntitlementsClient(Connect(service, second)).GetProfilesAsync("CHAN1", Service.Device("device-3"));
        Assert.Empty(second.Of(1009));
    }

    [Fact]
    public async Task Unavailable_store_is_logged_with_its_location()
    {
        await using var service = new Service();
        using var journal = new Journal();
        var client = new EntitlementsClient(Connect(service, journal, allowCreation: false));

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => client.GetProfilesAsync("CHAN1", Service.Device()));

        Assert.Contains(_folder.Path, fault.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, Assert.Single(journal.Of(3001)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plaintext_entry_logs_a_warning_until_it_is_rewritten()
    {
        await using var service = new Service();
        using var plain = new Journal();
        await new EntitlementsClient(Connect(service, plain)).GetProfilesAsync("CHAN1", Service.Device());
        Assert.Empty(plain.Of(3005));

        var protector = new XorProtector();
        using var journal = new Journal();
        await new EntitlementsClient(Connect(service, journal, protector: protector)).GetProfilesAsync("CHAN1", Service.Device());
        Assert.Single(journal.Of(3005));

        using var later = new Journal();
        await new EntitlementsClient(Connect(service, later, protector: protector)).GetProfilesAsync("CHAN1", Service.Device());
        Assert.Empty(later.Of(3005));
        Assert.Equal(1, service.Fake.Registrations);
    }

    private AdobePassClient Connect(Service service, Journal journal, bool allowCreation = true, CredentialProtector? protector = null) =>
        service.Connect(options =>
        {
            options.CredentialStore = new FileCredentialStore(_folder.Path, new FileStoreOptions { AllowCreation = allowCreation, Protector = protector });
            options.LoggerFactory = journal;
            options.Device = null;
            options.PersistAccessTokens = false;
        });

    /// <summary>Changes every byte, which is enough to tell what went through a protector.</summary>
    private sealed class XorProtector : CredentialProtector
    {
        public override byte[] Protect(CredentialKey key, byte[] content) => [.. content.Select(static each => (byte)(each ^ 0x5a))];

        public override UnprotectedContent Unprotect(CredentialKey key, byte[] protectedContent) =>
            new(Protect(key, protectedContent), isOutdated: false);
    }
}
