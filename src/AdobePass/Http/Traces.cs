using System.Diagnostics;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>Starts one activity per call, and one per registration or token request.</summary>
/// <remarks>
/// Tag names follow the semantic conventions of OpenTelemetry where these define one. No tag contains a URL, because it would identify the
/// viewer.
/// </remarks>
internal static class Traces
{
    internal const string Client = "adobepass.client";
    internal const string Operation = "adobepass.operation";
    internal const string TokenSource = "adobepass.token.source";
    internal const string ThrottledCount = "adobepass.throttled.count";
    internal const string QueueDelay = "adobepass.queue.delay";
    internal const string ErrorCode = "adobepass.error.code";
    internal const string ErrorAction = "adobepass.error.action";
    internal const string ErrorType = "error.type";
    internal const string RequestMethod = "http.request.method";
    internal const string ResendCount = "http.request.resend_count";
    internal const string StatusCode = "http.response.status_code";
    internal const string ServerAddress = "server.address";
    internal const string ServerPort = "server.port";

    /// <summary>Gets whether there are listeners.</summary>
    internal static bool AreWanted => Instruments.Activities.HasListeners();

    /// <summary>Gets the activity of the current call; an activity without effect if the call is not traced.</summary>
    internal static Trace Current =>
        AreWanted && Activity.Current is { } activity && ReferenceEquals(activity.Source, Instruments.Activities)
        ? new Trace(activity)
        : default;

    /// <summary>
    /// Gets the activity of the request that is being sent; an activity without effect if the request is not traced. An enclosing activity
    /// is not returned.
    /// </summary>
    internal static Trace CurrentOf(AdobePassRequest request) =>
        AreWanted && Activity.Current is { } activity && ReferenceEquals(activity.Source, Instruments.Activities)
        && string.Equals(activity.OperationName, request.Operation.Id, StringComparison.Ordinal)
            ? new Trace(activity)
            : default;

    internal static Trace Start(AdobePassOperation operation, Uri baseAddress, string? client)
    {
        var current = Activity.Current;
        try
        {
            var trace = new Trace(Instruments.Activities.StartActivity(operation.Id, ActivityKind.Client));
            trace.Set(Operation, operation.Id);
            if (client is not null)
            {
                trace.Set(Client, client);
            }

            trace.Set(RequestMethod, operation.Method.Method);
            trace.Set(ServerAddress, baseAddress.Host);
            trace.Set(ServerPort, baseAddress.Port);
            return trace;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The listener's own failure. The activity that was started must not become the parent of others.
            Activity.Current = current;
            return default;
        }
    }
}

/// <summary>Represents an activity whose listeners cannot fail the caller.</summary>
internal readonly struct Trace(Activity? activity) : IDisposable
{
    private Activity? Recorded => activity is { IsAllDataRequested: true } ? activity : null;

    /// <summary>Sets a tag; <see langword="null"/> removes it.</summary>
    internal void Set(string tag, object? value) => Recorded?.SetTag(tag, value);

    internal void Set(string tag, int value)
    {
        if (Recorded is { } recorded)
        {
            recorded.SetTag(tag, value);
        }
    }

    /// <summary>Adds one to a tag that contains a count.</summary>
    internal void Increment(string tag)
    {
        if (Recorded is { } recorded)
        {
            recorded.SetTag(tag, (recorded.GetTagItem(tag) as int? ?? 0) + 1);
        }
    }

    /// <summary>Adds to a tag that contains a sum of seconds.</summary>
    internal void Add(string tag, double seconds)
    {
        if (Recorded is { } recorded)
        {
            recorded.SetTag(tag, (recorded.GetTagItem(tag) as double? ?? 0) + seconds);
        }
    }

    /// <summary>
    /// Marks the activity as failed. It is used as an exception filter, so it returns <see langword="false"/> to catch nothing. The tag
    /// contains the type of the exception only, because its message may quote the service.
    /// </summary>
    internal bool Fails(Exception exception)
    {
        activity?.SetTag(Traces.ErrorType, exception.GetType().Name);
        activity?.SetStatus(ActivityStatusCode.Error);
        switch (exception)
        {
            case AdobePassApiException { Error: { } error }:
                Set(Traces.ErrorCode, KnownErrors.CodeOf(error.Code?.Value));
                Set(Traces.ErrorAction, KnownErrors.ActionOf(error.Action?.Value));
                break;
            case DynamicClientRegistrationException { ErrorCode: { } code }:
                Set(Traces.ErrorCode, KnownErrors.CodeOf(code));
                break;
            default:
                break;
        }

        return false;
    }

    public void Dispose()
    {
        try
        {
            activity?.Dispose();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The listener's own failure.
        }
    }
}
