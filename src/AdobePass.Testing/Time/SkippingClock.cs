namespace AdobePass.Testing;

/// <summary>
/// Represents a clock for tests that skips waits: code that awaits <c>Task.Delay</c> on it takes no real time. Use the same clock for the
/// client and the fake.
/// </summary>
/// <remarks>
/// <para>
/// The time does not change until code waits. Then a background step moves the clock to the due time of the earliest timer and fires it,
/// until no wait is left. The wall time and the timestamps change together and never decrease.
/// </para>
/// <para>
/// A timer is a wait, except in three cases that never move the clock by themselves and fire only when it passes their due time: the
/// timeout of a <see cref="CancellationTokenSource"/>, the timeout of <c>Task.WaitAsync</c>, and a periodic timer.
/// </para>
/// <para>
/// The clock has these limits. Time does not pass while a request hangs, so a timeout without a parallel wait never fires; call
/// <see cref="Advance"/>. A wait moves the time of everything on this clock, so a timeout of other work may fire although no real time has
/// passed. The order of waits that different threads start at the same moment is not defined. Timers fire one after the other, so resumed
/// code must not block its thread until another wait ends. An endless loop of waits keeps the clock running.
/// </para>
/// </remarks>
public sealed class SkippingClock : TimeProvider
{
    private readonly object _gate = new();
    private readonly SortedSet<Timer> _timers = new(Comparer<Timer>.Create(static (one, other) =>
        one.Due != other.Due ? one.Due.CompareTo(other.Due) : one.Number.CompareTo(other.Number)));

    private readonly DateTimeOffset _start;
    private TimeSpan _elapsed;
    private long _lastNumber;
    private int _waits;
    private bool _isStepping;

    /// <summary>Creates a clock that starts at the current time of the system.</summary>
    public SkippingClock()
        : this(System.GetUtcNow())
    {
    }

    /// <summary>Creates a clock that starts at a given time.</summary>
    /// <param name="start">The initial time of the clock.</param>
    public SkippingClock(DateTimeOffset start) => _start = start.ToUniversalTime();

    /// <summary>
    /// Gets the time that has passed on this clock since its creation: the sum of all waits and all calls of <see cref="Advance"/>.
    /// </summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed;
            }
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Moves the clock forward. Timers that become due fire on the calling thread, in the order of their due times, each at its own time.
    /// </summary>
    /// <param name="time">The time to advance; zero fires only the timers that are due.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        TimeSpan target;
        lock (_gate)
        {
            target = _elapsed + time;
        }

        while (Take(target) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _elapsed = Later(_elapsed, target);
        }
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>
    /// Whether a timer is a timeout. The runtime passes the owner of a timer as its state: a cancellation source, or the internal task of
    /// <c>WaitAsync</c>. Any other timer counts as a wait, because a wait that counts as a timeout would never end.
    /// </summary>
    private static bool IsTimeout(object? state) =>
        state is CancellationTokenSource
        || (state is Task && state.GetType().Name.StartsWith("CancellationPromise", StringComparison.Ordinal));

    /// <summary>
    /// Fires one timer and releases the thread, so that resumed code can start its next wait before later timers fire. Only one step runs
    /// at a time, so a timeout cancels its work before a later wait ends.
    /// </summary>
    private void Step()
    {
        if (Take(target: null) is { } timer)
        {
            timer.Fire();
            QueueStep();
        }
    }

    private void QueueStep() => ThreadPool.UnsafeQueueUserWorkItem(static clock => clock.Step(), this, preferLocal: false);

    /// <summary>Moves the clock to the earliest timer and removes that timer; returns null if none may fire.</summary>
    /// <param name="target">The latest time to move to; null for the steps that skip waits.</param>
    private Timer? Take(TimeSpan? target)
    {
        lock (_gate)
        {
            if (_timers.Min is not { } timer || (target is { } last ? timer.Due > last : _waits == 0 && timer.Due > _elapsed))
            {
                _isStepping &= target is not null;
                return null;
            }

            _elapsed = Later(_elapsed, timer.Due);
            Remove(timer);
            if (timer.Period > TimeSpan.Zero)
            {
                Add(timer, timer.Due + timer.Period);
            }

            return timer;
        }
    }

    private void Add(Timer timer, TimeSpan due)
    {
        timer.Due = due;
        timer.Number = ++_lastNumber;
        _timers.Add(timer);
        _waits += timer.IsWait ? 1 : 0;
    }

    private void Remove(Timer timer)
    {
        if (_timers.Remove(timer))
        {
            _waits -= timer.IsWait ? 1 : 0;
        }
    }

    private sealed class Timer(SkippingClock clock, TimerCallback callback, object? state) : ITimer
    {
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private readonly bool _isTimeout = IsTimeout(state);
        private bool _isDisposed;

        /// <summary>
        /// The next due time, as time since the creation of the clock. Callers of this and the following members hold the gate.
        /// </summary>
        public TimeSpan Due { get; set; }

        /// <summary>The order of timers with the same due time.</summary>
        public long Number { get; set; }

        /// <summary>The period; zero for a timer that fires once.</summary>
        public TimeSpan Period { get; private set; }

        public bool IsWait => !_isTimeout && Period == TimeSpan.Zero;

        public void Fire()
        {
            if (_context is null)
            {
                callback(state);
                return;
            }

            ExecutionContext.Run(_context, static timer => ((Timer)timer!).Call(), this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
            }

            if (period != Timeout.InfiniteTimeSpan)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
            }

            var mustStep = false;
            lock (clock._gate)
            {
                if (_isDisposed)
                {
                    return false;
                }

                clock.Remove(this);
                Period = Later(period, TimeSpan.Zero);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    clock.Add(this, clock._elapsed + dueTime);
                    mustStep = !clock._isStepping;
                    clock._isStepping = true;
                }
            }

            if (mustStep)
            {
                clock.QueueStep();
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                _isDisposed = true;
                clock.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Call() => callback(state);
    }
}
