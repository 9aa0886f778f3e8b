namespace AdobePass.Tests.Stores;

/// <summary>A missing entry is absent only in a folder that is proven to be the store.</summary>
public sealed class StoreMarkerTests : IDisposable
{
    private static readonly CredentialKey DeviceKey = Service.DeviceKey();
    private static readonly CredentialKey Unknown = Service.DeviceKey("device-2");

    private readonly TemporaryFolder _folder = new();

    private string MarkerPath => Path.Combine(_folder.Path, "adobepass-store.json");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Losses =>
        ["the folder is deleted", "the folder is emptied", "the marker is deleted", "another store takes its place"];

    public static TheoryData<bool, bool> MissingFolders => new() { { false, false }, { true, false }, { true, true } };

    [Theory]
    [MemberData(nameof(MissingFolders))]
    public async Task Missing_or_empty_folder_is_unavailable_without_AllowCreation(bool folderExists, bool hasOtherFiles)
    {
        if (folderExists)
        {
            Directory.CreateDirectory(_folder.Path);
        }

        if (hasOtherFiles)
        {
            // A token cache in the same folder, and what a fresh volume has.
            await new FileAccessTokenCache(_folder.Path).SetAsync(
                DeviceKey,
                new CachedAccessToken(new AccessToken("made up"), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch),
                default);
            Directory.CreateDirectory(Path.Combine(_folder.Path, "lost+found"));
        }

        await using var service = new Service();
        var store = new FileCredentialStore(_folder.Path);
        var client = service.Client(options => options.CredentialStore = store);
        var before = Files();

        foreach (var act in new Func<Task>[]
        {
            () => store.FindAsync(DeviceKey, default).AsTask(),
            () => store.EnsureWritableAsync(DeviceKey, default).AsTask(),
            () => store.GetStateAsync(default).AsTask(),
            () => store.CreateAsync(DeviceKey, Program.Pair("a"), default).AsTask(),
            () => store.TryReplaceAsync(DeviceKey, Program.Pair("a"), "version", default).AsTask(),
            () => store.TrySetPendingAsync(DeviceKey, Program.Pair("a"), "version", default).AsTask(),
            () => store.DeleteAsync(DeviceKey, default).AsTask(),
            () => client.GetProfilesAsync("CHAN1"),
        })
        {
            var fault = await Assert.ThrowsAsync<CredentialStoreException>(act);
            Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
            Assert.Contains(_folder.Path, fault.Message, StringComparison.Ordinal);
            Assert.Contains("never created, or its volume is not mounted", fault.Message, StringComparison.Ordinal);
            Assert.Contains("AllowCreation", fault.Message, StringComparison.Ordinal);
        }

        if (!hasOtherFiles)
        {
            Assert.Null(await store.AcquireLeaseAsync(DeviceKey, TimeSpan.Zero, default));
        }

        Assert.Equal(0, service.Fake.Requests);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Store_is_new_until_its_first_entry_and_then_ready()
    {
        var store = FileStores.Open(_folder.Path);
        Assert.Equal(CredentialStoreState.New, await store.GetStateAsync(default));
        Assert.Null(await store.FindAsync(DeviceKey, default));
        Assert.False(await store.DeleteAsync(DeviceKey, default));
        Assert.Null(await store.TryReplaceAsync(DeviceKey, Program.Pair("a"), "version", default));
        await store.EnsureWritableAsync(DeviceKey, default);
        Assert.False(File.Exists(MarkerPath));
        Assert.Equal(CredentialStoreState.New, await store.GetStateAsync(default));

        await store.CreateAsync(DeviceKey, Program.Pair("a"), default);

        Assert.True(File.Exists(MarkerPath));
        foreach (var reopened in new[] { store, FileStores.Open(_folder.Path), new FileCredentialStore(_folder.Path) })
        {
            Assert.Equal(CredentialStoreState.Ready, await reopened.GetStateAsync(default));
            Assert.Equal("a", (await reopened.FindAsync(DeviceKey, default))!.Credentials.ClientId);
            Assert.Null(await reopened.FindAsync(Unknown, default));
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Store_that_disappears_in_use_is_unavailable_even_with_AllowCreation(string loss)
    {
        await using var service = new Service();
        var store = FileStores.Open(_folder.Path);
        await service.Client(options => options.CredentialStore = store).GetProfilesAsync("CHAN1");
        using var away = new TemporaryFolder();
        var requests = service.Fake.Requests;
        switch (loss)
        {
            case "the folder is deleted":
                Directory.Move(_folder.Path, away.Path);
                break;
            case "the folder is emptied":
                Directory.Move(_folder.Path, away.Path);
                Directory.CreateDirectory(_folder.Path);
                break;
            case "another store takes its place":
                Directory.Move(_folder.Path, away.Path);
                await FileStores.Open(_folder.Path).CreateAsync(Unknown, Program.Pair("other"), default);
                File.Delete(Directory.GetFiles(_folder.Path, "*.credentials.json", SearchOption.AllDirectories).Single());
                break;
            default:
                File.Delete(MarkerPath);
                break;
        }

        // A new client: nothing is in memory.
        var client = service.Client(options => options.CredentialStore = store);
        var device = loss == "the marker is deleted" ? Service.Device("device-2") : Service.Device();
        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => client.GetProfilesAsync("CHAN1", device));
        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.Contains(_folder.Path, fault.Message, StringComparison.Ordinal);
        Assert.Contains(
            loss == "another store takes its place" ? "before in this process" : "this process has read it before",
            fault.Message,
            StringComparison.Ordinal);
        await Assert.ThrowsAsync<CredentialStoreException>(() => store.GetStateAsync(default).AsTask());
        await Assert.ThrowsAsync<CredentialStoreException>(() => store.EnsureWritableAsync(Unknown, default).AsTask());
        await Assert.ThrowsAsync<CredentialStoreException>(() => store.CreateAsync(Unknown, Program.Pair("b"), default).AsTask());
        Assert.Equal(requests, service.Fake.Requests);

        if (loss != "the marker is deleted")
        {
            if (Directory.Exists(_folder.Path))
            {
                Directory.Delete(_folder.Path, recursive: true);
            }

            Directory.Move(away.Path, _folder.Path);
            await client.GetProfilesAsync("CHAN1");
            Assert.Equal(1, service.Fake.Registrations);
        }
    }

    [Fact]
    public async Task The_folder_of_an_older_version_is_adopted_with_its_entries()
    {
        var entry = Path.Combine(_folder.Path, DeviceKey.Value[..2], DeviceKey.Value + ".credentials.json");
        PutOldEntry(DeviceKey);
        var old = await File.ReadAllBytesAsync(entry);
        var store = new FileCredentialStore(_folder.Path);

        Assert.Null(await store.FindAsync(Unknown, default));

        Assert.True(File.Exists(MarkerPath));
        Assert.Equal(CredentialStoreState.Ready, await store.GetStateAsync(default));
        var found = await store.FindAsync(DeviceKey, default);
        Assert.Equal(("old", "1"), (found!.Credentials.ClientId, found.Version));

        // Written again with a checksum by the read.
        Assert.NotEqual(old, await File.ReadAllBytesAsync(entry));
        Assert.Equal("1", (await store.FindAsync(DeviceKey, default))!.Version);
        Assert.Equal("new", (await store.CreateAsync(Unknown, Program.Pair("new"), default)).Credentials.ClientId);
    }

    [Theory]
    [InlineData("the subfolder is deleted")]
    [InlineData("the subfolder is emptied")]
    [InlineData("the files are deleted one by one")]
    public async Task Device_in_a_lost_subfolder_is_unavailable(string loss)
    {
        var subfolder = Path.Combine(_folder.Path, DeviceKey.Value[..2]);
        var store = FileStores.Open(_folder.Path);
        await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        switch (loss)
        {
            case "the subfolder is deleted":
                Directory.Delete(subfolder, recursive: true);
                break;
            case "the subfolder is emptied":
                Directory.Delete(subfolder, recursive: true);
                Directory.CreateDirectory(subfolder);
                break;
            default:
                File.Delete(Path.Combine(subfolder, DeviceKey.Value + ".credentials.json"));
                break;
        }

        foreach (var opened in new[] { store, FileStores.Open(_folder.Path), new FileCredentialStore(_folder.Path) })
        {
            foreach (var act in new Func<Task>[]
            {
                () => opened.FindAsync(DeviceKey, default).AsTask(),
                () => opened.EnsureWritableAsync(DeviceKey, default).AsTask(),
                () => opened.CreateAsync(DeviceKey, Program.Pair("b"), default).AsTask(),
            })
            {
                var fault = await Assert.ThrowsAsync<CredentialStoreException>(act);
                Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
                Assert.Contains("are gone", fault.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Device_whose_credentials_were_deleted_can_register_again()
    {
        var store = FileStores.Open(_folder.Path);
        for (var round = 0; round < 3; round++)
        {
            await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
            Assert.True(await store.DeleteAsync(DeviceKey, default));
            Assert.Null(await store.FindAsync(DeviceKey, default));
            Assert.Equal(CredentialStoreState.Ready, await store.GetStateAsync(default));
        }
    }

    [Fact]
    public async Task Entries_without_the_store_marker_are_reported_as_partial_loss()
    {
        await FileStores.Open(_folder.Path).CreateAsync(DeviceKey, Program.Pair("a"), default);
        File.Delete(MarkerPath);

        var fault = await Assert.ThrowsAsync<CredentialStoreException>(
            () => new FileCredentialStore(_folder.Path).FindAsync(Unknown, default).AsTask());

        Assert.Contains("restored in part", fault.Message, StringComparison.Ordinal);
        Assert.Null(await FileStores.Open(_folder.Path).FindAsync(Unknown, default));
        Assert.True(File.Exists(MarkerPath));
    }

    [Fact]
    public async Task Marker_is_not_a_hidden_file()
    {
        await FileStores.Open(_folder.Path).CreateAsync(DeviceKey, Program.Pair("a"), default);

        // "rm -rf store/*" leaves hidden files in place.
        foreach (var visible in new DirectoryInfo(_folder.Path).EnumerateFileSystemInfos().Where(each => !each.Name.StartsWith('.')))
        {
            if (visible is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                visible.Delete();
            }
        }

        await Assert.ThrowsAsync<CredentialStoreException>(
            () => new FileCredentialStore(_folder.Path).FindAsync(DeviceKey, default).AsTask());
    }

    [Fact]
    public async Task Instances_that_create_a_store_concurrently_agree_on_its_marker()
    {
        var stores = Enumerable.Range(0, 8).Select(_ => FileStores.Open(_folder.Path)).ToArray();
        using var start = new Barrier(stores.Length);

        await Task.WhenAll(stores.Select((store, i) => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                store.CreateAsync(Service.DeviceKey("device-" + i), Program.Pair("p" + i), default).AsTask().GetAwaiter().GetResult();
            },
            default,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        foreach (var store in stores)
        {
            for (var i = 0; i < stores.Length; i++)
            {
                Assert.Equal("p" + i, (await store.FindAsync(Service.DeviceKey("device-" + i), default))!.Credentials.ClientId);
            }

            Assert.Equal(CredentialStoreState.Ready, await store.GetStateAsync(default));
        }
    }

    [Fact]
    public async Task Store_with_an_unfinished_marker_is_still_new()
    {
        Directory.CreateDirectory(_folder.Path);
        await File.WriteAllTextAsync(MarkerPath + ".0123456789abcdef0123456789abcdef.create.tmp", "{}");

        Assert.Equal(CredentialStoreState.New, await FileStores.Open(_folder.Path).GetStateAsync(default));
        await Assert.ThrowsAsync<CredentialStoreException>(() => new FileCredentialStore(_folder.Path).GetStateAsync(default).AsTask());
        await FileStores.Open(_folder.Path).CreateAsync(DeviceKey, Program.Pair("a"), default);
        Assert.Equal(CredentialStoreState.Ready, await new FileCredentialStore(_folder.Path).GetStateAsync(default));
    }

    [Fact]
    public async Task Device_is_not_absent_if_its_volume_is_mounted_during_the_search()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // The entry is missing at the first read and there at the second, as when the volume is mounted between the two.
        PutOldEntry(Unknown);
        var calls = new TestCalls();
        calls.OnLock = () =>
        {
            PutOldEntry(DeviceKey);
            return null;
        };
        var store = new FileCredentialStore(_folder.Path, new FileStoreOptions(), calls);

        Assert.Equal("old", (await store.FindAsync(DeviceKey, default))?.Credentials.ClientId);
    }

    private void PutOldEntry(CredentialKey key)
    {
        var path = Path.Combine(_folder.Path, key.Value[..2], key.Value + ".credentials.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, """{"format":1,"revision":"1","client_id":"old","client_secret":"made up","scopes":["api:client:v2"]}""");
    }

    private string[] Files() => Directory.Exists(_folder.Path)
        ? [.. Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Order()]
        : [];
}
