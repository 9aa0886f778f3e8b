using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace AdobePass.Tests;

/// <summary>A clock that stands still until a test moves it, and that tells when somebody begins to wait on it.</summary>
internal sealed class TestClock() : FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_780_000_000))
{
    // For threads that are in the middle of something when the machine is busy. A timeout of 10 s is 100 steps away.
    private static readonly TimeSpan Room = TimeSpan.FromMilliseconds(0.5);
    private static readonly TimeSpan RoomForWork = TimeSpan.FromMilliseconds(5);

    private readonly object _gate = new();
    private readonly List<Expectation> _expectations = [];
    private TaskCompletionSource<TimeSpan>? _next;
    private TimeSpan _ignored;

    /// <summary>Ends when <paramref name="count"/> more waits of exactly this length have begun.</summary>
    public Task WaitBegins(TimeSpan length, int count = 1)
    {
        var expectation = new Expectation(length, count);
        lock (_gate)
        {
            _expectations.Add(expectation);
        }

        return expectation.Met.Task;
    }

    /// <summary>The length of the next wait that is not of the given length.</summary>
    public Task<TimeSpan> NextWaitExcept(TimeSpan ignored)
    {
        lock (_gate)
        {
            _ignored = ignored;
            _next = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _next.Task;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_gate)
        {
            foreach (var expectation in _expectations)
            {
                expectation.Count(dueTime);
            }

            if (dueTime != _ignored)
            {
                _next?.TrySetResult(dueTime);
            }
        }

        return timer;
    }

    /// <summary>Moves on in small steps until a task has ended, giving the work in between room to run.</summary>
    public async Task<T> DriveAsync<T>(Task<T> task)
    {
        for (var step = 0; step < 1_000_000 && !task.IsCompleted; step++)
        {
            // Longer while other work waits for a thread: a timeout that passes by this clock alone would say nothing about the library.
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; (i < 20 || Stopwatch.GetElapsedTime(began) < (HasWork ? RoomForWork : Room)) && !task.IsCompleted; i++)
            {
                await Task.Yield();
            }

            Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.True(task.IsCompleted, "The task did not end within 1,000,000 steps of the clock.");
        return await task;
    }

    /// <summary>Moves on in steps until a task has ended, while threads of the store are stuck.</summary>
    public async Task DriveStuckAsync(Task task)
    {
        for (var step = 0; step < 1_000_000 && !task.IsCompleted; step++)
        {
            for (var i = 0; i < 200 && !task.IsCompleted; i++)
            {
                await Task.Yield();
            }

            Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.True(task.IsCompleted, "The task did not end within 1,000,000 steps of the clock.");
    }

    private static bool HasWork => ThreadPool.PendingWorkItemCount > 0 || StoreThreads.ActiveOperations > 0;

    private sealed class Expectation(TimeSpan length, int count)
    {
        private int _left = count;

        public TaskCompletionSource Met { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Count(TimeSpan dueTime)
        {
            if (dueTime == length && --_left == 0)
            {
                Met.SetResult();
            }
        }
    }
}

/// <summary>A machine whose wall clock was set, while its monotonic clock runs on.</summary>
internal sealed class SetClock(TimeProvider inner) : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Offset;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
