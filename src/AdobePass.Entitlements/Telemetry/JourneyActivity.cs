using System.Diagnostics;

namespace AdobePass.Entitlements;

/// <summary>Represents the activity of a journey, whose listeners cannot fail the caller.</summary>
internal readonly struct JourneyActivity(Activity? activity) : IDisposable
{
    /// <summary>Makes the activity the parent of the calls that follow: an iterator loses it at each step.</summary>
    internal void Resume()
    {
        if (activity is { IsStopped: false })
        {
            Activity.Current = activity;
        }
    }

    internal void Set(string tag, object value) => Try(activity, tag, value, static (each, name, content) => each.SetTag(name, content));

    /// <summary>Sets the outcome: a word of a fixed list.</summary>
    internal void End(string outcome) => Set("adobepass.outcome", outcome);

    internal void Fail(Exception exception)
    {
        Set("error.type", exception.GetType().Name);
        Try(activity, string.Empty, string.Empty, static (each, _, _) => each.SetStatus(ActivityStatusCode.Error));
    }

    public void Dispose() => Try(activity, string.Empty, string.Empty, static (each, _, _) => each.Dispose());

    private static void Try(Activity? activity, string tag, object value, Action<Activity, string, object> act)
    {
        if (activity is null)
        {
            return;
        }

        try
        {
            act(activity, tag, value);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The listener's own failure.
        }
    }
}
