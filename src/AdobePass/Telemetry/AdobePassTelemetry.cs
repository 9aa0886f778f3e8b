namespace AdobePass;

/// <summary>Contains the names of the logs, metrics and traces of the library.</summary>
/// <remarks>No log, metric or trace contains a device identifier, a client id, a token or the IP address of a viewer.</remarks>
public static class AdobePassTelemetry
{
    /// <summary>The name of the meter. Instruments and tags are listed in <c>docs/telemetry.md</c>.</summary>
    public const string MeterName = "AdobePass";

    /// <summary>The name of the activity source. Each call is an activity, and each registration or token request in it.</summary>
    public const string ActivitySourceName = "AdobePass";

    /// <summary>
    /// The category of the log. For a client with a name, a dot and the name follow: <c>AdobePass.red</c>. The event ids are listed in
    /// <c>docs/telemetry.md</c> and do not change.
    /// </summary>
    public const string LogCategory = "AdobePass";

    /// <summary>Gets the category of the log of a client.</summary>
    internal static string CategoryOf(string? client) => client is null ? LogCategory : $"{LogCategory}.{client}";
}
