namespace AdobePass.Runtime;

/// <summary>Provides extension methods for tasks that are no longer awaited.</summary>
internal static class TaskExtensions
{
    /// <summary>Marks a later failure of a task as observed, so that it is not reported as an unobserved exception.</summary>
    internal static void Observe(this Task task)
    {
        if (task.IsCompleted)
        {
            _ = task.Exception;
            return;
        }

        task.ContinueWith(
            static ended => _ = ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
