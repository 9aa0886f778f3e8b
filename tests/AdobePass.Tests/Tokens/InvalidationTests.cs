namespace AdobePass.Tests.Tokens;

/// <summary>Credentials that are given up while something else is under way.</summary>
public sealed class InvalidationTests
{
    [Fact]
    public async Task Token_requested_before_the_credentials_were_deleted_is_not_used_afterwards()
    {
        await using var service = new Service();
        using var handler = new ScriptedHandler(service.Fake.CreateHandler()) { Path = "/o/client/token" };
        var gate = new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        handler.Answer = () => gate.Task;
        var connection = service.Connect(options => options.HttpMessageHandler = handler);
        var client = new EntitlementsClient(connection);
        var call = client.GetProfilesAsync("CHAN1");
        await Eventually.TrueAsync(() => handler.Asked == 1);

        var deleting = connection.DeleteCredentialsAsync();
        gate.SetResult(null);
        await call;
        Assert.True(await deleting);
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.Registrations);
        Assert.Equal(2, service.TokensSent.Distinct().Count());
    }

    [Fact]
    public async Task Failed_token_request_does_not_fail_the_deletion()
    {
        await using var service = new Service();
        using var handler = new ScriptedHandler(service.Fake.CreateHandler()) { Path = "/o/client/token" };
        var gate = new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        handler.Answer = () => gate.Task;
        var connection = service.Connect(options => options.HttpMessageHandler = handler);
        var call = new EntitlementsClient(connection).GetProfilesAsync("CHAN1");
        await Eventually.TrueAsync(() => handler.Asked == 1);

        var deleting = connection.DeleteCredentialsAsync();
        gate.SetException(new HttpRequestException("The connection is gone (test)."));

        await Assert.ThrowsAsync<AdobePassConnectionException>(() => call);
        Assert.True(await deleting);
        Assert.Null(await service.StoredAsync());
    }

    [Fact]
    public async Task Deletion_cancelled_during_a_token_request_throws_OperationCanceledException()
    {
        await using var service = new Service();
        using var handler = new ScriptedHandler(service.Fake.CreateHandler()) { Path = "/o/client/token" };
        var gate = new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        handler.Answer = () => gate.Task;
        var connection = service.Connect(options => options.HttpMessageHandler = handler);
        var call = new EntitlementsClient(connection).GetProfilesAsync("CHAN1");
        await Eventually.TrueAsync(() => handler.Asked == 1);
        using var source = new CancellationTokenSource();
        var deleting = connection.DeleteCredentialsAsync(cancellationToken: source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => deleting);
        gate.SetResult(null);
        await call;
    }

    [Fact]
    public async Task Cache_failure_is_logged_and_does_not_fail_the_deletion()
    {
        await using var service = new Service();
        using var journal = new Journal();
        var cache = new ScriptedCache();
        var connection = Connect(service, cache, journal);
        await new EntitlementsClient(connection).GetProfilesAsync("CHAN1");
        var words = Guid.NewGuid().ToString("N");
        cache.OnRemove = () => throw new InvalidOperationException(words);

        Assert.True(await connection.DeleteCredentialsAsync());

        var line = Assert.Single(journal.Of(3003));
        Assert.Contains("remove, " + nameof(InvalidOperationException), line, StringComparison.Ordinal);
        Assert.DoesNotContain(words, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hung_cache_is_abandoned_after_StoreTimeout()
    {
        await using var service = new Service();
        using var journal = new Journal();
        var cache = new ScriptedCache();
        var connection = Connect(service, cache, journal);
        await new EntitlementsClient(connection).GetProfilesAsync("CHAN1");
        cache.OnRemove = static () => new TaskCompletionSource().Task;
        var deleting = connection.DeleteCredentialsAsync();
        Assert.False(deleting.IsCompleted);

        service.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.True(await deleting);
        Assert.Contains(nameof(TimeoutException), Assert.Single(journal.Of(3003)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletion_cancelled_while_the_cache_hangs_logs_no_cache_failure()
    {
        await using var service = new Service();
        using var journal = new Journal();
        var cache = new ScriptedCache { OnRemove = static () => new TaskCompletionSource().Task };
        var connection = Connect(service, cache, journal);
        await new EntitlementsClient(connection).GetProfilesAsync("CHAN1");
        using var source = new CancellationTokenSource();
        var deleting = connection.DeleteCredentialsAsync(cancellationToken: source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => deleting);
        Assert.Empty(journal.Of(3003));
    }

    private static AdobePassClient Connect(Service service, ScriptedCache cache, Journal journal) => service.Connect(options =>
    {
        options.AccessTokenCache = cache;
        options.LoggerFactory = journal;
    });
}
