using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AdobePass;

/// <summary>Contains the instruments. Tag values come from short fixed lists or are names of clients, so their number is bounded.</summary>
/// <remarks>A listener that throws is ignored: telemetry must not change the outcome of a call.</remarks>
internal static class Instruments
{
    /// <summary>The tag with the name of a client that has one.</summary>
    internal const string Client = "client";

    private static readonly Meter Meter = new(AdobePassTelemetry.MeterName);

    internal static ActivitySource Activities { get; } = new(AdobePassTelemetry.ActivitySourceName);

    internal static SafeCounter Registrations { get; } =
        Counter("adobepass.registrations", "{registration}", "Registrations by reason and outcome.");

    internal static SafeCounter Replacements { get; } =
        Counter("adobepass.replacements", "{replacement}", "Replacements of stored client credentials by outcome.");

    internal static SafeCounter TokenRequests { get; } = Counter("adobepass.token.requests", "{request}", "Token requests by outcome.");

    internal static SafeCounter TokenReads { get; } = Counter("adobepass.token.reads", "{read}", "Where access tokens were found.");

    internal static SafeCounter TokensRefused { get; } =
        Counter("adobepass.token.refused", "{answer}", "Responses with 401 to calls with an access token.");

    internal static SafeCounter Throttled { get; } = Counter("adobepass.throttled", "{answer}", "Responses with 429.");

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

    /// <summary>Adds to the counter.</summary>
    /// <param name="delta">The number to add.</param>
    /// <param name="client">The name of the client; <see langword="null"/> for a client without a name, which gets no such tag.</param>
    /// <param name="tag">The tag.</param>
    internal void Add(long delta, string? client, KeyValuePair<string, object?> tag)
    {
        try
        {
            if (client is null)
            {
                counter.Add(delta, tag);
            }
            else
            {
                counter.Add(delta, tag, Instruments.Tag(Instruments.Client, client));
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The listener's own failure.
        }
    }

    /// <summary>Adds to the counter.</summary>
    /// <param name="delta">The number to add.</param>
    /// <param name="client">The name of the client; <see langword="null"/> for a client without a name, which gets no such tag.</param>
    /// <param name="first">A tag.</param>
    /// <param name="second">Another tag.</param>
    internal void Add(long delta, string? client, KeyValuePair<string, object?> first, KeyValuePair<string, object?> second)
    {
        try
        {
            if (client is null)
            {
                counter.Add(delta, first, second);
            }
            else
            {
                counter.Add(delta, first, second, Instruments.Tag(Instruments.Client, client));
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // As above.
        }
    }
}

/// <summary>Represents a histogram whose listeners cannot fail the caller.</summary>
internal sealed class SafeHistogram(Histogram<double> histogram)
{
    internal bool Enabled => histogram.Enabled;

    /// <summary>Records a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="client">The name of the client; <see langword="null"/> for a client without a name, which gets no such tag.</param>
    /// <param name="tag">The tag.</param>
    internal void Record(double value, string? client, KeyValuePair<string, object?> tag)
    {
        try
        {
            if (client is null)
            {
                histogram.Record(value, tag);
            }
            else
            {
                histogram.Record(value, tag, Instruments.Tag(Instruments.Client, client));
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The listener's own failure.
        }
    }

    /// <summary>Records a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="client">The name of the client; <see langword="null"/> for a client without a name, which gets no such tag.</param>
    /// <param name="first">A tag.</param>
    /// <param name="second">Another tag.</param>
    internal void Record(double value, string? client, KeyValuePair<string, object?> first, KeyValuePair<string, object?> second)
    {
        try
        {
            if (client is null)
            {
                histogram.Record(value, first, second);
            }
            else
            {
                histogram.Record(value, first, second, Instruments.Tag(Instruments.Client, client));
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // As above.
        }
    }
}
