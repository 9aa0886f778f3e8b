namespace AdobePass.Entitlements;

/// <summary>Waits on the configured clock, with the same signatures on every target framework.</summary>
internal static class Waits
{
#if NET
    internal static Task DelayAsync(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
        Task.Delay(delay, clock, cancellationToken);
#else
    internal static Task DelayAsync(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
        TimeProviderTaskExtensions.Delay(clock, delay, cancellationToken);
#endif

    /// <summary>Waits for a task that other callers share. Cancellation ends the wait, and not the task.</summary>
    internal static async Task<T> OrCanceledAsync<T>(this Task<T> task, CancellationToken cancellationToken)
    {
        if (task.IsCompleted || !cancellationToken.CanBeCanceled)
        {
            return await task.ConfigureAwait(false);
        }

        var canceled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true), canceled))
        {
            if (await Task.WhenAny(task, canceled.Task).ConfigureAwait(false) != task)
            {
                // A later failure is observed, so that it is not reported as an unobserved exception.
                _ = task.ContinueWith(
                    static ended => _ = ended.Exception,
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
                throw new OperationCanceledException(cancellationToken);
            }
        }

        return await task.ConfigureAwait(false);
    }

    /// <summary>Gets a number from 0 to 1 from a text and a number, so that the requests of many devices are distributed.</summary>
    internal static double Jitter(string text, int number)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619;
        }

        for (var i = 0; i < 4; i++)
        {
            hash = (hash ^ (byte)(number >> (8 * i))) * 16777619;
        }

        // The low bits of the last multiplication depend on few input bits.
        hash ^= hash >> 15;
        hash *= 2246822519u;
        hash ^= hash >> 13;
        return hash / (uint.MaxValue + 1.0);
    }
}
