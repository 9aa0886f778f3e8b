namespace AdobePass.Tests.Stores;

/// <summary>What every store promises; a store of one's own can be held against it in the same way.</summary>
public abstract class CredentialStoreContract
{
    private static readonly CredentialPartition A = CredentialPartition.Create("scope", "device-a");
    private static readonly CredentialPartition B = CredentialPartition.Create("scope", "device-b");

    [Fact]
    public async Task An_entry_that_was_never_created_is_absent()
    {
        Assert.Null(await Store().FindAsync(A, default));
    }

    [Fact]
    public async Task An_entry_is_found_as_it_was_created()
    {
        var store = Store();
        await store.EnsureWritableAsync(A, default);
        Assert.Null(await store.FindAsync(A, default));
        var pair = new ClientCredentials("id-\u00fc\"\\", new ClientSecret("s\u00e9cret \"\\ \ud83d\ude00"), ["one", "two"]);

        var created = await store.CreateAsync(A, pair, default);
        var found = await Reopen(store).FindAsync(A, default);

        Assert.Equal(pair.ClientId, created.Credentials.ClientId);
        Assert.Equal(created.Version, found!.Version);
        Assert.Equal(pair.ClientId, found.Credentials.ClientId);
        Assert.Equal(pair.ClientSecret, found.Credentials.ClientSecret);
        Assert.Equal(["one", "two"], found.Credentials.Scopes);
    }

    [Fact]
    public async Task Who_creates_second_gets_the_entry_of_who_was_first()
    {
        var store = Store();
        var first = await store.CreateAsync(A, Program.Pair("first"), default);

        var second = await Reopen(store).CreateAsync(A, Program.Pair("second"), default);

        Assert.Equal("first", second.Credentials.ClientId);
        Assert.Equal(first.Version, second.Version);
        Assert.Equal("first", (await store.FindAsync(A, default))!.Credentials.ClientId);
    }

    [Fact]
    public async Task An_entry_is_replaced_with_the_version_that_was_seen()
    {
        var store = Store();
        var first = await store.CreateAsync(A, Program.Pair("first"), default);

        var replaced = await store.TryReplaceAsync(A, Program.Pair("second"), first.Version, default);

        Assert.Equal("second", replaced!.Credentials.ClientId);
        Assert.NotEqual(first.Version, replaced.Version);
        var found = await Reopen(store).FindAsync(A, default);
        Assert.Equal("second", found!.Credentials.ClientId);
        Assert.Equal(replaced.Version, found.Version);
    }

    [Fact]
    public async Task An_entry_with_another_version_is_not_replaced()
    {
        var store = Store();
        var first = await store.CreateAsync(A, Program.Pair("first"), default);
        await store.TryReplaceAsync(A, Program.Pair("second"), first.Version, default);

        Assert.Null(await store.TryReplaceAsync(A, Program.Pair("third"), first.Version, default));
        Assert.Null(await store.TryReplaceAsync(A, Program.Pair("third"), "", default));

        Assert.Equal("second", (await store.FindAsync(A, default))!.Credentials.ClientId);
    }

    [Fact]
    public async Task An_entry_that_is_absent_is_not_replaced()
    {
        var store = Store();

        Assert.Null(await store.TryReplaceAsync(A, Program.Pair("x"), "1", default));

        Assert.Null(await store.FindAsync(A, default));
    }

    [Fact]
    public async Task An_entry_that_was_deleted_is_absent_and_is_not_replaced()
    {
        var store = Store();
        Assert.False(await store.DeleteAsync(A, default));
        var first = await store.CreateAsync(A, Program.Pair("first"), default);

        Assert.True(await store.DeleteAsync(A, default));

        Assert.Null(await Reopen(store).FindAsync(A, default));
        Assert.Null(await store.TryReplaceAsync(A, Program.Pair("x"), first.Version, default));
        Assert.False(await store.DeleteAsync(A, default));
        var again = await store.CreateAsync(A, Program.Pair("again"), default);
        Assert.NotEqual(first.Version, again.Version);
        Assert.Equal("again", again.Credentials.ClientId);
    }

    [Fact]
    public async Task Partitions_do_not_touch_each_other()
    {
        var store = Store();
        await store.CreateAsync(A, Program.Pair("a"), default);
        var b = await store.CreateAsync(B, Program.Pair("b"), default);
        Assert.Null(await store.TryReplaceAsync(A, Program.Pair("x"), b.Version, default));
        await store.TryReplaceAsync(B, Program.Pair("b2"), b.Version, default);

        Assert.Equal("a", (await store.FindAsync(A, default))!.Credentials.ClientId);
        await store.DeleteAsync(A, default);
        Assert.Equal("b2", (await store.FindAsync(B, default))!.Credentials.ClientId);
    }

    [Fact]
    public async Task Fifty_parallel_creations_have_one_winner()
    {
        var store = Store();
        for (var round = 0; round < 20; round++)
        {
            var partition = CredentialPartition.Create("round", "device-" + round);
            using var start = new Barrier(50);
            var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return Reopen(store).CreateAsync(partition, Program.Pair("pair-" + i), default).AsTask().GetAwaiter().GetResult();
                },
                default,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            var winner = Assert.Single(results.Select(result => result.Credentials.ClientId).Distinct());
            Assert.Single(results.Select(result => result.Version).Distinct());
            Assert.Equal(winner, (await store.FindAsync(partition, default))!.Credentials.ClientId);
        }
    }

    [Fact]
    public async Task Fifty_parallel_replacements_of_one_version_have_one_winner()
    {
        var store = Store();
        var first = await store.CreateAsync(A, Program.Pair("first"), default);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(
            async () => await Reopen(store).TryReplaceAsync(A, Program.Pair("pair-" + i), first.Version, default))));

        var winner = Assert.Single(results, result => result is not null);
        Assert.Equal(winner!.Credentials.ClientId, (await store.FindAsync(A, default))!.Credentials.ClientId);
    }

    protected abstract CredentialStore Store();

    /// <summary>The same entries after a restart, as far as the store survives one.</summary>
    protected abstract CredentialStore Reopen(CredentialStore store);
}

public sealed class MemoryCredentialStoreTests : CredentialStoreContract
{
    protected override CredentialStore Store() => new MemoryCredentialStore();

    protected override CredentialStore Reopen(CredentialStore store) => store;
}

public sealed class FileCredentialStoreContractTests : CredentialStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override CredentialStore Store() => new FileCredentialStore(_folder.Path);

    protected override CredentialStore Reopen(CredentialStore store) => Store();
}
