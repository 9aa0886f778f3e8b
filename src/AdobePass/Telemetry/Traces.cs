using System.Diagnostics;

namespace AdobePass;

/// <summary>Starts one activity per call, and one per registration or token request.</summary>
internal static class Traces
{
    /// <summary>Gets whether any listener is interested.</summary>
    internal static bool AreWanted => Instruments.Activities.HasListeners();

    internal static Trace Start(string operationId)
    {
        var current = Activity.Current;
        try
        {
            return new Trace(Instruments.Activities.StartActivity(operationId, ActivityKind.Client));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The listener's own failure; the activity that was begun must not become the parent of others.
            Activity.Current = current;
            return default;
        }
    }
}

/// <summary>Represents an activity whose listeners cannot fail the caller.</summary>
internal readonly struct Trace(Activity? activity) : IDisposable
{
    /// <summary>
    /// Marks the activity as failed. Used as an exception filter, so it never catches: the message of a fault may quote the service, and its type
    /// says enough.
    /// </summary>
    internal bool Fails(Exception fault)
    {
        activity?.SetTag("error.type", fault.GetType().Name);
        activity?.SetStatus(ActivityStatusCode.Error);
        return false;
    }

    public void Dispose()
    {
        try
        {
            activity?.Dispose();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The listener's own failure.
        }
    }
}
