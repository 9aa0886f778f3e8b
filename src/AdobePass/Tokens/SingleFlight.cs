using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// Runs one operation per key at a time, independent of the number of waiting callers. The operation does not belong to any caller. A
/// caller that cancels ends only its own wait, so a registration is never interrupted between the response and the store.
/// </summary>
internal sealed class SingleFlight<TKey, TResult>
    where TKey : IEquatable<TKey>
{
    private readonly Dictionary<TKey, Task<TResult>> _running = [];
    private readonly object _gate = new();

    /// <summary>Gets the operation in progress for a key; <see langword="null"/> if there is none.</summary>
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
                task = Task.Run(() => RunAndRemoveAsync(key, work));
                _running.Add(key, task);

                // All callers may have canceled before the operation fails.
                task.Observe();
            }

            return task;
        }
    }

    private async Task<TResult> RunAndRemoveAsync(TKey key, Func<Task<TResult>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            // The entry is added under the same lock before this code can run, so each operation removes exactly its own entry.
            lock (_gate)
            {
                _running.Remove(key);
            }
        }
    }
}
