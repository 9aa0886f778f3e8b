using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AdobePass;

/// <summary>The instruments. Tags are words from short fixed lists, so that their number is bounded.</summary>
internal static class Instruments
{
    private static readonly Meter Meter = new(AdobePassTelemetry.MeterName);

    internal static ActivitySource Activities { get; } = new(AdobePassTelemetry.ActivitySourceName);

    internal static Counter<long> Registrations { get; } = Meter.CreateCounter<long>("adobepass.registrations", "{registration}", "Registrations by reason and outcome.");

    internal static Counter<long> TokenRequests { get; } = Meter.CreateCounter<long>("adobepass.token.requests", "{request}", "Token requests by outcome.");

    internal static Counter<long> TokenReads { get; } = Meter.CreateCounter<long>("adobepass.token.reads", "{read}", "Where access tokens were found.");

    internal static Counter<long> TokensRefused { get; } = Meter.CreateCounter<long>("adobepass.token.refused", "{answer}", "Answers 401 to calls with an access token.");

    internal static Counter<long> Throttled { get; } = Meter.CreateCounter<long>("adobepass.throttled", "{answer}", "Answers 429.");

    internal static Counter<long> Retries { get; } = Meter.CreateCounter<long>("adobepass.retries", "{attempt}", "Further attempts after a failure.");

    internal static Histogram<double> RequestDuration { get; } = Meter.CreateHistogram<double>("adobepass.request.duration", "s", "One request from sending to the last byte of the answer.");

    internal static Histogram<double> PacingDelay { get; } = Meter.CreateHistogram<double>("adobepass.pacing.delay", "s", "Waits for a place in the pace of a device address.");

    internal static Histogram<double> StoreDuration { get; } = Meter.CreateHistogram<double>("adobepass.store.duration", "s", "Operations of the credential store.");

    internal static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
