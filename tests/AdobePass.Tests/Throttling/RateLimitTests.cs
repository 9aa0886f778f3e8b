using System.Net;
using AdobePass.Runtime;
using AdobePass.Testing;

namespace AdobePass.Tests.Throttling;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Burst_is_sent_immediately_and_the_rest_at_the_steady_rate()
    {
        await using var service = Throttling();
        var client = Paced(service);

        var calls = Task.WhenAll(Enumerable.Range(0, 30).Select(_ => client.GetProfilesAsync("CHAN1")));
        await Eventually.TrueAsync(() => service.Fake.Requests == 11);
        var began = service.Clock.GetUtcNow();
        await service.Clock.DriveAsync(calls);

        // One in the rate and ten in the burst, registration and token among them, and 21 later ones.
        Assert.Equal(0, service.Fake.Throttled);
        Assert.Equal(32, service.Fake.Requests);
        Assert.InRange(service.Clock.GetUtcNow() - began, TimeSpan.FromSeconds(21 * 1.1), TimeSpan.FromSeconds((21 * 1.1) + 1));
    }

    [Fact]
    public async Task Rate_limits_of_IP_addresses_are_independent()
    {
        await using var service = Throttling();
        var client = Paced(service, options => options.Device = null);
        var busy = Service.Device("busy", IPAddress.Parse("203.0.113.1"));
        var waiting = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetProfilesAsync("CHAN1", busy)));
        await Eventually.TrueAsync(() => service.Fake.Requests == 11);

        for (var i = 2; i < 40; i++)
        {
            await client.GetProfilesAsync("CHAN1", Service.Device("idle-" + i, IPAddress.Parse("203.0.113." + i)));
        }

        Assert.False(waiting.IsCompleted);
        await service.Clock.DriveAsync(waiting);
        Assert.Equal(0, service.Fake.Throttled);
    }

    [Fact]
    public async Task Devices_with_the_same_IP_address_share_one_rate_limit()
    {
        await using var service = Throttling();
        var client = Paced(service, options => options.Device = null);
        var address = IPAddress.Parse("203.0.113.1");

        var calls = Task.WhenAll(Enumerable.Range(0, 10).Select(i => client.GetProfilesAsync("CHAN1", Service.Device("device-" + i, address))));
        await service.Clock.DriveAsync(calls);

        Assert.Equal(30, service.Fake.Requests);
        Assert.Equal(0, service.Fake.Throttled);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Prolonged_use_causes_no_429_response(bool refills)
    {
        await using var service = new Service(options =>
        {
            options.ThrottleEnabled = true;
            options.ThrottleBurstRefills = refills;
        });
        var client = Paced(service, options => options.RequestBurstRefills = refills);
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            await service.Clock.DriveAsync(Task.WhenAll(Enumerable.Range(0, random.Next(1, 6)).Select(_ => client.GetProfilesAsync("CHAN1"))));
            service.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(0, 9000)));
        }

        Assert.Equal(0, service.Fake.Throttled);
    }

    [Fact]
    public async Task Status_429_delays_all_calls_of_its_IP_address()
    {
        await using var service = new Service();
        var journal = new Journal();
        var client = service.Client(options =>
        {
            options.RequestsPerSecond = 0;
            options.LoggerFactory = journal;
        });
        await client.GetProfilesAsync("CHAN1");
        service.Fake.InjectFault(FakeFault.TooManyRequests().On(FakeOperation.Profiles));
        var refused = service.Clock.WaitBegins(TimeSpan.FromSeconds(1));
        var first = client.GetProfilesAsync("CHAN1");
        await Eventually.BeforeAsync(refused, first);
        var others = Enumerable.Range(0, 5).Select(_ => client.GetProfilesAsync("CHAN1")).ToList();
        await Eventually.TrueAsync(() => journal.Of(4002).Count == 6);

        Assert.Equal(2, service.Count(FakeOperation.Profiles));
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll([first, .. others]);
        Assert.Equal(1, service.Count(FakeOperation.Profiles, 429));
        Assert.Equal(8, service.Count(FakeOperation.Profiles));
    }

    [Fact]
    public async Task Call_that_would_exceed_MaxQueueDelay_is_not_sent()
    {
        await using var service = Throttling();
        var client = Paced(service, options => options.MaxQueueDelay = TimeSpan.FromSeconds(5));
        var calls = Enumerable.Range(0, 9 + 4).Select(_ => client.GetProfilesAsync("CHAN1")).ToList();
        await Eventually.TrueAsync(() => service.Fake.Requests == 11);

        var fault = await Assert.ThrowsAsync<AdobePassThrottledException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Equal(0, fault.Attempts);
        Assert.Contains(nameof(AdobePassOptions.MaxQueueDelay), fault.Message, StringComparison.Ordinal);
        Assert.Equal(11, service.Fake.Requests);
        await service.Clock.DriveAsync(Task.WhenAll(calls));
    }

    [Fact]
    public async Task Cancelled_queued_request_is_not_sent()
    {
        await using var service = Throttling();
        var client = Paced(service);
        using var source = new CancellationTokenSource();
        await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => client.GetProfilesAsync("CHAN1")));
        var call = client.GetProfilesAsync("CHAN1", cancellationToken: source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(11, service.Fake.Requests);
    }

    [Fact]
    public async Task Permits_of_cancelled_requests_are_reused_by_later_requests()
    {
        await using var service = Throttling();
        var client = Paced(service, options => options.MaxQueueDelay = TimeSpan.FromSeconds(10));
        await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => client.GetProfilesAsync("CHAN1")));

        // More than fit into the timeout of anybody, one after the other.
        for (var i = 0; i < 50; i++)
        {
            using var source = new CancellationTokenSource();
            var waiting = service.Clock.NextWaitExcept(TimeSpan.FromMinutes(50));
            var call = client.GetProfilesAsync("CHAN1", cancellationToken: source.Token);
            await Eventually.BeforeAsync(waiting, call);
            Assert.Equal(TimeSpan.FromSeconds(1.1), await waiting);
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        await service.Clock.DriveAsync(client.GetProfilesAsync("CHAN1"));
        Assert.Equal(12, service.Fake.Requests);
    }

    [Fact]
    public async Task Queued_request_waits_for_the_end_of_the_pause_after_429()
    {
        await using var service = Throttling();
        var client = Paced(service);
        await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => client.GetProfilesAsync("CHAN1")));
        service.Fake.InjectFault(FakeFault.Respond(FakeResponse.Html(429, "<html>") with { Headers = [new("Retry-After", "20")] }).On(FakeOperation.Profiles));
        var first = client.GetProfilesAsync("CHAN1");
        var others = Enumerable.Range(0, 5).Select(_ => client.GetProfilesAsync("CHAN1")).ToList();

        await service.Clock.DriveAsync(Task.WhenAll([first, .. others]));

        Assert.Equal(1, service.Count(FakeOperation.Profiles, 429));
        var times = service.Fake.Exchanges.Select(exchange => exchange.Time).ToArray();
        Assert.Equal(18, times.Length);
        Assert.True(times[12] - times[11] >= TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Burst_refills_one_permit_at_a_time()
    {
        await using var service = new Service();
        var limiter = new RequestRateLimiter(service.Options(options =>
        {
            options.RequestsPerSecond = 1;
            options.RequestBurst = 3;
            options.RequestBurstRefills = true;
        }));
        Assert.Equal([0, 0, 0, 0, 1.1, 2.2], Acquire(limiter, 6));

        // Two permits for those that wait, and two more that no request needs.
        service.Clock.Advance(TimeSpan.FromSeconds(1.1));
        service.Clock.Advance(TimeSpan.FromSeconds(1.1));
        service.Clock.Advance(TimeSpan.FromSeconds(1.1 + 2.2));

        Assert.Equal([0, 0, 0, 1.1], Acquire(limiter, 4));
        service.Clock.Advance(TimeSpan.FromSeconds(1.1));
        service.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([0, 0, 0, 0, 1.1], Acquire(limiter, 5));
    }

    [Fact]
    public async Task Number_of_tracked_IP_addresses_is_limited()
    {
        await using var service = new Service();
        var limiter = new RequestRateLimiter(service.Options(options =>
        {
            options.RequestsPerSecond = 1;
            options.MaxTokensInMemory = 100;
        }));

        for (var i = 0; i < 10_000; i++)
        {
            var ticket = 0L;
            Assert.True(limiter.TryAcquire("address-" + i, false, TimeSpan.Zero, ref ticket, out _, out _));
            Assert.InRange(limiter.AddressCount, 1, 100);
        }
    }

    private static IEnumerable<double> Acquire(RequestRateLimiter limiter, int count) => Enumerable.Range(0, count).Select(_ =>
    {
        var ticket = 0L;
        Assert.True(limiter.TryAcquire("a", false, TimeSpan.FromMinutes(1), ref ticket, out var delay, out var _));
        return Math.Round(delay.TotalSeconds, 3);
    }).ToList();

    private static Service Throttling() => new(options => options.ThrottleEnabled = true);

    private static IEntitlements Paced(Service service, Action<AdobePassOptions>? configure = null) => service.Client(options =>
    {
        options.RequestsPerSecond = 1;
        options.RequestTimeout = TimeSpan.FromMinutes(50);
        configure?.Invoke(options);
    });
}
