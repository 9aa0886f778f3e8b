using AdobePass.Testing;

namespace AdobePass.Tests.Throttling;

/// <summary>Calls of one IP address whose burst is used up, one permit each 1.1 s: what a viewer waits for goes first.</summary>
public sealed class PriorityCallTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(50);

    [Fact]
    public async Task Authorize_call_is_sent_before_queued_preauthorize_calls()
    {
        await using var service = new Service(options => options.ThrottleEnabled = true);
        var client = await BusyAsync(service);
        var began = service.Clock.GetUtcNow();
        var catalogue = Enumerable.Range(0, 20).Select(i => client.PreauthorizeAsync("CHAN1", "MvpdAlpha", Resources("res-" + i))).ToList();

        var play = client.AuthorizeAsync("CHAN1", "MvpdAlpha", Resources("res-1"));
        await service.Clock.DriveAsync(Task.WhenAll([play, .. catalogue]));

        var sent = service.Fake.Exchanges.Single(exchange => exchange.Operation == FakeOperation.Authorize).Time - began;
        Assert.InRange(sent, TimeSpan.Zero, TimeSpan.FromSeconds(2.2));
        Assert.Equal(20, service.Count(FakeOperation.Preauthorize, 200));
        Assert.Equal(0, service.Fake.Throttled);
    }

    [Fact]
    public async Task Accepted_background_call_is_not_rejected_when_foreground_calls_overtake_it()
    {
        await using var service = new Service(options => options.ThrottleEnabled = true);
        var client = await BusyAsync(service, options => options.MaxQueueDelay = TimeSpan.FromSeconds(5));
        var began = service.Clock.GetUtcNow();
        var catalogue = Enumerable.Range(0, 4).Select(i => client.PreauthorizeAsync("CHAN1", "MvpdAlpha", Resources("res-" + i))).ToList();
        await Assert.ThrowsAsync<AdobePassThrottledException>(() => client.PreauthorizeAsync("CHAN1", "MvpdAlpha", Resources("res-1")));

        var plays = Enumerable.Range(0, 4).Select(_ => client.AuthorizeAsync("CHAN1", "MvpdAlpha", Resources("res-1"))).ToList();
        await Assert.ThrowsAsync<AdobePassThrottledException>(() => client.AuthorizeAsync("CHAN1", "MvpdAlpha", Resources("res-1")));
        await service.Clock.DriveAsync(Task.WhenAll([.. plays, .. catalogue]));

        Assert.Equal(
            [.. Enumerable.Repeat(FakeOperation.Authorize, 4), .. Enumerable.Repeat(FakeOperation.Preauthorize, 4)],
            service.Fake.Exchanges.Where(exchange => exchange.Time > began).Select(exchange => exchange.Operation));
        Assert.Equal(0, service.Fake.Throttled);
    }

    [Fact]
    public async Task Registration_and_token_requests_are_sent_before_background_calls()
    {
        await using var service = new Service(options => options.ThrottleEnabled = true);
        var client = await BusyAsync(service);
        var catalogue = Enumerable.Range(0, 5).Select(i => client.PreauthorizeAsync("CHAN1", "MvpdAlpha", Resources("res-" + i))).ToList();

        var other = client.PreauthorizeAsync("CHAN1", "MvpdAlpha", Resources("res-1"), Service.Device("device-2"));
        await service.Clock.DriveAsync(Task.WhenAll([other, .. catalogue]));

        var sent = service.Fake.Exchanges.Skip(11).Select(exchange => exchange.Operation).ToList();
        Assert.Equal(
            [FakeOperation.Register, FakeOperation.Token, .. Enumerable.Repeat(FakeOperation.Preauthorize, 6)],
            sent.OrderBy(operation => operation == FakeOperation.Preauthorize));
        Assert.True(sent.TakeWhile(operation => operation != FakeOperation.Token).Count() <= 4);
        Assert.Equal(0, service.Fake.Throttled);
    }

    /// <summary>A client with a token that has used up the burst.</summary>
    private static async Task<IEntitlements> BusyAsync(Service service, Action<AdobePassOptions>? configure = null)
    {
        var client = service.Client(options =>
        {
            options.RequestsPerSecond = 1;
            options.RequestTimeout = Limit;
            configure?.Invoke(options);
        });
        await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => client.GetProfilesAsync("CHAN1")));
        return client;
    }

    private static RestV2.DecisionsRequest Resources(string resource) => new() { Resources = [resource] };
}
