using AdobePass.Testing;

namespace AdobePass.Tests.Tokens;

public sealed class AccessTokenProviderTests
{
    [Fact]
    public async Task Shared_request_started_before_a_rejection_does_not_restore_the_rejected_token()
    {
        await using var service = new Service();
        var cache = new ScriptedCache();
        await service.Client(options => options.AccessTokenCache = cache).GetProfilesAsync("CHAN1");
        var connection = service.Connect(options => options.AccessTokenCache = cache);
        var key = connection.KeyOf(Service.Device());
        var refused = (await cache.FindAsync(key, default))!.Token;
        var gate = new TaskCompletionSource();
        cache.OnFind = () => gate.Task;
        var begun = cache.Finds + 1;

        // As when the token was forgotten for want of room while a call with it was under way.
        var early = connection.Tokens.GetAsync(key, Service.Device(), default).AsTask();
        await Eventually.TrueAsync(() => cache.Finds == begun);
        var late = connection.Tokens.GetInsteadOfAsync(refused, key, Service.Device(), default).AsTask();
        gate.SetResult();

        Assert.Equal(refused, await early);
        Assert.NotEqual(refused, await late);
        Assert.Equal(2, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task Cached_token_is_read_once_and_then_kept_in_memory()
    {
        await using var service = new Service();
        var cache = new ScriptedCache();
        await service.Client(options => options.AccessTokenCache = cache).GetProfilesAsync("CHAN1");
        var client = service.Client(options => options.AccessTokenCache = cache);
        await client.GetProfilesAsync("CHAN1");
        var finds = cache.Finds;

        for (var i = 0; i < 10; i++)
        {
            await client.GetProfilesAsync("CHAN1");
        }

        Assert.Equal(finds, cache.Finds);
        Assert.Equal(1, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task Cache_failure_is_logged_with_its_operation()
    {
        await using var service = new Service();
        using var journal = new Journal();
        var words = Guid.NewGuid().ToString("N");
        var cache = new ScriptedCache { OnFind = () => throw new IOException(words), OnSet = () => throw new TimeoutException(words) };
        var client = service.Client(options =>
        {
            options.AccessTokenCache = cache;
            options.LoggerFactory = journal;
        });

        await client.GetProfilesAsync("CHAN1");

        var lines = journal.Of(3003);
        Assert.Contains(lines, line => line.Contains("find, " + nameof(IOException), StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("set, " + nameof(TimeoutException), StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(30, 10)]
    [InlineData(4, 4)]
    public async Task Lease_wait_is_the_request_timeout_capped_at_ten_seconds(int requestTimeout, int timeout)
    {
        await using var service = new Service();
        var asked = new List<TimeSpan>();
        var store = new ScriptedStore(service.Store)
        {
            OnTakeTurn = (longest, _) =>
            {
                asked.Add(longest);
                return default;
            },
        };
        var client = service.Client(options =>
        {
            options.CredentialStore = store;
            options.RequestTimeout = TimeSpan.FromSeconds(requestTimeout);
        });

        await client.GetProfilesAsync("CHAN1");

        Assert.Equal([TimeSpan.FromSeconds(timeout)], asked);
    }

    [Fact]
    public async Task Lease_that_cannot_be_released_does_not_fail_the_call()
    {
        await using var service = new Service();
        var turn = new StuckLease();
        var store = new ScriptedStore(service.Store) { OnTakeTurn = (_, _) => new ValueTask<IAsyncDisposable?>(turn) };
        var client = service.Client(options => options.CredentialStore = store);

        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(1, turn.Ends);
    }

    [Fact]
    public async Task Rejected_new_credentials_are_logged()
    {
        await using var service = new Service();
        using var journal = new Journal();
        var client = service.Client(options => options.LoggerFactory = journal);
        await client.GetProfilesAsync("CHAN1");
        service.Fake.InjectFault(FakeFault.Respond(400, """{"error":"invalid_client"}""", "application/json").On(FakeOperation.Token).Forever());
        service.Clock.Advance(TimeSpan.FromHours(6));

        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Empty(journal.Of(1003));
        Assert.Single(journal.Of(1006));
    }

    private sealed class StuckLease : IAsyncDisposable
    {
        public int Ends { get; private set; }

        public ValueTask DisposeAsync()
        {
            Ends++;
            throw new IOException("The turn is stuck (test).");
        }
    }
}
