using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AdobePass;

/// <summary>The instruments. Tags are words from short fixed lists, so that their number is bounded.</summary>
/// <remarks>A listener that throws is ignored: telemetry must not change the outcome of a call.</remarks>
internal static class Instruments
{
    private static readonly Meter Meter = new(AdobePassTelemetry.MeterName);

    internal static ActivitySource Activities { get; } = new(AdobePassTelemetry.ActivitySourceName);

    internal static SafeCounter Registrations { get; } = Counter("adobepass.registrations", "{registration}", "Registrations by reason and outcome.");

    internal static SafeCounter Replacements { get; } =
        Counter("adobepass.replacements", "{replacement}", "Replacements of stored client credentials by outcome.");

    internal static SafeCounter TokenRequests { get; } = Counter("adobepass.token.requests", "{request}", "Token requests by outcome.");

    internal static SafeCounter TokenReads { get; } = Counter("adobepass.token.reads", "{read}", "Where access tokens were found.");

    internal static SafeCounter TokensRefused { get; } =
        Counter("adobepass.token.refused", "{answer}", "Answers 401 to calls with an access token.");

    internal static SafeCounter Throttled { get; } = Counter("adobepass.throttled", "{answer}", "Answers 429.");

    internal static SafeCounter Retries { get; } = Counter("adobepass.retries", "{attempt}", "Further attempts after a failure.");

    internal static SafeCounter ResponseIssues { get; } =
        Counter("adobepass.response.issues", "{issue}", "Parts of responses that could not be read and were left out.");

    internal static SafeHistogram RequestDuration { get; } =
        Histogram("adobepass.request.duration", "One request from sending to the last byte of the response.");

    internal static SafeHistogram PacingDelay { get; } =
        Histogram("adobepass.pacing.delay", "Waits in the client-side rate limiter.");

    internal static SafeHistogram StoreDuration { get; } = Histogram("adobepass.store.duration", "Operations of the credential store.");

    internal static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);

    private static SafeCounter Counter(string name, string unit, string description) =>
        new(Meter.CreateCounter<long>(name, unit, description));

    private static SafeHistogram Histogram(string name, string description) => new(Meter.CreateHistogram<double>(name, "s", description));
}

/// <summary>Represents a counter whose listeners cannot fail the caller.</summary>
internal sealed class SafeCounter(Counter<long> counter)
{
    internal bool Enabled => counter.Enabled;

    internal void Add(long delta, KeyValuePair<string, object?> tag)
    {
        try
        {
            counter.Add(delta, tag);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The listener's own failure.
        }
    }

    internal void Add(long delta, KeyValuePair<string, object?> first, KeyValuePair<string, object?> second)
    {
        try
        {
            counter.Add(delta, first, second);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // As above.
        }
    }
}

/// <summary>Represents a histogram whose listeners cannot fail the caller.</summary>
internal sealed class SafeHistogram(Histogram<double> histogram)
{
    internal bool Enabled => histogram.Enabled;

    internal void Record(double value, KeyValuePair<string, object?> tag)
    {
        try
        {
            histogram.Record(value, tag);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The listener's own failure.
        }
    }

    internal void Record(double value, KeyValuePair<string, object?> first, KeyValuePair<string, object?> second)
    {
        try
        {
            histogram.Record(value, first, second);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // As above.
        }
    }
}
