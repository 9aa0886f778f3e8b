using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using AdobePass.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;

namespace AdobePass.DataProtection.Tests;

public sealed class DataProtectionCredentialProtectorTests : IDisposable
{
    private static readonly CredentialKey DeviceKey = CredentialKey.Create("scope", "device-1");
    private static readonly CredentialKey Other = CredentialKey.Create("scope", "device-2");
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("made up for a test");

    private readonly TemporaryFolder _keys = new();
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Checks => [.. CredentialStoreContract.All.Select(check => check.Name)];

    private string EntryPath => Path.Combine(_folder.Path, DeviceKey.Value[..2], DeviceKey.Value + ".credentials.json");

    public void Dispose()
    {
        _keys.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Encrypted_content_is_readable_after_a_restart()
    {
        var sealedContent = Protector().Protect(DeviceKey, Content);

        var opened = Protector().Unprotect(DeviceKey, sealedContent);

        Assert.Equal(Content, opened.Content);
        Assert.False(opened.IsOutdated);
        Assert.DoesNotContain("made up", Encoding.Latin1.GetString(sealedContent), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_device_wrong_purpose_and_changed_bytes_fail_decryption()
    {
        var protector = Protector();
        var sealedContent = protector.Protect(DeviceKey, Content);

        Assert.Throws<CryptographicException>(() => protector.Unprotect(Other, sealedContent));
        Assert.Throws<CryptographicException>(() => protector.Unprotect(DeviceKey, Ring().GetDataProtector("elsewhere").Protect(Content)));
        Assert.Throws<CryptographicException>(() => protector.Unprotect(DeviceKey, []));
        for (var i = 0; i < sealedContent.Length; i++)
        {
            var changed = (byte[])sealedContent.Clone();
            changed[i] ^= 1;
            Assert.Throws<CryptographicException>(() => protector.Unprotect(DeviceKey, changed));
        }
    }

    [Fact]
    public async Task Entry_is_reencrypted_with_the_new_key_after_rotation()
    {
        var created = await Store().CreateAsync(DeviceKey, new ClientCredentials("first", new ClientSecret("made up for first")), default);
        var before = await File.ReadAllBytesAsync(EntryPath);
        await Store().FindAsync(DeviceKey, default);
        Assert.Equal(before, await File.ReadAllBytesAsync(EntryPath));
        var oldKeys = Directory.GetFiles(_keys.Path);

        Rotate();
        var found = await Store().FindAsync(DeviceKey, default);

        Assert.Equal("first", found!.Credentials.ClientId);
        Assert.NotEqual(before, await File.ReadAllBytesAsync(EntryPath));
        foreach (var key in oldKeys)
        {
            File.Delete(key);
        }

        found = await Store().FindAsync(DeviceKey, default);
        Assert.Equal("first", found!.Credentials.ClientId);
        Assert.Equal(created.Version, found.Version);
    }

    [Fact]
    public async Task Entry_with_a_revoked_key_is_rejected_unless_allowed_and_then_reencrypted()
    {
        await Store().CreateAsync(DeviceKey, new ClientCredentials("first", new ClientSecret("made up for first")), default);
        var before = await File.ReadAllBytesAsync(EntryPath);
        var manager = Keys();
        manager.RevokeKey(manager.GetAllKeys().Single().KeyId);
        Rotate();

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => Store().FindAsync(DeviceKey, default).AsTask());
        Assert.Equal(CredentialStoreFailure.Corrupt, fault.Failure);
        Assert.Equal(before, await File.ReadAllBytesAsync(EntryPath));

        Assert.Equal("first", (await Store(readRevoked: true).FindAsync(DeviceKey, default))!.Credentials.ClientId);
        Assert.Equal("first", (await Store().FindAsync(DeviceKey, default))!.Credentials.ClientId);
    }

    [Fact]
    public async Task Lost_key_ring_reports_entries_as_corrupt_and_prevents_registration()
    {
        await using var service = new Service();
        await Client(service).GetProfilesAsync("CHAN1");
        var stored = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(EntryPath));
        Assert.DoesNotContain("client_secret", stored, StringComparison.Ordinal);
        var requests = service.Fake.Requests;
        Directory.Delete(_keys.Path, recursive: true);

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => Client(service).GetProfilesAsync("CHAN1"));

        Assert.Equal(CredentialStoreFailure.Corrupt, fault.Failure);
        Assert.Contains("its key was lost", fault.Message, StringComparison.Ordinal);
        Assert.Equal(requests, service.Fake.Requests);
        Assert.Equal(stored, Encoding.UTF8.GetString(await File.ReadAllBytesAsync(EntryPath)));
    }

    [Fact]
    public async Task Unreachable_key_repository_is_reported_as_unavailable_not_corrupt()
    {
        await using var service = new Service();
        await Client(service).GetProfilesAsync("CHAN1");
        var requests = service.Fake.Requests;
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("tests");
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new UnreachableRepository());
        await using var ring = services.BuildServiceProvider();
        var client = service.Client(options =>
        {
            options.CredentialStore = Open(new DataProtectionCredentialProtector(ring.GetDataProtectionProvider()));
            options.CredentialScope = "scope";
        });

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.DoesNotContain("connection string", fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CredentialStoreException>(() => client.GetProfilesAsync("CHAN1", Service.Device("new")));
        Assert.Equal(requests, service.Fake.Requests);
    }

    [Fact]
    public async Task Stored_bytes_contain_no_secret_and_no_client_id()
    {
        await Store().CreateAsync(
            DeviceKey,
            new ClientCredentials("id-of-first", new ClientSecret("made up for first"), ["scope-of-first"]),
            default);

        foreach (var file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.DoesNotContain("first", text, StringComparison.Ordinal);
            Assert.DoesNotContain(
                Convert.ToBase64String(Encoding.UTF8.GetBytes("made up for first"))[..12],
                text,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Provider_without_rotation_support_encrypts_and_decrypts()
    {
        var protector = new DataProtectionCredentialProtector(new PlainProvider());

        var opened = protector.Unprotect(DeviceKey, protector.Protect(DeviceKey, Content));

        Assert.Equal(Content, opened.Content);
        Assert.False(opened.IsOutdated);
        Assert.Equal("provider", Assert.Throws<ArgumentNullException>(() => new DataProtectionCredentialProtector(null!)).ParamName);
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public Task File_store_passes_the_contract_checks(string check)
    {
        var protector = Protector();
        return CredentialStoreContract.All.Single(candidate => candidate.Name == check).RunAsync(() => Open(protector));
    }

    // A new provider each time, as after a restart.
    private ServiceProvider Ring()
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("tests").PersistKeysToFileSystem(new DirectoryInfo(_keys.Path));
        return services.BuildServiceProvider();
    }

    private IKeyManager Keys() => Ring().GetRequiredService<IKeyManager>();

    private void Rotate()
    {
        var now = TimeProvider.System.GetUtcNow();
        Keys().CreateNewKey(now, now.AddDays(90));
    }

    private DataProtectionCredentialProtector Protector(bool readRevoked = false) => new(Ring().GetDataProtectionProvider(), readRevoked);

    private FileCredentialStore Store(bool readRevoked = false) => Open(Protector(readRevoked));

    private FileCredentialStore Open(CredentialProtector protector) =>
        new(_folder.Path, new FileStoreOptions { AllowCreation = true, Protector = protector, TimeProvider = new SlowClock() });

    private IEntitlements Client(Service service) => service.Client(options =>
    {
        options.CredentialStore = Store();
        options.CredentialScope = "scope";
    });

    private sealed class UnreachableRepository : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => throw new IOException("The connection string is wrong.");

        public void StoreElement(XElement element, string friendlyName) => throw new IOException("The connection string is wrong.");
    }

    private sealed class PlainProvider : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => [.. plaintext.Reverse()];

        public byte[] Unprotect(byte[] protectedData) => [.. protectedData.Reverse()];
    }
}
