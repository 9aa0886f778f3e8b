using System.Text;

namespace AdobePass.Redis.Tests;

[Collection(ServerCollection.Name)]
public sealed class PendingTests(SharedServers servers)
{
    private readonly CredentialKey _key = CredentialKey.Create(Guid.NewGuid().ToString("N"), "device-1");

    public static TheoryData<string> Servers => SharedServers.All;

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Pending_pair_is_set_only_with_the_current_version(string kind)
    {
        var (one, other) = await servers.ConnectAsync(kind);
        var (here, there) = (new RedisCredentialStore(one, Program.Creating), new RedisCredentialStore(other, Program.Creating));
        Assert.Null(await here.TrySetPendingAsync(_key, Program.Pair("second"), "none", default));
        var created = await here.CreateAsync(_key, Program.Pair("first"), default);

        var pending = await here.TrySetPendingAsync(_key, Program.Pair("second"), created.Version, default);

        Assert.NotEqual(created.Version, pending!.Version);
        Assert.Equal("first", pending.Credentials.ClientId);
        Assert.Equal("second", pending.Pending!.ClientId);
        Assert.Null(await there.TrySetPendingAsync(_key, Program.Pair("third"), created.Version, default));
        Assert.Null(await there.TryReplaceAsync(_key, Program.Pair("third"), created.Version, default));
        Assert.Equal(pending.Version, (await there.FindAsync(_key, default))!.Version);
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => here.TrySetPendingAsync(_key, null, pending.Version, canceled.Token).AsTask());

        var cleared = await there.TrySetPendingAsync(_key, null, pending.Version, default);
        Assert.Null(cleared!.Pending);
        Assert.Equal("first", cleared.Credentials.ClientId);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Parallel_pending_pairs_of_one_version_have_one_winner(string kind)
    {
        var (one, other) = await servers.ConnectAsync(kind);
        RedisCredentialStore[] stores = [new(one, Program.Creating), new(other, Program.Creating)];
        var created = await stores[0].CreateAsync(_key, Program.Pair("first"), default);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => stores[number % 2]
            .TrySetPendingAsync(_key, Program.Pair($"pair-{number}"), created.Version, default).AsTask()));

        var winner = Assert.Single(results, result => result is not null);
        Assert.Equal(winner!.Version, (await stores[1].FindAsync(_key, default))!.Version);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Pending_pair_is_visible_to_other_processes_until_it_is_promoted(string kind)
    {
        var (one, other) = await servers.ConnectAsync(kind);
        var ring = new KeyRing();
        var options = new RedisStoreOptions { AllowCreation = true, Protector = ring };
        var (here, there) = (new RedisCredentialStore(one, options), new RedisCredentialStore(other, options));
        var created = await here.CreateAsync(_key, Program.Pair("first"), default);
        var pending = await here.TrySetPendingAsync(_key, Program.Pair("second"), created.Version, default);
        Assert.Equal("second", (await there.FindAsync(_key, default))!.Pending!.ClientId);

        // It survives the rewrite with a new key.
        ring.Rotate();
        await there.FindAsync(_key, default);
        ring.ForgetOldKeys();
        var rewritten = await here.FindAsync(_key, default);
        Assert.Equal("second", rewritten!.Pending!.ClientId);
        Assert.Equal(pending!.Version, rewritten.Version);

        var replaced = await there.TryReplaceAsync(_key, rewritten.Pending, rewritten.Version, default);
        Assert.Null(replaced!.Pending);
        var found = await here.FindAsync(_key, default);
        Assert.Null(found!.Pending);
        Assert.Equal("second", found.Credentials.ClientId);
        var stored = Encoding.UTF8.GetString((byte[])(await one.GetDatabase().StringGetAsync($"adobepass:{{{_key.Value}}}:credentials"))!);
        Assert.DoesNotContain("made up for", stored, StringComparison.Ordinal);
    }
}
