using AdobePass.Runtime;

namespace AdobePass.Tests.Throttling;

/// <summary>
/// What the rate limiter promises, under random schedules: arrivals of both classes, cancellations, pauses and requests that are sent late.
/// </summary>
public sealed class RateLimiterScheduleTests
{
    private const double Interval = 1.1;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.1);

    private readonly TestClock _clock = new();
    private readonly List<Request> _waiting = [];
    private readonly List<Request> _permitted = [];
    private readonly List<(double From, double Until)> _pauses = [];
    private double _now;
    private double _free;
    private int _burst;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_schedule_keeps_rate_order_and_bounds(int seed)
    {
        var random = new Random(seed);
        _burst = random.Next(0, 12);
        var burst = _burst;
        var backgroundShare = random.Next(0, 101);
        var load = random.Next(1, 12);
        var limiter = new RequestRateLimiter(new AdobePassOptions { RequestsPerSecond = 1, RequestBurst = burst, TimeProvider = _clock });
        for (var step = 0; step < 3000; step++)
        {
            Observe(limiter, random);
            if (step < 2000)
            {
                for (var i = random.Next(0, 110) < load ? random.Next(1, 4) : 0; i > 0; i--)
                {
                    Arrive(limiter, random.Next(100) < backgroundShare);
                }

                if (_waiting.Count > 0 && random.Next(40) == 0)
                {
                    var canceled = _waiting[random.Next(_waiting.Count)];
                    canceled.Queued!.Cancel();
                    _waiting.Remove(canceled);
                }

                if (random.Next(500) == 0)
                {
                    Pause(limiter, random.Next(1, 10));
                }
            }

            Assert.Equal(_waiting.Count, limiter.CountQueued("a"));
            _clock.Advance(Step);
            _now = Math.Round(_now + 0.1, 1);
        }

        while (_waiting.Count > 0)
        {
            _clock.Advance(Step);
            _now = Math.Round(_now + 0.1, 1);
            Observe(limiter, random);
        }

        Assert.NotEmpty(_permitted);
        CheckRate(burst);
        CheckOrder();
    }

    private void Arrive(RequestRateLimiter limiter, bool isBackground)
    {
        var request = new Request
        {
            IsBackground = isBackground,
            ForegroundBefore = _waiting.Count(each => !each.IsBackground),
            BackgroundBefore = _waiting.Count(each => each.IsBackground),
            PermitsBefore = _permitted.Count,
        };
        var ticket = 0L;
        Assert.True(limiter.TryAcquire("a", isBackground, TimeSpan.MaxValue, ref ticket, out _, out var queued));
        request.Ticket = ticket;
        request.Queued = queued;
        if (queued is null)
        {
            Assert.Empty(_waiting);
            Permit(request);
        }
        else
        {
            _waiting.Add(request);
        }
    }

    private void Observe(RequestRateLimiter limiter, Random random)
    {
        var permitted = _waiting.Where(request => request.Queued!.Permit.IsCompletedSuccessfully).ToList();
        foreach (var request in permitted)
        {
            _waiting.Remove(request);
            Permit(request);
            if (random.Next(10) == 0)
            {
                // A busy machine: it is sent a little later, and so is the next.
                _clock.Advance(Step);
                _now = Math.Round(_now + 0.1, 1);
            }

            Assert.True(limiter.TrySend("a"));
            _free = _burst == 0 ? Math.Max(_free, _now + Interval) : _free;
            request.SentAt = _now;
        }

        // Wherever a permit is due and a request waits, one is given: canceled requests leave no hole.
        var isDue = _burst > 0 || _now >= _free + 0.001;
        Assert.False(_waiting.Count > 0 && isDue && permitted.Count == 0, $"No permit at {_now} although one was due at {_free}.");
    }

    private void Permit(Request request)
    {
        if (_free <= _now + 0.001)
        {
            _free = _now + Interval;
        }
        else
        {
            // The steady rate begins with the last permit of the burst.
            _burst--;
            _free = _burst == 0 ? _now + Interval : _free;
        }

        Assert.True(_burst >= 0, $"A permit too many at {_now}.");
        request.PermittedAt = request.SentAt = _now;
        _permitted.Add(request);
    }

    private void Pause(RequestRateLimiter limiter, int seconds)
    {
        limiter.Pause("a", TimeSpan.FromSeconds(seconds));
        _free = Math.Max(_free, _now + seconds);
        _burst = 0;
        _pauses.Add((_now, _now + seconds));
    }

    // In any window: one, and one more per interval, and the burst.
    private void CheckRate(int burst)
    {
        var times = _permitted.Select(request => request.SentAt).Order().ToArray();
        for (var first = 0; first < times.Length; first++)
        {
            for (var last = first; last < times.Length; last++)
            {
                var most = burst + 1 + (int)Math.Floor(((times[last] - times[first]) / Interval) + 0.001);
                Assert.True(last - first + 1 <= most, $"{last - first + 1} permits from {times[first]} to {times[last]}.");
            }
        }

        Assert.All(times, time => Assert.DoesNotContain(_pauses, pause => time > pause.From + 0.001 && time < pause.Until - 0.001));
    }

    private void CheckOrder()
    {
        foreach (var group in _permitted.GroupBy(request => request.IsBackground))
        {
            Assert.Equal(group.Select(request => request.Ticket).Order(), group.Select(request => request.Ticket));
        }

        for (var i = 0; i < _permitted.Count; i++)
        {
            var request = _permitted[i];
            var meanwhile = _permitted.Skip(request.PermitsBefore).Take(i - request.PermitsBefore);
            var between = meanwhile.Count(each => each.IsBackground != request.IsBackground);
            var most = request.IsBackground
                ? RequestRateLimiter.MaxForegroundRun * (request.BackgroundBefore + 1)
                : 1 + (request.ForegroundBefore / RequestRateLimiter.MaxForegroundRun);
            Assert.True(between <= most, $"{between} requests of the other class went before one that waited behind {most} at most.");
        }
    }

    private sealed class Request
    {
        public bool IsBackground { get; init; }

        public int ForegroundBefore { get; init; }

        public int BackgroundBefore { get; init; }

        public int PermitsBefore { get; init; }

        public long Ticket { get; set; }

        public RequestRateLimiter.QueuedRequest? Queued { get; set; }

        public double PermittedAt { get; set; }

        public double SentAt { get; set; }
    }
}
