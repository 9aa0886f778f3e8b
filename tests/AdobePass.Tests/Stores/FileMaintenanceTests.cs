namespace AdobePass.Tests.Stores;

/// <summary>What the store in files does beside finding and keeping: encrypting anew, deleting, probing and turns.</summary>
public sealed class FileMaintenanceTests : IDisposable
{
    private static readonly CredentialKey DeviceKey = CredentialKey.Create("scope", "device-1");

    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();

    private string Subfolder => Path.Combine(_folder.Path, DeviceKey.Value[..2]);

    private string EntryPath => Path.Combine(Subfolder, DeviceKey.Value + ".credentials.json");

    private string LockPath => Path.Combine(Subfolder, ".lock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Entry_with_an_old_key_is_reencrypted_when_it_is_read()
    {
        var protector = new TestProtector();
        var store = Open(protector);
        var created = await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        protector.Rotate();

        var found = await store.FindAsync(DeviceKey, default);

        Assert.Equal(created.Version, found!.Version);
        var kept = new CredentialFormat(protector).Read(DeviceKey, await File.ReadAllBytesAsync(EntryPath), out var isOutdated);
        Assert.False(isOutdated);
        Assert.Equal(created.Version, kept.Version);
        Assert.True(Program.IsWhole(kept.Credentials));
    }

    [Fact]
    public async Task Plaintext_entry_is_encrypted_when_it_is_read_with_a_protector()
    {
        var created = await Open().CreateAsync(DeviceKey, Program.Pair("a"), default);
        var store = Open(new TestProtector());

        Assert.Equal(created.Version, (await store.FindAsync(DeviceKey, default))!.Version);

        Assert.DoesNotContain("secret of a", await File.ReadAllTextAsync(EntryPath), StringComparison.Ordinal);
        Assert.True(Program.IsWhole((await store.FindAsync(DeviceKey, default))!.Credentials));
    }

    [Fact]
    public async Task Current_entry_is_not_rewritten_when_it_is_read()
    {
        var store = Open(new TestProtector());
        await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        var content = await File.ReadAllBytesAsync(EntryPath);

        await store.FindAsync(DeviceKey, default);

        Assert.Equal(content, await File.ReadAllBytesAsync(EntryPath));
    }

    [Fact]
    public async Task Outdated_entry_that_cannot_be_rewritten_is_read_and_rewritten_later()
    {
        var protector = new TestProtector();
        var store = Open(protector);
        await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        protector.Rotate();
        var content = await File.ReadAllBytesAsync(EntryPath);

        using (await FileStores.LockAsync(LockPath, _clock))
        {
            Assert.Equal("a", (await _clock.DriveAsync(store.FindAsync(DeviceKey, default).AsTask()))!.Credentials.ClientId);
        }

        Assert.Equal(content, await File.ReadAllBytesAsync(EntryPath));
        Assert.Equal("a", (await store.FindAsync(DeviceKey, default))!.Credentials.ClientId);
        Assert.NotEqual(content, await File.ReadAllBytesAsync(EntryPath));
    }

    [Fact]
    public async Task Find_of_an_absent_entry_creates_no_file()
    {
        Directory.CreateDirectory(Subfolder);

        Assert.Null(await Open(new TestProtector()).FindAsync(DeviceKey, default));

        Assert.Empty(Directory.GetFileSystemEntries(Subfolder));
    }

    [Fact]
    public async Task Deleted_damaged_entry_is_kept_as_a_copy()
    {
        var store = Open();
        await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        var damaged = (await File.ReadAllBytesAsync(EntryPath))[..^10];
        await File.WriteAllBytesAsync(EntryPath, damaged);

        Assert.True(await store.DeleteAsync(DeviceKey, default));

        Assert.False(File.Exists(EntryPath));
        Assert.Equal(damaged, await File.ReadAllBytesAsync(EntryPath + ".damaged"));
        Assert.Null(await store.FindAsync(DeviceKey, default));
    }

    [Fact]
    public async Task Deleted_valid_entry_leaves_no_file()
    {
        var store = Open();
        await store.CreateAsync(DeviceKey, Program.Pair("a"), default);

        Assert.True(await store.DeleteAsync(DeviceKey, default));

        Assert.Empty(Directory.GetFiles(Subfolder, DeviceKey.Value + "*"));
        Assert.False(await store.DeleteAsync(DeviceKey, default));
    }

    [Fact]
    public async Task Only_one_of_two_concurrent_deletes_returns_true()
    {
        var store = Open();
        await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        var held = await FileStores.LockAsync(LockPath, _clock);
        var deleting = store.DeleteAsync(DeviceKey, default).AsTask();
        Assert.False(deleting.IsCompleted);

        // What the other one does, who has the lock.
        File.Delete(EntryPath);
        held.Dispose();

        Assert.False(await _clock.DriveAsync(deleting));
    }

    [Fact]
    public async Task Failed_delete_reports_unavailable_and_keeps_the_entry()
    {
        var store = Open();
        await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        using var held = await FileStores.LockAsync(LockPath, _clock);
        var deleting = store.DeleteAsync(DeviceKey, default).AsTask();

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => _clock.DriveAsync(deleting));

        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.Contains("deleted", fault.Message, StringComparison.Ordinal);
        Assert.Equal("a", (await store.FindAsync(DeviceKey, default))!.Credentials.ClientId);
    }

    [Fact]
    public async Task Unwritable_medium_is_detected_before_registration()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // The folder is there, and no file can be made in it, whoever asks.
        Directory.CreateDirectory(_folder.Path);
        await using var service = new Service();
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, Service.DeviceKey().Value[..2]), "/proc");
        var store = Open();

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => service.Client(options => options.CredentialStore = store).GetProfilesAsync("CHAN1"));

        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.Equal(0, service.Fake.Requests);
    }

    [Fact]
    public async Task First_lease_in_a_new_folder_is_granted()
    {
        await using var turn = await Open().AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default);

        Assert.NotNull(turn);
        Assert.Null(await _clock.DriveAsync(Open().AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default).AsTask()));
    }

    [Fact]
    public async Task Released_lease_leaves_no_file_and_no_open_handle()
    {
        var turn = await Open().AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default);
        await turn!.DisposeAsync();

        Assert.Empty(Directory.GetFiles(Subfolder));
        if (OperatingSystem.IsLinux())
        {
            Assert.DoesNotContain(Directory.GetFiles("/proc/self/fd"), file => TargetOf(file)?.Contains(_folder.Path, StringComparison.Ordinal) == true);
        }

        GC.KeepAlive(turn);
    }

    private static string? TargetOf(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (IOException)
        {
            // Closed meanwhile, by another test.
            return null;
        }
    }

    private FileCredentialStore Open(CredentialProtector? protector = null) => FileStores.Open(_folder.Path, protector, _clock);
}
