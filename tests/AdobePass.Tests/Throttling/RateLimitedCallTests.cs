namespace AdobePass.Tests.Throttling;

/// <summary>Calls that wait for their place, one each 1.1 s without a burst.</summary>
public sealed class RateLimitedCallTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(50);

    [Fact]
    public async Task Call_sent_late_delays_the_next_call()
    {
        await using var service = new Service();
        var client = await WarmAsync(service);
        var waiting = service.Clock.NextWaitExcept(Limit);
        var late = client.GetProfilesAsync("CHAN1");
        await Eventually.BeforeAsync(waiting, late);
        service.Clock.Advance(await waiting + TimeSpan.FromSeconds(2));
        await late;

        var behind = service.Clock.NextWaitExcept(Limit);
        var next = client.GetProfilesAsync("CHAN1");
        await Eventually.BeforeAsync(behind, next);

        Assert.Equal(TimeSpan.FromSeconds(1.1), await behind);
        service.Clock.Advance(TimeSpan.FromSeconds(1.1));
        await next;
    }

    [Fact]
    public async Task Request_cancelled_before_its_permit_passes_it_to_the_next()
    {
        await using var service = new Service();
        var client = await WarmAsync(service);
        using var source = new CancellationTokenSource();
        var waiting = service.Clock.NextWaitExcept(Limit);
        var call = client.GetProfilesAsync("CHAN1", cancellationToken: source.Token);
        await Eventually.BeforeAsync(waiting, call);
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        var then = service.Clock.NextWaitExcept(Limit);
        var next = client.GetProfilesAsync("CHAN1");
        await Eventually.BeforeAsync(then, next);

        Assert.Equal(TimeSpan.FromSeconds(0.1), await then);
        service.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await next;
    }

    /// <summary>A client with a token that has just sent a call, and nobody else in line.</summary>
    private static async Task<IEntitlements> WarmAsync(Service service)
    {
        var client = service.Client(options =>
        {
            options.RequestsPerSecond = 1;
            options.RequestBurst = 0;
            options.RequestTimeout = Limit;
        });
        await service.Clock.DriveAsync(client.GetProfilesAsync("CHAN1"));
        service.Clock.Advance(TimeSpan.FromSeconds(10));
        await client.GetProfilesAsync("CHAN1");
        return client;
    }
}
