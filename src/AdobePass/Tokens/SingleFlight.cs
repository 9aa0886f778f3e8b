using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// Runs one piece of work per key at a time, however many callers wait. The work does not belong to any caller: one who cancels abandons only his wait, and a
/// registration is never cut off between the answer and the store.
/// </summary>
internal sealed class SingleFlight<TKey, TResult>
    where TKey : IEquatable<TKey>
{
    private readonly Dictionary<TKey, Task<TResult>> _running = [];
    private readonly object _gate = new();

    /// <summary>The work under way for a key; null where there is none.</summary>
    internal Task<TResult>? Find(TKey key)
    {
        lock (_gate)
        {
            return _running.TryGetValue(key, out var task) ? task : null;
        }
    }

    internal Task<TResult> RunAsync(TKey key, Func<Task<TResult>> work)
    {
        lock (_gate)
        {
            if (!_running.TryGetValue(key, out var task))
            {
                task = Task.Run(() => RunAndForgetAsync(key, work));
                _running.Add(key, task);

                // Every caller may leave before the work fails.
                task.Observe();
            }

            return task;
        }
    }

    private async Task<TResult> RunAndForgetAsync(TKey key, Func<Task<TResult>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            // The entry is added under the same lock before this can run, so the owner removes exactly his own.
            lock (_gate)
            {
                _running.Remove(key);
            }
        }
    }
}
