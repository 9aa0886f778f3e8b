namespace AdobePass;

/// <summary>The names under which the library reports what it does. None of it holds a device, a client id, a token or an address of a viewer.</summary>
public static class AdobePassTelemetry
{
    /// <summary>The name of the meter. Instruments and tags are listed in <c>docs/telemetry.md</c>.</summary>
    public const string MeterName = "AdobePass";

    /// <summary>The name of the activity source: one activity per call, and one per registration or token request that it needs.</summary>
    public const string ActivitySourceName = "AdobePass";

    /// <summary>The category of the log; the event ids are listed in <c>docs/telemetry.md</c> and do not change.</summary>
    public const string LogCategory = "AdobePass";
}
