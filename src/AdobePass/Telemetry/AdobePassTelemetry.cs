namespace AdobePass;

/// <summary>The names under which the library reports what it does. None of it holds a device, a client id, a token or an address of a viewer.</summary>
public static class AdobePassTelemetry
{
    /// <summary>The name of the meter. Instruments and tags are listed in <c>docs/telemetry.md</c>.</summary>
    public const string MeterName = "AdobePass";

    /// <summary>The name of the activity source: one activity per call, and one per registration or token request that it needs.</summary>
    public const string ActivitySourceName = "AdobePass";

    /// <summary>
    /// The category of the log, followed by a dot and the name for a client with a name: <c>AdobePass.red</c>. The event ids are listed in
    /// <c>docs/telemetry.md</c> and do not change.
    /// </summary>
    public const string LogCategory = "AdobePass";

    /// <summary>Gets the category of the log of a client.</summary>
    internal static string CategoryOf(string? client) => client is null ? LogCategory : $"{LogCategory}.{client}";
}
