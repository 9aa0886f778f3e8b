using System.Diagnostics.CodeAnalysis;

namespace AdobePass;

/// <summary>
/// Runs the operations of stores and caches on a few dedicated threads. An operation that blocks (a frozen disk, an unreachable network
/// mount) then blocks neither its caller nor a thread of the pool.
/// </summary>
/// <remarks>
/// Only the synchronous part of an operation occupies a thread. Threads start on demand and end after some idle time.
/// </remarks>
internal sealed class StoreThreads(TimeProvider clock, TimeSpan timeout, int limit = 16)
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly Queue<Work> _queue = new();
    private readonly HashSet<Work> _running = [];
    private static int _activeOperations;
    private int _threads;
    private int _idle;
    private long _lastCompleted = clock.GetTimestamp();

    /// <summary>Gets the number of operations of this process that wait for a thread or occupy one, for test clocks.</summary>
    internal static int ActiveOperations => Volatile.Read(ref _activeOperations);

    /// <summary>Runs an operation. The returned task completes with the operation and has no timeout.</summary>
    /// <exception cref="TimeoutException">The store is stuck: an operation has blocked its thread for longer than the timeout.</exception>
    internal Task<T> RunAsync<T>(Func<ValueTask<T>> operation) => StartAsync(operation).Unwrap();

    /// <summary>
    /// Starts an operation. The outer task completes when the operation has released its thread; the inner task completes with the
    /// operation.
    /// </summary>
    /// <exception cref="TimeoutException">The store is stuck: an operation has blocked its thread for longer than the timeout.</exception>
    internal Task<Task<T>> StartAsync<T>(Func<ValueTask<T>> operation)
    {
        var work = new Work<T>(operation);
        lock (_gate)
        {
            if (IsStuck())
            {
                throw new TimeoutException();
            }

            Interlocked.Increment(ref _activeOperations);
            _queue.Enqueue(work);
            Monitor.Pulse(_gate);

            // A thread that was pulsed counts as idle until it runs.
            if (_queue.Count > _idle && _threads < limit)
            {
                _threads++;
                StartThread();
            }
        }

        return work.Task;
    }

    // One operation may hang for its own reason, so the store counts as stuck only while no other operation completes. One operation at a
    // time then tests whether the store is still stuck; the others fail at once.
    private bool IsStuck()
    {
        var stuck = _running.Count(work => clock.GetElapsedTime(work.Began) >= timeout);
        if (stuck == 0)
        {
            return false;
        }

        return stuck >= limit
            || (clock.GetElapsedTime(_lastCompleted) >= timeout && (stuck < _running.Count || _queue.Count > 0));
    }

    // Without the caller's execution context: each operation has captured its own.
    private void StartThread()
    {
        var thread = new Thread(Run) { IsBackground = true, Name = "AdobePass store" };
#if NET
        thread.UnsafeStart();
#else
        using (ExecutionContext.SuppressFlow())
        {
            thread.Start();
        }
#endif
    }

    private void Run()
    {
        while (Next() is { } work)
        {
            work.Run();
            Interlocked.Decrement(ref _activeOperations);
            lock (_gate)
            {
                _running.Remove(work);
                _lastCompleted = clock.GetTimestamp();
            }
        }
    }

    private Work? Next()
    {
        lock (_gate)
        {
            while (_queue.Count == 0)
            {
                _idle++;
                var isPulsed = Monitor.Wait(_gate, IdleTime);
                _idle--;
                if (!isPulsed && _queue.Count == 0)
                {
                    _threads--;
                    return null;
                }
            }

            var work = _queue.Dequeue();
            work.Began = clock.GetTimestamp();
            _running.Add(work);
            return work;
        }
    }

    private abstract class Work
    {
        private readonly ExecutionContext? _context = ExecutionContext.Capture();

        internal long Began { get; set; }

        internal void Run()
        {
            if (_context is null)
            {
                Execute();
            }
            else
            {
                ExecutionContext.Run(_context, static state => ((Work)state!).Execute(), this);
            }
        }

        protected abstract void Execute();
    }

    private sealed class Work<T>(Func<ValueTask<T>> operation) : Work
    {
        private readonly TaskCompletionSource<Task<T>> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<Task<T>> Task => _started.Task;

        [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The exception is the result.")]
        protected override void Execute()
        {
            try
            {
                _started.TrySetResult(operation().AsTask());
            }
            catch (Exception exception)
            {
                _started.TrySetException(exception);
            }
        }
    }
}
