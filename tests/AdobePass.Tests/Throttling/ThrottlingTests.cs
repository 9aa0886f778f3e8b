using System.Net;
using AdobePass.Testing;

namespace AdobePass.Tests.Throttling;

public sealed class ThrottlingTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    public static TheoryData<string?, int> RetryAfter => new()
    {
        { null, 1 },
        { "0", 1 },
        { "1", 1 },
        { "5", 5 },
        { "59", 59 },
        { "60", 60 },
        { "61", 60 },
        { "86400", 60 },
        { "soon", 1 },
        { DateTimeOffset.FromUnixTimeSeconds(1_780_000_007).ToString("R"), 7 },
        { DateTimeOffset.FromUnixTimeSeconds(1_780_000_000 + 3600).ToString("R"), 60 },
        { DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).ToString("R"), 1 },
    };

    [Theory]
    [MemberData(nameof(RetryAfter))]
    public async Task Throttled_call_is_retried_no_earlier_than_after_the_delay(string? retryAfter, int seconds)
    {
        await using var service = new Service();
        var client = service.Client(options => options.RequestTimeout = TimeSpan.FromMinutes(50));
        await client.GetProfilesAsync("CHAN1");
        var refusal = FakeResponse.Html(429, "<html>{\"profiles\":") with { Headers = retryAfter is null ? [] : [new("Retry-After", retryAfter)] };
        service.Fake.InjectFault(FakeFault.Respond(refusal).On(FakeOperation.Profiles));
        var wait = TimeSpan.FromSeconds(seconds);
        var waiting = service.Clock.NextWaitExcept(TimeSpan.FromMinutes(50));

        var call = client.GetProfilesAsync("CHAN1");
        await Eventually.BeforeAsync(waiting, call);
        Assert.Equal(wait, await waiting);
        service.Clock.Advance(wait - Tick);
        for (var i = 0; i < 100; i++)
        {
            await Task.Yield();
        }

        Assert.Equal(2, service.Count(FakeOperation.Profiles));
        Assert.False(call.IsCompleted);
        service.Clock.Advance(Tick);
        await call;
        Assert.Equal(3, service.Count(FakeOperation.Profiles));
        Assert.Equal(1, service.Fake.TokenRequests);
    }

    [Theory]
    [InlineData(FakeOperation.Register, "registerClient", 1)]
    [InlineData(FakeOperation.Token, "requestAccessToken", 3)]
    [InlineData(FakeOperation.Profiles, "getProfiles", 10)]
    public async Task Attempts_stop_at_the_configured_maximum(FakeOperation operation, string operationId, int attempts)
    {
        await using var service = new Service();
        var client = service.Client(options =>
        {
            options.MaxThrottledAttempts = attempts;
            options.RequestTimeout = TimeSpan.FromMinutes(50);
        });
        service.Fake.InjectFault(FakeFault.TooManyRequests().On(operation).Forever());

        var call = client.GetProfilesAsync("CHAN1");
        var fault = await Assert.ThrowsAsync<AdobePassThrottledException>(() => service.Clock.DriveAsync(call));

        Assert.Equal(attempts, fault.Attempts);
        Assert.Equal(operationId, fault.OperationId);
        Assert.Equal((HttpStatusCode)429, fault.StatusCode);
        Assert.Null(fault.Error);
        Assert.Equal(attempts, service.Count(operation));
        Assert.DoesNotContain("html", fault.ToString(), StringComparison.OrdinalIgnoreCase);
        var times = service.Fake.Exchanges.Where(exchange => exchange.Operation == operation).Select(exchange => exchange.Time).ToArray();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Configured_ThrottleDelay_is_respected()
    {
        await using var service = new Service();
        var wait = TimeSpan.FromSeconds(12);
        var client = service.Client(options => options.ThrottleDelay = wait);
        service.Fake.InjectFault(FakeFault.TooManyRequests().On(FakeOperation.Profiles));
        var waiting = service.Clock.WaitBegins(wait);

        var call = client.GetProfilesAsync("CHAN1");
        await Eventually.BeforeAsync(waiting, call);
        service.Clock.Advance(wait);

        await call;
    }

    [Fact]
    public async Task Caller_can_cancel_the_throttle_delay()
    {
        await using var service = new Service();
        var client = service.Client();
        service.Fake.InjectFault(FakeFault.TooManyRequests().On(FakeOperation.Profiles));
        var waiting = service.Clock.WaitBegins(TimeSpan.FromSeconds(1));
        using var impatience = new CancellationTokenSource();
        var call = client.GetProfilesAsync("CHAN1", cancellationToken: impatience.Token);
        await Eventually.BeforeAsync(waiting, call);

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task All_calls_succeed_against_a_throttling_service()
    {
        await using var service = new Service(options =>
        {
            options.ThrottleEnabled = true;
            options.ThrottleBurst = 4;
        });
        var client = service.Client(options =>
        {
            options.MaxThrottledAttempts = 10;
            options.RequestTimeout = TimeSpan.FromMinutes(50);
        });

        var calls = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.GetProfilesAsync("CHAN1")));

        // Ten requests in a second that admits five; only then does the clock move. The first refusal holds back those that were not sent yet.
        await Eventually.TrueAsync(() => service.Fake.Throttled >= 1);
        await service.Clock.DriveAsync(calls);

        Assert.Equal(8, service.Count(FakeOperation.Profiles, 200));
        Assert.Equal(1, service.Fake.Registrations);
    }

    [Fact]
    public async Task Devices_with_different_IP_addresses_do_not_share_a_rate_limit()
    {
        await using var service = new Service(options =>
        {
            options.ThrottleEnabled = true;
            options.ThrottleBurst = 2;
        });
        var client = service.Client(options => options.Device = null);

        await Task.WhenAll(Enumerable.Range(1, 50).Select(i => client.GetProfilesAsync("CHAN1", Service.Device("d" + i, IPAddress.Parse("203.0.113." + i)))));

        Assert.Equal(0, service.Fake.Throttled);
    }
}
