using System.Diagnostics.Metrics;
using AdobePass;

namespace OpenTelemetry.Metrics;

/// <summary>Extension methods to add the metrics of Adobe Pass clients to a <see cref="MeterProviderBuilder"/>.</summary>
public static class AdobePassMeterProviderBuilderExtensions
{
    // System.Diagnostics.DiagnosticSource 9 would let the meter advise the buckets itself. The library supports version 8, which cannot.

    // The buckets of the semantic conventions for durations of HTTP requests.
    private static readonly double[] RequestBuckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30];

    // A file or a server nearby responds in about a millisecond; StoreTimeout is 10 s by default.
    private static readonly double[] StoreBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    // A permit comes about every second; MaxQueueDelay is 30 s by default, and a pause after a 429 one minute at most.
    private static readonly double[] QueueBuckets = [0.1, 0.5, 1, 1.5, 2.5, 5, 7.5, 10, 15, 20, 30, 60, 120];

    // A viewer takes a minute or so to sign in on a phone. A code is valid for 30 minutes.
    private static readonly double[] SignInBuckets = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1800];

    /// <summary>Adds the metrics of Adobe Pass clients and of the viewer's journeys. Histograms have buckets in seconds.</summary>
    /// <remarks>
    /// The buckets are set by a view. OpenTelemetry applies every view that matches an instrument, so an application that wants other
    /// buckets adds the meter itself, with <c>AddMeter(AdobePassTelemetry.MeterName)</c> and views of its own.
    /// </remarks>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static MeterProviderBuilder AddAdobePassInstrumentation(this MeterProviderBuilder builder)
    {
        if (builder is null)
        {
            throw new ArgumentNullException(nameof(builder));
        }

        return builder.AddMeter(AdobePassTelemetry.MeterName).AddView(FindView);
    }

    private static MetricStreamConfiguration? FindView(Instrument instrument)
    {
        if (instrument.Meter.Name != AdobePassTelemetry.MeterName)
        {
            return null;
        }

        var buckets = instrument.Name switch
        {
            "adobepass.request.duration" => RequestBuckets,
            "adobepass.store.duration" => StoreBuckets,
            "adobepass.pacing.delay" => QueueBuckets,
            "adobepass.signin.wait" => SignInBuckets,
            _ => null,
        };
        return buckets is null ? null : new ExplicitBucketHistogramConfiguration { Boundaries = buckets };
    }
}
