using System.Diagnostics.CodeAnalysis;

namespace AdobePass;

/// <summary>
/// Runs the operations of stores and caches on a few threads of its own. An operation that blocks (a frozen disk, a dead network mount) then holds
/// neither its caller nor a thread of the pool.
/// </summary>
/// <remarks>
/// Only the synchronous part of an operation occupies a thread. Threads start on demand and end when they have had nothing to do for a while.
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

    /// <summary>Gets how many operations of this process wait for a thread or occupy one, for clocks of tests.</summary>
    internal static int ActiveOperations => Volatile.Read(ref _activeOperations);

    /// <summary>Runs an operation. The returned task ends with the operation, however long that takes.</summary>
    /// <exception cref="TimeoutException">Every thread has been busy with one operation for longer than the timeout.</exception>
    internal Task<T> RunAsync<T>(Func<ValueTask<T>> operation)
    {
        var work = new Work<T>(operation);
        lock (_gate)
        {
            if (AreAllStuck())
            {
                throw new TimeoutException();
            }

            Interlocked.Increment(ref _activeOperations);
            _queue.Enqueue(work);
            if (_idle > 0)
            {
                Monitor.Pulse(_gate);
            }
            else if (_threads < limit)
            {
                _threads++;
                StartThread();
            }
        }

        return work.Task;
    }

    private bool AreAllStuck()
    {
        if (_running.Count < limit)
        {
            return false;
        }

        foreach (var work in _running)
        {
            if (clock.GetElapsedTime(work.Began) < timeout)
            {
                return false;
            }
        }

        return true;
    }

    // Without the caller's execution context: each operation brings its own.
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
        private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<T> Task => _result.Task;

        [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The exception is the result.")]
        protected override void Execute()
        {
            try
            {
                var task = operation();
                if (task.IsCompletedSuccessfully)
                {
                    _result.TrySetResult(task.Result);
                }
                else
                {
                    _ = CompleteAsync(task);
                }
            }
            catch (Exception fault)
            {
                _result.TrySetException(fault);
            }
        }

        [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The exception is the result.")]
        private async Task CompleteAsync(ValueTask<T> task)
        {
            try
            {
                _result.TrySetResult(await task.ConfigureAwait(false));
            }
            catch (Exception fault)
            {
                _result.TrySetException(fault);
            }
        }
    }
}
