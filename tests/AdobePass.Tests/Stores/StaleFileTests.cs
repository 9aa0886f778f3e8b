namespace AdobePass.Tests.Stores;

/// <summary>The states that a process leaves when it is killed between two steps, built by hand, and how they are cleaned up.</summary>
public sealed class StaleFileTests : IDisposable
{
    private static readonly CredentialKey DeviceKey = CredentialKey.Create("scope", "device-1");
    private static readonly CredentialKey Neighbor = CredentialKey.Create(
        "scope",
        Enumerable.Range(2, 10_000).Select(i => "device-" + i)
            .First(device => CredentialKey.Create("scope", device).Value.StartsWith(DeviceKey.Value[..2], StringComparison.Ordinal)));

    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();

    private string Subfolder => Path.Combine(_folder.Path, DeviceKey.Value[..2]);

    private string EntryPath => Path.Combine(Subfolder, DeviceKey.Value + ".credentials.json");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Readers => ["find", "create", "replace", "set pending", "delete"];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Entry_of_a_creator_killed_before_the_rename_is_recovered(string operation)
    {
        var store = await CreatedStoreAsync();
        var version = Prepare("killed", "create");

        switch (operation)
        {
            case "find":
                Assert.Equal(version, (await store.FindAsync(DeviceKey, default))!.Version);
                break;
            case "create":
                Assert.Equal(version, (await store.CreateAsync(DeviceKey, Program.Pair("late"), default)).Version);
                break;
            case "replace":
                Assert.NotNull(await store.TryReplaceAsync(DeviceKey, Program.Pair("killed"), version, default));
                break;
            case "set pending":
                Assert.Equal(
                    "next",
                    (await store.TrySetPendingAsync(DeviceKey, Program.Pair("next"), version, default))!.Pending!.ClientId);
                break;
            default:
                Assert.True(await store.DeleteAsync(DeviceKey, default));
                Assert.Null(await store.FindAsync(DeviceKey, default));
                Assert.Empty(Directory.GetFiles(Subfolder, DeviceKey.Value + "*"));
                return;
        }

        Assert.Equal([EntryPath], Directory.GetFiles(Subfolder, DeviceKey.Value + "*"));
        Assert.Equal("killed", (await FileStores.Open(_folder.Path).FindAsync(DeviceKey, default))!.Credentials.ClientId);
    }

    [Fact]
    public async Task Creator_killed_while_writing_creates_no_entry()
    {
        var store = await CreatedStoreAsync();
        Prepare("killed", "create");
        var prepared = Directory.GetFiles(Subfolder, DeviceKey.Value + "*").Single();
        var whole = await File.ReadAllBytesAsync(prepared);
        for (var length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(prepared, whole[..length]);
            Assert.Null(await store.FindAsync(DeviceKey, default));
        }

        Assert.Equal("a", (await store.CreateAsync(DeviceKey, Program.Pair("a"), default)).Credentials.ClientId);
    }

    [Fact]
    public async Task Prepared_file_of_another_device_is_not_an_entry()
    {
        var store = await CreatedStoreAsync();
        Prepare("killed", "create");
        File.Move(
            Directory.GetFiles(Subfolder, DeviceKey.Value + "*").Single(),
            PathOf(Neighbor) + ".0123456789abcdef0123456789abcdef.create.tmp");

        Assert.Null(await store.FindAsync(Neighbor, default));
        Assert.Null(await store.FindAsync(DeviceKey, default));
    }

    [Fact]
    public async Task Leftover_file_of_a_killed_creator_has_no_later_effect()
    {
        var store = await CreatedStoreAsync();
        var created = await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        File.Copy(EntryPath, EntryPath + ".0123456789abcdef0123456789abcdef.create.tmp");
        Prepare("a creator that lost", "create");

        Assert.Equal(created.Version, (await store.FindAsync(DeviceKey, default))!.Version);
        Assert.Equal(created.Version, (await store.CreateAsync(DeviceKey, Program.Pair("b"), default)).Version);
        Assert.True(await store.DeleteAsync(DeviceKey, default));
        Assert.Null(await store.FindAsync(DeviceKey, default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replaced_entry_is_not_restored_from_the_file_of_its_creator(bool setsPending)
    {
        var store = await CreatedStoreAsync();
        var created = await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        File.Copy(EntryPath, EntryPath + ".0123456789abcdef0123456789abcdef.create.tmp");

        Assert.NotNull(setsPending
            ? await store.TrySetPendingAsync(DeviceKey, Program.Pair("b"), created.Version, default)
            : await store.TryReplaceAsync(DeviceKey, Program.Pair("b"), created.Version, default));
        File.Delete(EntryPath);

        await Assert.ThrowsAsync<CredentialStoreException>(() => store.FindAsync(DeviceKey, default).AsTask());
    }

    [Theory]
    [InlineData("replace")]
    [InlineData("probe")]
    [InlineData("")]
    public async Task A_file_of_a_killed_replacement_never_becomes_an_entry(string kind)
    {
        var store = await CreatedStoreAsync();
        Prepare("killed", kind);
        Assert.Null(await store.FindAsync(DeviceKey, default));

        var created = await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        Assert.Equal(created.Version, (await store.FindAsync(DeviceKey, default))!.Version);
        await store.DeleteAsync(DeviceKey, default);

        Assert.Null(await store.FindAsync(DeviceKey, default));
    }

    [Fact]
    public async Task A_deletion_removes_prepared_files_durably_before_the_entry()
    {
        var calls = new TestCalls();
        await (await CreatedStoreAsync()).CreateAsync(DeviceKey, Program.Pair("a"), default);
        Prepare("a creator that lost", "create");
        var entryExisted = new List<bool>();
        calls.OnSyncFolder = _ => entryExisted.Add(File.Exists(EntryPath));

        await new FileCredentialStore(_folder.Path, new FileStoreOptions(), calls).DeleteAsync(DeviceKey, default);

        // The marker, as it is the last entry of its subfolder; the prepared files; the entry.
        Assert.Equal([true, true, false], entryExisted);
        Assert.Empty(Directory.GetFiles(Subfolder, DeviceKey.Value + "*"));
    }

    [Fact]
    public async Task Damaged_copies_are_numbered_and_never_overwritten()
    {
        var store = await CreatedStoreAsync();
        for (var round = 0; round < 4; round++)
        {
            await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
            await File.WriteAllTextAsync(EntryPath, "damage " + round);
            Assert.True(await store.DeleteAsync(DeviceKey, default));
        }

        Assert.Equal(
            [("", "damage 0"), (".2", "damage 1"), (".3", "damage 2"), (".4", "damage 3")],
            Directory.GetFiles(Subfolder, "*.damaged*")
                .Order()
                .Select(file => (file[(EntryPath.Length + ".damaged".Length)..], File.ReadAllText(file))));
    }

    [Fact]
    public async Task Old_leftovers_are_deleted_by_the_next_write_of_the_folder()
    {
        var store = await CreatedStoreAsync();
        await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        string[] old =
        [
            Leave(".0123456789abcdef0123456789abcdef.replace.tmp"), Leave(".0123456789abcdef0123456789abcdef.create.tmp"),
            Leave(".0123456789abcdef0123456789abcdef.probe.tmp.tmp"), Leave(".0123456789abcdef0123456789abcdef.tmp"), Leave(".turn"),
        ];
        var damaged = Leave(".damaged.2", TimeSpan.FromDays(91));
        string[] young =
        [
            Leave(".1123456789abcdef0123456789abcdef.replace.tmp", TimeSpan.FromMinutes(59)),
            Leave(".damaged", TimeSpan.FromDays(89)),
        ];

        await Reopen().CreateAsync(Neighbor, Program.Pair("b"), default);

        Assert.DoesNotContain(old.Append(damaged), File.Exists);
        Assert.All(young, file => Assert.True(File.Exists(file), file));
        Assert.Equal("a", (await store.FindAsync(DeviceKey, default))!.Credentials.ClientId);
    }

    [Fact]
    public async Task Retention_of_a_damaged_copy_starts_when_its_entry_is_deleted()
    {
        var store = await CreatedStoreAsync();
        await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        await File.WriteAllTextAsync(EntryPath, "damage");
        File.SetLastWriteTimeUtc(EntryPath, _clock.GetUtcNow().UtcDateTime.AddDays(-400));
        await store.DeleteAsync(DeviceKey, default);

        await Reopen().CreateAsync(Neighbor, Program.Pair("b"), default);

        Assert.True(File.Exists(EntryPath + ".damaged"));
    }

    [Fact]
    public async Task A_complete_file_of_a_killed_creator_is_kept_until_its_entry_exists()
    {
        var store = await CreatedStoreAsync();
        var version = Prepare("killed", "create");
        var prepared = Directory.GetFiles(Subfolder, DeviceKey.Value + "*").Single();
        File.SetLastWriteTimeUtc(prepared, _clock.GetUtcNow().UtcDateTime.AddDays(-400));
        var incomplete = PathOf(Neighbor) + ".0123456789abcdef0123456789abcdef.create.tmp";
        await File.WriteAllBytesAsync(incomplete, (await File.ReadAllBytesAsync(prepared))[..100]);
        File.SetLastWriteTimeUtc(incomplete, _clock.GetUtcNow().UtcDateTime.AddDays(-400));

        await Reopen().CreateAsync(Neighbor, Program.Pair("b"), default);

        Assert.True(File.Exists(prepared));
        Assert.False(File.Exists(incomplete));
        Assert.Equal(version, (await store.FindAsync(DeviceKey, default))!.Version);
    }

    [Fact]
    public async Task Held_lease_is_not_swept_at_any_age()
    {
        var store = await CreatedStoreAsync();
        await using var lease = await store.AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default);
        File.SetLastWriteTimeUtc(EntryPath + ".turn", _clock.GetUtcNow().UtcDateTime.AddDays(-1));

        await Reopen().CreateAsync(Neighbor, Program.Pair("b"), default);

        Assert.True(File.Exists(EntryPath + ".turn"));
        Assert.Null(await Reopen().AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default));
    }

    [Fact]
    public async Task Sweep_is_limited_and_runs_at_most_once_per_interval()
    {
        var store = Reopen();
        var created = await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        for (var i = 0; i < (2 * StaleFiles.MaxFilesPerSweep) + 10; i++)
        {
            Leave($".{i:x32}.replace.tmp");
        }

        created = await store.TryReplaceAsync(DeviceKey, Program.Pair("b"), created.Version, default);
        Assert.Equal((2 * StaleFiles.MaxFilesPerSweep) + 10, Left());

        _clock.Advance(StaleFiles.SweepInterval);
        created = await store.TryReplaceAsync(DeviceKey, Program.Pair("c"), created!.Version, default);
        Assert.Equal(StaleFiles.MaxFilesPerSweep + 10, Left());
        created = await store.TryReplaceAsync(DeviceKey, Program.Pair("d"), created!.Version, default);
        Assert.Equal(StaleFiles.MaxFilesPerSweep + 10, Left());

        _clock.Advance(StaleFiles.SweepInterval);
        await store.TrySetPendingAsync(DeviceKey, Program.Pair("e"), created!.Version, default);
        _clock.Advance(StaleFiles.SweepInterval);
        await store.DeleteAsync(DeviceKey, default);
        Assert.Equal(0, Left());

        int Left() => Directory.GetFiles(Subfolder, "*.tmp").Length;
    }

    private static string FolderOf(CredentialKey key) => key.Value[..2];

    private string PathOf(CredentialKey key) => Path.Combine(_folder.Path, FolderOf(key), key.Value + ".credentials.json");

    private FileCredentialStore Reopen() => FileStores.Open(_folder.Path, clock: _clock);

    // A store with its marker and the folder of the device, and no entry of it.
    private async Task<FileCredentialStore> CreatedStoreAsync()
    {
        var store = Reopen();
        await store.CreateAsync(CredentialKey.Create("scope", "another device"), Program.Pair("another"), default);
        Directory.CreateDirectory(Subfolder);
        return store;
    }

    private string Prepare(string name, string kind)
    {
        var entry = new StoredCredentials(Program.Pair(name), Guid.NewGuid().ToString("N"));
        var suffix = kind.Length == 0 ? ".tmp" : $".{kind}.tmp";
        File.WriteAllBytes($"{EntryPath}.{Guid.NewGuid():N}{suffix}", new CredentialFormat().Write(DeviceKey, entry));
        return entry.Version;
    }

    private string Leave(string suffix, TimeSpan? age = null)
    {
        File.WriteAllText(EntryPath + suffix, "left");
        File.SetLastWriteTimeUtc(EntryPath + suffix, (_clock.GetUtcNow() - (age ?? TimeSpan.FromMinutes(61))).UtcDateTime);
        return EntryPath + suffix;
    }
}
