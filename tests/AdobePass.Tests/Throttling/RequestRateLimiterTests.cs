using AdobePass.Runtime;

namespace AdobePass.Tests.Throttling;

/// <summary>The permits of the rate limiter on a clock that the test moves: one a second, and with the slack one each 1.1 s.</summary>
public sealed class RequestRateLimiterTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void Requests_get_one_permit_per_interval_in_the_order_of_arrival()
    {
        var requests = Enter(Limiter(), 4);

        Assert.Equal([0, 1.1, 2.2, 3.3], Delays(requests));
        Assert.Equal([0, 1.1, 2.2, 3.3], PermitTimes(requests));
    }

    [Fact]
    public void Steady_rate_begins_with_the_last_permit_of_the_burst()
    {
        var limiter = new RequestRateLimiter(new AdobePassOptions { RequestsPerSecond = 1, RequestBurst = 2, TimeProvider = _clock });
        Assert.Equal([0, 0], Delays(Enter(limiter, 2)));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([0, 1.1, 2.2], Delays(Enter(limiter, 3)));
    }

    [Fact]
    public void Requests_behind_a_canceled_request_get_earlier_permits()
    {
        var limiter = Limiter();
        var requests = Enter(limiter, 5);

        requests[3].Queued!.Cancel();
        requests[1].Queued!.Cancel();

        Assert.Equal([3.3, 4.4], Delays(Enter(limiter, 2)));
        Assert.Equal([0, null, 1.1, null, 2.2], PermitTimes(requests));
        Assert.True(requests[1].Queued!.Permit.IsCanceled);
    }

    [Fact]
    public void Canceled_requests_leave_the_queue_empty()
    {
        var limiter = Limiter();
        var requests = Enter(limiter, 3);

        requests[1].Queued!.Cancel();
        requests[2].Queued!.Cancel();
        requests[2].Queued!.Cancel();
        _clock.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal(0, limiter.CountQueued("a"));
        Assert.Equal([0, 1.1], Delays(Enter(limiter, 2)));
    }

    [Fact]
    public void Rejected_request_uses_no_permit()
    {
        var limiter = Limiter();
        Enter(limiter, 4);
        var ticket = 0L;

        for (var i = 0; i < 3; i++)
        {
            Assert.False(limiter.TryAcquire("a", false, TimeSpan.FromSeconds(1), ref ticket, out var delay, out var queued));
            Assert.Equal(4.4, Seconds(delay));
            Assert.Null(queued);
        }

        Assert.Equal([4.4, 5.5], Delays(Enter(limiter, 2)));
    }

    [Fact]
    public void Cancel_after_the_permit_changes_nothing()
    {
        var limiter = Limiter();
        var requests = Enter(limiter, 2);
        _clock.Advance(TimeSpan.FromSeconds(1.1));

        requests[1].Queued!.Cancel();

        // It may have been sent: another permit now would be too many.
        Assert.True(requests[1].Queued!.Permit.IsCompletedSuccessfully);
        Assert.Equal([1.1], Delays(Enter(limiter, 1)));
    }

    [Fact]
    public void First_request_after_a_pause_can_be_canceled()
    {
        var limiter = Limiter();
        limiter.Pause("a", TimeSpan.FromSeconds(5));
        var requests = Enter(limiter, 3);
        Assert.Equal([5, 6.1, 7.2], Delays(requests));

        requests[0].Queued!.Cancel();

        Assert.Equal([null, 5, 6.1], PermitTimes(requests));
    }

    [Fact]
    public void Pause_delays_queued_requests()
    {
        var limiter = Limiter();
        var requests = Enter(limiter, 3);

        limiter.Pause("a", TimeSpan.FromSeconds(60));
        limiter.Pause("a", TimeSpan.FromSeconds(1));

        Assert.Equal([0, 60, 61.1], PermitTimes(requests));
    }

    [Fact]
    public void Request_with_a_permit_before_a_pause_waits_again_in_order()
    {
        var limiter = Limiter();
        var requests = Enter(limiter, 3);
        _clock.Advance(TimeSpan.FromSeconds(1.1));
        Assert.True(requests[1].Queued!.Permit.IsCompletedSuccessfully);
        limiter.Pause("a", TimeSpan.FromSeconds(5));

        Assert.False(limiter.TrySend("a"));
        var ticket = requests[1].Ticket;
        Assert.True(limiter.TryAcquire("a", false, TimeSpan.MaxValue, ref ticket, out var delay, out var again));

        Assert.Equal(requests[1].Ticket, ticket);
        Assert.Equal(5, Seconds(delay));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(again!.Permit.IsCompletedSuccessfully);
        Assert.False(requests[2].Queued!.Permit.IsCompleted);
        Assert.True(limiter.TrySend("a"));
    }

    [Fact]
    public void Next_permit_keeps_the_interval_after_a_request_sent_late()
    {
        var limiter = Limiter();
        var requests = Enter(limiter, 4);
        _clock.Advance(TimeSpan.FromSeconds(1.1));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(limiter.TrySend("a"));

        Assert.Equal([3.3], Delays(Enter(limiter, 1)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(requests[2].Queued!.Permit.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(requests[2].Queued!.Permit.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Without_a_rate_limit_all_requests_are_sent_after_the_pause()
    {
        var limiter = new RequestRateLimiter(new AdobePassOptions { RequestsPerSecond = 0, TimeProvider = _clock });
        Assert.True(limiter.IsIdle);
        limiter.Pause("a", TimeSpan.FromSeconds(2));
        Assert.False(limiter.IsIdle);

        var requests = Enter(limiter, 3);
        Assert.Equal([2, 2, 2], Delays(requests));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, limiter.CountQueued("a"));
        await Task.WhenAll(requests.Select(request => request.Queued!.Permit));
        Assert.Equal([0, 0], Delays(Enter(limiter, 2, "other")));
        Assert.Equal(1, limiter.AddressCount);
    }

    [Fact]
    public void Foreground_requests_go_before_background_requests()
    {
        var limiter = Limiter();
        var first = Enter(limiter, 1);
        var background = Enter(limiter, 3, isBackground: true);
        var foreground = Enter(limiter, 2);

        Assert.Equal([1.1, 2.2], Delays(foreground));
        Assert.Equal([0, 3.3, 4.4, 5.5, 1.1, 2.2], PermitTimes([.. first, .. background, .. foreground]));
    }

    [Fact]
    public void Background_request_gets_every_fifth_permit()
    {
        var limiter = Limiter();
        Enter(limiter, 1);
        var background = Enter(limiter, 2, isBackground: true);
        var foreground = Enter(limiter, 10);

        // Four foreground, one background, four foreground, one background, two foreground.
        Assert.Equal([1, 2, 3, 4, 6, 7, 8, 9, 11, 12], Delays(foreground).Select(delay => Math.Round(delay / 1.1)));
        Assert.Equal(
            [5, 10, 1, 2, 3, 4, 6, 7, 8, 9, 11, 12],
            PermitTimes([.. background, .. foreground]).Select(time => Math.Round(time!.Value / 1.1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Announced_delay_is_the_delay_if_no_other_request_arrives(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var limiter = Limiter();
            for (var i = random.Next(0, 25); i >= 0; i--)
            {
                Enter(limiter, 1, isBackground: random.Next(2) == 0);
                if (random.Next(4) == 0)
                {
                    _clock.Advance(TimeSpan.FromSeconds(1.1));
                }
            }

            foreach (var isBackground in new[] { false, true })
            {
                var last = Enter(limiter, 1, isBackground: isBackground);
                if (isBackground)
                {
                    Assert.Equal(Delays(last), PermitTimes(last).Select(time => time!.Value));
                }
            }
        }
    }

    [Fact]
    public void Number_of_tracked_IP_addresses_matches_the_option()
    {
        var limiter = Limiter(addresses: 100);
        for (var i = 0; i < 100; i++)
        {
            Enter(limiter, 1, "address-" + i);
        }

        Assert.Equal(100, limiter.AddressCount);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal([1.1], Delays(Enter(limiter, 1, "address-" + i)));
        }

        Assert.Equal(100, limiter.AddressCount);
    }

    [Fact]
    public void Idle_IP_addresses_are_evicted_first_in_batches_of_a_tenth()
    {
        var limiter = Limiter(addresses: 100);
        for (var i = 0; i < 50; i++)
        {
            // Ahead of the idle ones in whatever order they are kept, and with a queue.
            Enter(limiter, 10, "busy-" + i);
        }

        for (var i = 0; i < 50; i++)
        {
            Enter(limiter, 1, "idle-" + i);
        }

        _clock.Advance(TimeSpan.FromSeconds(1.1));
        Enter(limiter, 1, "one more");

        Assert.Equal(91, limiter.AddressCount);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal([9.9], Delays(Enter(limiter, 1, "busy-" + i)));
        }
    }

    [Fact]
    public void Requests_of_an_evicted_IP_address_keep_their_rate()
    {
        var limiter = Limiter(addresses: 100);
        var requests = Enumerable.Range(0, 100).Select(i => Enter(limiter, 5, "busy-" + i)).ToList();

        Enter(limiter, 1, "one more");

        Assert.Equal(91, limiter.AddressCount);
        Assert.Equal([1.1], Delays(Enter(limiter, 1, "one more")));
        requests.ForEach(each => each[3].Queued!.Cancel());
        Assert.All(PermitTimes([.. requests.SelectMany(each => each)]).Chunk(5), times => Assert.Equal([0, 1.1, 2.2, null, 3.3], times));
    }

    private static IEnumerable<double> Delays(IEnumerable<Request> requests) => requests.Select(request => Seconds(request.Delay));

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    private static List<Request> Enter(RequestRateLimiter limiter, int count, string address = "a", bool isBackground = false) =>
        Enumerable.Range(0, count).Select(_ =>
        {
            var ticket = 0L;
            Assert.True(limiter.TryAcquire(address, isBackground, TimeSpan.FromMinutes(5), ref ticket, out var delay, out var queued));
            Assert.Equal(delay > TimeSpan.Zero, queued is not null);
            return new Request(ticket, delay, queued);
        }).ToList();

    /// <summary>Moves the clock until all requests have their permits, and tells when each got its own; null if it was canceled.</summary>
    private List<double?> PermitTimes(List<Request> requests)
    {
        var times = new double?[requests.Count];
        var elapsed = 0.0;
        for (var step = 0; step < 10_000; step++)
        {
            for (var i = 0; i < times.Length; i++)
            {
                times[i] ??= requests[i].Queued is not { } queued || queued.Permit.IsCompletedSuccessfully ? elapsed : null;
            }

            if (requests.All(request => request.Queued?.Permit.IsCompleted != false))
            {
                break;
            }

            _clock.Advance(TimeSpan.FromSeconds(0.1));
            elapsed = Math.Round(elapsed + 0.1, 1);
        }

        return [.. times];
    }

    private RequestRateLimiter Limiter(int addresses = 1000) => new(new AdobePassOptions
    {
        RequestsPerSecond = 1,
        RequestBurst = 0,
        MaxTokensInMemory = addresses,
        TimeProvider = _clock,
    });

    private sealed record Request(long Ticket, TimeSpan Delay, RequestRateLimiter.QueuedRequest? Queued);
}
