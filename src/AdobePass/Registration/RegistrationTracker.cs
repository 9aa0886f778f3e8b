namespace AdobePass;

/// <summary>Counts registrations in progress, from the request to the stored entry, so that disposal can wait for them.</summary>
internal sealed class RegistrationTracker
{
    private readonly object _gate = new();
    private int _count;
    private TaskCompletionSource<bool>? _idle;

    internal IDisposable Begin()
    {
        lock (_gate)
        {
            _count++;
        }

        return new Registration(this);
    }

    /// <summary>Gets a task that completes when no registration is in progress.</summary>
    internal Task WhenIdle()
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    private void End()
    {
        TaskCompletionSource<bool>? idle = null;
        lock (_gate)
        {
            if (--_count == 0)
            {
                idle = _idle;
                _idle = null;
            }
        }

        idle?.TrySetResult(true);
    }

    private sealed class Registration(RegistrationTracker tracker) : IDisposable
    {
        public void Dispose() => tracker.End();
    }
}
