namespace AdobePass.Testing.Tests;

public sealed class SkippingClockTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1_780_000_000_000);

    [Fact]
    public async Task A_wait_moves_wall_time_and_timestamps_together()
    {
        var clock = new SkippingClock(Start);
        var began = clock.GetTimestamp();
        await Task.Delay(TimeSpan.FromDays(20), clock);
        Assert.Equal(Start.AddDays(20), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromDays(20), clock.GetElapsedTime(began));
        Assert.Equal(TimeSpan.FromDays(20), clock.Elapsed);
    }

    [Fact]
    public async Task Timers_that_a_wait_passes_fire_in_the_order_of_their_due_times()
    {
        var clock = new SkippingClock(Start);
        var fired = new List<TimeSpan>();
        var timeouts = new[] { 3, 1, 2 }.Select(seconds => new CancellationTokenSource(TimeSpan.FromSeconds(seconds), clock)).ToList();
        timeouts.ForEach(timeout => timeout.Token.Register(() => fired.Add(clock.Elapsed)));
        await Task.Delay(TimeSpan.FromSeconds(4), clock);
        Assert.Equal([1.0, 2.0, 3.0], fired.Select(static time => time.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(4), clock.Elapsed);
        timeouts.ForEach(static timeout => timeout.Dispose());
    }

    [Fact]
    public async Task Loop_of_short_waits_runs_during_a_long_wait()
    {
        var clock = new SkippingClock(Start);
        var polls = 0;
        var isOver = false;

        async Task PollAsync()
        {
            while (!Volatile.Read(ref isOver))
            {
                await Task.Delay(TimeSpan.FromSeconds(5), clock).ConfigureAwait(false);
                polls++;
            }
        }

        async Task EndAsync()
        {
            await Task.Delay(TimeSpan.FromSeconds(62), clock).ConfigureAwait(false);
            Volatile.Write(ref isOver, true);
        }

        // Both begin inside one timer, so that the steps of the clock wait for them.
        var both = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var begin = clock.CreateTimer(
            _ => both.SetResult(Task.WhenAll(PollAsync(), EndAsync())), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await await both.Task;
        Assert.Equal(13, polls);
        Assert.Equal(TimeSpan.FromSeconds(65), clock.Elapsed);
    }

    [Fact]
    public async Task A_timeout_fires_only_when_a_wait_passes_its_due_time()
    {
        var clock = new SkippingClock(Start);
        using var early = new CancellationTokenSource(TimeSpan.FromSeconds(10), clock);
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60), clock);
        var never = new TaskCompletionSource();
        var timed = never.Task.WaitAsync(TimeSpan.FromSeconds(10), clock);
        await Task.Delay(TimeSpan.FromSeconds(9), clock);
        Assert.False(early.IsCancellationRequested);
        Assert.False(timed.IsCompleted);
        await Task.Delay(TimeSpan.FromSeconds(2), clock);
        Assert.True(early.IsCancellationRequested);
        await Assert.ThrowsAsync<TimeoutException>(() => timed);
        Assert.False(late.IsCancellationRequested);
        Assert.Equal(TimeSpan.FromSeconds(11), clock.Elapsed);
    }

    [Fact]
    public async Task A_wait_with_a_shorter_timeout_is_cancelled_at_the_timeout()
    {
        var clock = new SkippingClock(Start);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10), clock);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(TimeSpan.FromSeconds(30), clock, timeout.Token));
        Assert.Equal(TimeSpan.FromSeconds(10), clock.Elapsed);
    }

    [Fact]
    public void Advance_fires_timeouts_and_periodic_timers_at_their_own_times()
    {
        var clock = new SkippingClock(Start);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);
        var ticks = new List<TimeSpan>();
        using (clock.CreateTimer(_ => ticks.Add(clock.Elapsed), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)))
        {
            clock.Advance(TimeSpan.FromSeconds(6));
            Assert.True(timeout.IsCancellationRequested);
            Assert.Equal([2.0, 4.0, 6.0], ticks.Select(static time => time.TotalSeconds));
        }

        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(3, ticks.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.CreateTimer(_ => { }, null, TimeSpan.FromTicks(-2), TimeSpan.Zero));
    }

    [Fact]
    public async Task A_timer_that_is_changed_or_disposed_does_not_fire()
    {
        var clock = new SkippingClock(Start);
        var fired = 0;
        var timer = clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);
        timeout.CancelAfter(Timeout.InfiniteTimeSpan);
        await timer.DisposeAsync();
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
        await Task.Delay(TimeSpan.FromHours(1), clock);
        Assert.Equal(0, fired);
        Assert.False(timeout.IsCancellationRequested);
    }

    [Fact]
    public async Task Ten_thousand_waits_of_parallel_loops_all_complete()
    {
        var clock = new SkippingClock(Start);
        await Task.WhenAll(Enumerable.Range(1, 100).Select(seconds => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), clock);
            }
        })));
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(100 * 100));
    }

    [Fact]
    public async Task Fake_uses_the_clock_for_delays_and_throttling()
    {
        var clock = new SkippingClock(Start);
        await using var fake = new FakeAdobePass(new FakeAdobePassOptions { TimeProvider = clock });
        fake.InjectFault(FakeFault.Delay(TimeSpan.FromMinutes(5)));
        var device = await Device.ReadyAsync(fake);
        Assert.Equal(TimeSpan.FromMinutes(5), clock.Elapsed);
        Assert.Equal(200, (await device.ProfileAsync()).Status);
    }
}
