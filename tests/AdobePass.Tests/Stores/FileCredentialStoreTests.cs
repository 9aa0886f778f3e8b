using System.Text;

namespace AdobePass.Tests.Stores;

public sealed class FileCredentialStoreTests : IDisposable
{
    private static readonly CredentialKey DeviceKey = CredentialKey.Create("scope", "device-1");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Damages => new()
    {
        { "empty", "" },
        { "truncated", "CUT" },
        { "garbage", "\0\u0001marker7F" },
        { "other format", """{"format":2,"revision":"r","client_id":"marker7F","client_secret":"marker7F","scopes":[]}""" },
        { "format is text", """{"format":"1","revision":"r","client_id":"marker7F","client_secret":"marker7F","scopes":[]}""" },
        { "format is missing", """{"revision":"r","client_id":"marker7F","client_secret":"marker7F","scopes":[]}""" },
        { "id is missing", """{"format":1,"revision":"r","client_secret":"marker7F","scopes":[]}""" },
        { "id is empty", """{"format":1,"revision":"r","client_id":"","client_secret":"marker7F","scopes":[]}""" },
        { "secret is missing", """{"format":1,"revision":"r","client_id":"marker7F","scopes":[]}""" },
        { "secret is null", """{"format":1,"revision":"r","client_id":"marker7F","client_secret":null,"scopes":[]}""" },
        { "secret is empty", """{"format":1,"revision":"r","client_id":"marker7F","client_secret":" ","scopes":[]}""" },
        { "revision is missing", """{"format":1,"client_id":"marker7F","client_secret":"marker7F","scopes":[]}""" },
        { "revision is null", """{"format":1,"revision":null,"client_id":"marker7F","client_secret":"marker7F","scopes":[]}""" },
        { "scopes are missing", """{"format":1,"revision":"r","client_id":"marker7F","client_secret":"marker7F"}""" },
        { "scopes are text", """{"format":1,"revision":"r","client_id":"marker7F","client_secret":"marker7F","scopes":"marker7F"}""" },
        { "array", """["marker7F"]""" },
        { "null", "null" },
        { "deep", "DEEP" },
    };

    private string EntryPath => Path.Combine(_folder.Path, DeviceKey.Value[..2], DeviceKey.Value + ".credentials.json");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Damaged_file_is_reported_and_kept_and_prevents_registration(string kind, string content)
    {
        await using var service = new Service();
        var store = FileStores.Open(_folder.Path);
        var created = await store.CreateAsync(DeviceKey, Program.Pair("marker7F"), default);
        var bytes = kind switch
        {
            "truncated" => (await File.ReadAllBytesAsync(EntryPath))[..^10],
            "deep" => Encoding.UTF8.GetBytes("{\"format\":" + new string('[', 5000)),
            _ => Encoding.UTF8.GetBytes(content),
        };
        await File.WriteAllBytesAsync(EntryPath, bytes);
        var connection = service.Connect(options =>
        {
            options.CredentialStore = store;
            options.CredentialScope = "scope";
        });
        var client = new EntitlementsClient(connection);

        foreach (var act in new Func<Task>[]
        {
            () => store.FindAsync(DeviceKey, default).AsTask(),
            () => store.CreateAsync(DeviceKey, Program.Pair("new"), default).AsTask(),
            () => store.TryReplaceAsync(DeviceKey, Program.Pair("new"), created.Version, default).AsTask(),
            () => client.GetProfilesAsync("CHAN1"),
            () => connection.FindCredentialsAsync(),
        })
        {
            var fault = await Assert.ThrowsAsync<CredentialStoreException>(act);
            Assert.Equal(CredentialStoreFailure.Corrupt, fault.Failure);
            Assert.Contains(EntryPath, fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("marker7F", fault.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(bytes, await File.ReadAllBytesAsync(EntryPath));
        Assert.Equal(0, service.Fake.Requests);

        // The documented way out.
        Assert.True(await connection.DeleteCredentialsAsync());
        await client.GetProfilesAsync("CHAN1");
        Assert.Equal(1, service.Fake.Registrations);
    }

    [Fact]
    public async Task Files_and_folders_are_accessible_only_by_their_owner()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var store = FileStores.Open(_folder.Path);
        await store.EnsureWritableAsync(DeviceKey, default);
        var created = await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        await store.TryReplaceAsync(DeviceKey, Program.Pair("b"), created.Version, default);

        var files = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        const UnixFileMode OwnerAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(OwnerAll, File.GetUnixFileMode(Path.GetDirectoryName(EntryPath)!));
        Assert.Equal(OwnerAll, File.GetUnixFileMode(_folder.Path));
    }

    [Fact]
    public async Task Store_operations_leave_no_temporary_files()
    {
        var store = FileStores.Open(_folder.Path);
        await store.EnsureWritableAsync(DeviceKey, default);
        var created = await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        await store.CreateAsync(DeviceKey, Program.Pair("b"), default);
        await store.TryReplaceAsync(DeviceKey, Program.Pair("c"), created.Version, default);

        Assert.DoesNotContain(
            Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories),
            file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leftover_temporary_file_is_ignored()
    {
        var store = FileStores.Open(_folder.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(EntryPath)!);
        await File.WriteAllTextAsync(EntryPath + ".0123456789abcdef.tmp", "{\"format\":1,");
        Assert.Null(await store.FindAsync(DeviceKey, default));

        await store.CreateAsync(DeviceKey, Program.Pair("a"), default);

        Assert.Equal("a", (await store.FindAsync(DeviceKey, default))!.Credentials.ClientId);
    }

    [Fact]
    public async Task Unwritable_folder_is_unavailable_and_prevents_registration()
    {
        await using var service = new Service();
        Directory.CreateDirectory(_folder.Path);
        var notAFolder = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(notAFolder, "x");
        var store = FileStores.Open(Path.Combine(notAFolder, "store"));
        var client = service.Client(options => options.CredentialStore = store);

        foreach (var act in new Func<Task>[]
        {
            () => store.EnsureWritableAsync(DeviceKey, default).AsTask(),
            () => store.CreateAsync(DeviceKey, Program.Pair("a"), default).AsTask(),
            () => client.GetProfilesAsync("CHAN1"),
        })
        {
            Assert.Equal(CredentialStoreFailure.Unavailable, (await Assert.ThrowsAsync<CredentialStoreException>(act)).Failure);
        }

        Assert.Equal(0, service.Fake.Requests);
    }

    [Fact]
    public async Task Unreadable_entry_is_unavailable_not_absent()
    {
        await using var service = new Service();
        var key = CredentialKey.Create("scope", "device-1");
        Directory.CreateDirectory(EntryPath);
        var store = FileStores.Open(_folder.Path);
        var client = service.Client(options =>
        {
            options.CredentialStore = store;
            options.CredentialScope = "scope";
        });

        Assert.Equal(
            CredentialStoreFailure.Unavailable,
            (await Assert.ThrowsAsync<CredentialStoreException>(() => store.FindAsync(key, default).AsTask())).Failure);
        await Assert.ThrowsAsync<CredentialStoreException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(0, service.Fake.Requests);
    }

    [Fact]
    public async Task Restarted_process_uses_the_stored_pair_and_token()
    {
        await using var service = new Service();
        await service.Client(options => options.CredentialStore = FileStores.Open(_folder.Path)).GetProfilesAsync("CHAN1");
        await service.Client(options => options.CredentialStore = FileStores.Open(_folder.Path)).GetProfilesAsync("CHAN1");

        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(1, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task Lock_that_is_never_released_times_out_as_unavailable()
    {
        var clock = new TestClock();
        var store = FileStores.Open(_folder.Path, clock: clock);
        var created = await store.CreateAsync(DeviceKey, Program.Pair("a"), default);
        var replaced = await store.TryReplaceAsync(DeviceKey, Program.Pair("a2"), created.Version, default);
        await using var held = new FileStream(
            Path.Combine(Path.GetDirectoryName(EntryPath)!, ".lock"),
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None);

        var replacing = store.TryReplaceAsync(DeviceKey, Program.Pair("b"), replaced!.Version, default).AsTask();
        var fault = await Assert.ThrowsAsync<CredentialStoreException>(() => clock.DriveAsync(replacing));

        Assert.Equal(CredentialStoreFailure.Unavailable, fault.Failure);
        Assert.Equal("a2", (await store.FindAsync(DeviceKey, default))!.Credentials.ClientId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void Empty_folder_path_is_rejected(string? folder)
    {
        Assert.Equal("folder", Assert.Throws<ArgumentException>(() => new FileCredentialStore(folder!)).ParamName);
        Assert.Equal("folder", Assert.Throws<ArgumentException>(() => new FileAccessTokenCache(folder!)).ParamName);
    }
}
