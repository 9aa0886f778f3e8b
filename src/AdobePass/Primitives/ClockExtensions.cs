namespace AdobePass.Runtime;

/// <summary>Provides time-related methods with the same signatures on every target framework.</summary>
internal static class ClockExtensions
{
#if NET
    internal static CancellationTokenSource CreateCancellationTokenSource(this TimeProvider clock, TimeSpan delay) => new(delay, clock);

    internal static Task Delay(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
        Task.Delay(delay, clock, cancellationToken);
#else
    internal static CancellationTokenSource CreateCancellationTokenSource(this TimeProvider clock, TimeSpan delay) =>
        TimeProviderTaskExtensions.CreateCancellationTokenSource(clock, delay);

    internal static Task Delay(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
        TimeProviderTaskExtensions.Delay(clock, delay, cancellationToken);

    internal static async Task<T> WaitAsync<T>(this Task<T> task, CancellationToken cancellationToken)
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
                throw new OperationCanceledException(cancellationToken);
            }
        }

        return await task.ConfigureAwait(false);
    }
#endif
}
