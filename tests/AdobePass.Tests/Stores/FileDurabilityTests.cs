namespace AdobePass.Tests.Stores;

/// <summary>What is synced, in which order, and what happens where the file system refuses a step.</summary>
public sealed class FileDurabilityTests : IDisposable
{
    private static readonly CredentialKey DeviceKey = CredentialKey.Create("scope", "device-1");

    private readonly TemporaryFolder _folder = new();
    private readonly TestCalls _calls = new();

    private string Root => Path.GetFileName(_folder.Path);

    private static string Sub => DeviceKey.Value[..2];

    private string EntryPath => Path.Combine(_folder.Path, Sub, DeviceKey.Value + ".credentials.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task First_entry_is_created_after_the_marker_and_folders_are_synced()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await Open(new string[] { "a", "b" }).CreateAsync(DeviceKey, Program.Pair("a"), default);

        Assert.Equal(
            [
                // The folders.
                $"sync folder {Path.GetFileName(Path.GetTempPath().TrimEnd('/'))}", $"sync folder {Root}", "sync folder a",

                // The marker.
                "sync adobepass-store.json.create.tmp", "link adobepass-store.json: Done", "sync folder b",

                // The subfolder.
                "sync folder b",
            ],
            _calls.All.Take(7));
        Assert.Equal(
            [
                // The entry, and that its subfolder has one.
                "sync entry.create.tmp", "link entry: Done", $"sync folder {Sub}",
                "sync adobepass-store.json.replace.tmp", "move adobepass-store.json", "sync folder b",
            ],
            _calls.All.TakeLast(6));
    }

    [Fact]
    public async Task Every_change_of_an_entry_syncs_its_content_and_then_its_folder()
    {
        var store = Open();
        var created = await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        var other = CredentialKey.Create("scope", Enumerable.Range(2, 10_000).Select(i => "device-" + i)
            .First(device => CredentialKey.Create("scope", device).Value.StartsWith(Sub, StringComparison.Ordinal)));

        Assert.Equal(
            ["sync entry.create.tmp", "link entry: Done", $"sync folder {Sub}"],
            await CallsOfAsync(async () => await store.CreateAsync(other, Program.Pair("a"), default)));
        Assert.Equal(
            ["sync entry.replace.tmp", "move entry", $"sync folder {Sub}"],
            await CallsOfAsync(async () => created = await store.TryReplaceAsync(DeviceKey, Program.Pair("b"), created!.Version, default)));
        Assert.Equal(
            ["sync entry.replace.tmp", "move entry", $"sync folder {Sub}"],
            await CallsOfAsync(
                async () => created = await store.TrySetPendingAsync(DeviceKey, Program.Pair("c"), created!.Version, default)));
        Assert.Equal(
            [$"sync folder {Sub}"],
            await CallsOfAsync(async () => await store.CreateAsync(DeviceKey, Program.Pair("d"), default)));
        Assert.Equal([$"sync folder {Sub}"], await CallsOfAsync(async () => await store.DeleteAsync(DeviceKey, default)));
    }

    [Fact]
    public async Task Second_creator_syncs_the_existing_entry_and_folders()
    {
        await FileStores.Open(_folder.Path).CreateAsync(DeviceKey, Program.Pair("a"), default);

        var second = await Open().CreateAsync(DeviceKey, Program.Pair("b"), default);

        Assert.Equal("a", second.Credentials.ClientId);
        Assert.Contains($"sync folder {Root}", _calls.All);
        Assert.Contains($"sync folder {Path.GetFileName(Path.GetTempPath().TrimEnd('/'))}", _calls.All);
        Assert.Equal($"sync folder {Sub}", _calls.All[^1]);
    }

    [Fact]
    public async Task Store_is_unavailable_if_a_folder_cannot_be_synced()
    {
        var store = Open();
        var created = await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        _calls.OnSyncFolder = static _ => throw new IOException("fsync failed (test).");

        foreach (var act in new Func<Task>[]
        {
            () => store.EnsureWritableAsync(DeviceKey, default).AsTask(),
            () => store.CreateAsync(CredentialKey.Create("scope", "device-2"), Program.Pair("b"), default).AsTask(),
            () => store.TryReplaceAsync(DeviceKey, Program.Pair("b"), created.Version, default).AsTask(),
            () => store.DeleteAsync(DeviceKey, default).AsTask(),
        })
        {
            Assert.Equal(CredentialStoreFailure.Unavailable, (await Assert.ThrowsAsync<CredentialStoreException>(act)).Failure);
        }
    }

    [Fact]
    public async Task The_probe_performs_every_step_of_a_creation()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var store = Open();
        await store.CreateAsync(CredentialKey.Create("scope", "device-2"), Program.Pair("a"), default);
        _calls.Clear();

        await store.EnsureWritableAsync(DeviceKey, default);

        Assert.Contains("sync entry.probe.tmp", _calls.All);
        Assert.Contains("link entry.probe.tmp.tmp: Done", _calls.All);
        Assert.Equal($"sync folder {Sub}", _calls.All[^1]);
        Assert.Equal([".lock"], Directory.GetFiles(Path.GetDirectoryName(EntryPath)!).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Store_is_unavailable_and_unchanged_if_locks_are_unsupported()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var store = Open();
        var created = await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        _calls.OnLock = static () => FileCallOutcome.Unsupported;

        foreach (var act in new Func<Task>[]
        {
            () => store.EnsureWritableAsync(DeviceKey, default).AsTask(),
            () => store.CreateAsync(DeviceKey, Program.Pair("b"), default).AsTask(),
            () => store.TryReplaceAsync(DeviceKey, Program.Pair("b"), created.Version, default).AsTask(),
            () => store.TrySetPendingAsync(DeviceKey, Program.Pair("b"), created.Version, default).AsTask(),
            () => store.DeleteAsync(DeviceKey, default).AsTask(),
        })
        {
            var fault = await Assert.ThrowsAsync<CredentialStoreException>(act);
            Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
            Assert.Contains("does not support locks", fault.Message, StringComparison.Ordinal);
        }

        Assert.Null(await store.AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default));
        Assert.Equal(created.Version, (await store.FindAsync(DeviceKey, default))!.Version);
    }

    public static TheoryData<bool, string> Fallbacks => new()
    {
        { true, "move exclusive entry: Done" },
        { false, "move entry" },
    };

    [Theory]
    [MemberData(nameof(Fallbacks))]
    public async Task Entry_is_created_exactly_once_without_hard_links(bool hasExclusiveMove, string call)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _calls.OnLink = static (_, _) => FileCallOutcome.Unsupported;
        _calls.OnMoveExclusive = () => hasExclusiveMove ? null : FileCallOutcome.Unsupported;
        var store = Open();
        await store.EnsureWritableAsync(DeviceKey, default);
        var first = await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        Assert.Contains(call, _calls.All);

        var second = await store.CreateAsync(DeviceKey, Program.Pair("b"), default);

        Assert.Equal(first.Version, second.Version);
        Assert.Equal(
            [".lock", Path.GetFileName(EntryPath)],
            Directory.GetFiles(Path.GetDirectoryName(EntryPath)!).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Entry_created_concurrently_without_a_lock_is_kept(bool hasHardLinks)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // A process in which locks do not exclude creates its entry between the read and the creation of this one.
        var theirs = new CredentialFormat().Write(DeviceKey, new StoredCredentials(Program.Pair("theirs"), "1"));
        _calls.OnLink = (_, to) =>
        {
            if (to == EntryPath)
            {
                File.WriteAllBytes(EntryPath, theirs);
            }

            return hasHardLinks || to != EntryPath ? null : FileCallOutcome.Unsupported;
        };

        var kept = await Open().CreateAsync(DeviceKey, Program.Pair("mine"), default);

        Assert.Equal("theirs", kept.Credentials.ClientId);
        Assert.Equal(theirs, await File.ReadAllBytesAsync(EntryPath));
    }

    private FileCredentialStore Open(string[]? below = null) =>
        new(Path.Combine([_folder.Path, .. below ?? []]), new FileStoreOptions { AllowCreation = true }, _calls);

    private async Task<IReadOnlyList<string>> CallsOfAsync(Func<Task> act)
    {
        _calls.Clear();
        await act();
        return _calls.All;
    }
}
