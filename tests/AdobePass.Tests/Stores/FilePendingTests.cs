namespace AdobePass.Tests.Stores;

/// <summary>A pair that may replace the one in use, in the store in files.</summary>
public sealed class FilePendingTests : IDisposable
{
    private static readonly CredentialKey DeviceKey = CredentialKey.Create("scope", "device-1");

    private readonly TemporaryFolder _folder = new();
    private readonly TestProtector _protector = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pending_pair_is_kept_until_it_is_removed_or_promoted(bool isEncrypted)
    {
        var created = await Open(isEncrypted).CreateAsync(DeviceKey, Program.Pair("a"), default);
        Assert.Null(await Open(isEncrypted).TrySetPendingAsync(DeviceKey, Program.Pair("b"), "another version", default));
        Assert.Null(await Open(isEncrypted).TrySetPendingAsync(
            CredentialKey.Create("scope", "device-2"),
            Program.Pair("b"),
            created.Version,
            default));

        var pending = await Open(isEncrypted).TrySetPendingAsync(DeviceKey, Program.Pair("b"), created.Version, default);

        Assert.NotEqual(created.Version, pending!.Version);
        await AssertAsync("a", "b", pending.Version, isEncrypted);
        Assert.Null(await Open(isEncrypted).TryReplaceAsync(DeviceKey, Program.Pair("c"), created.Version, default));

        var removed = await Open(isEncrypted).TrySetPendingAsync(DeviceKey, null, pending.Version, default);
        await AssertAsync("a", null, removed!.Version, isEncrypted);

        pending = await Open(isEncrypted).TrySetPendingAsync(DeviceKey, Program.Pair("c"), removed.Version, default);
        var replaced = await Open(isEncrypted).TryReplaceAsync(DeviceKey, pending!.Pending!, pending.Version, default);
        Assert.Null(replaced!.Pending);
        await AssertAsync("c", null, replaced.Version, isEncrypted);
    }

    [Fact]
    public async Task Pending_pair_survives_key_rotation_and_enabling_encryption()
    {
        var created = await Open(isEncrypted: false).CreateAsync(DeviceKey, Program.Pair("a"), default);
        var pending = await Open(isEncrypted: false).TrySetPendingAsync(DeviceKey, Program.Pair("b"), created.Version, default);

        await AssertAsync("a", "b", pending!.Version, isEncrypted: true);
        _protector.Rotate();
        await AssertAsync("a", "b", pending.Version, isEncrypted: true);
        await AssertAsync("a", "b", pending.Version, isEncrypted: true);
        var content = await File.ReadAllBytesAsync(
            Directory.GetFiles(_folder.Path, "*.credentials.json", SearchOption.AllDirectories).Single());
        new CredentialFormat(_protector).Read(DeviceKey, content, out var isOutdated);
        Assert.False(isOutdated);
    }

    [Fact]
    public async Task Plaintext_entry_is_marked_once_and_rejected_if_protection_is_required()
    {
        await Open(isEncrypted: false).CreateAsync(DeviceKey, Program.Pair("a"), default);
        var strict = new FileCredentialStore(_folder.Path, new FileStoreOptions { Protector = _protector, RequireProtection = true });

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => strict.FindAsync(DeviceKey, default).AsTask());
        Assert.Equal(CredentialStoreFailure.Corrupt, fault.Failure);
        Assert.Contains("not encrypted", fault.Message, StringComparison.Ordinal);

        Assert.True((await Open(isEncrypted: true).FindAsync(DeviceKey, default))!.IsUnprotected);
        Assert.False((await Open(isEncrypted: true).FindAsync(DeviceKey, default))!.IsUnprotected);
        Assert.Equal("a", (await strict.FindAsync(DeviceKey, default))!.Credentials.ClientId);
        Assert.Equal(
            "options",
            Assert.Throws<ArgumentException>(
                () => new FileCredentialStore("x", new FileStoreOptions { RequireProtection = true })).ParamName);
    }

    private FileCredentialStore Open(bool isEncrypted) => FileStores.Open(_folder.Path, isEncrypted ? _protector : null);

    private async Task AssertAsync(string credentials, string? pending, string version, bool isEncrypted)
    {
        var found = await Open(isEncrypted).FindAsync(DeviceKey, default);
        Assert.Equal(credentials, found!.Credentials.ClientId);
        Assert.Equal(pending, found.Pending?.ClientId);
        Assert.Equal(version, found.Version);
        Assert.True(Program.IsWhole(found.Credentials));
        Assert.True(found.Pending is null || Program.IsWhole(found.Pending));
    }
}
