using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// Contains the log events. Event ids are stable. Of an exception from a store or a proxy, only the type is logged, because its message
/// may contain anything.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "A device was registered ({Reason}).")]
    internal static partial void Registered(this ILogger logger, string reason);

    [LoggerMessage(
        1002,
        LogLevel.Information,
        "Two processes registered a device at the same time. The pair that was stored first is used.")]
    internal static partial void RegistrationAdopted(this ILogger logger);

    [LoggerMessage(
        1003,
        LogLevel.Warning,
        "The service rejected the stored client credentials of a device (invalid_client). They were replaced by a new pair, which has " +
        "obtained an access token. The viewer of the device must sign in again.")]
    internal static partial void CredentialsReplaced(this ILogger logger);

    [LoggerMessage(
        1004,
        LogLevel.Error,
        "A device was registered, but its credentials could not be stored. They are kept in memory and stored at the next call of the " +
        "device. They are lost if the process ends before that.")]
    internal static partial void RegistrationNotStored(this ILogger logger);

    [LoggerMessage(
        1005,
        LogLevel.Error,
        "{Operation}: the service rejected the application itself ({ErrorCode}). No device sends this request again for {Pause} s.")]
    internal static partial void ApplicationRefused(this ILogger logger, string operation, string errorCode, double pause);

    [LoggerMessage(
        1006,
        LogLevel.Error,
        "The service rejected the stored client credentials of a device, and new ones too. The stored pair is kept, and the device is " +
        "not registered again for a minute.")]
    internal static partial void NewCredentialsRefused(this ILogger logger);

    [LoggerMessage(
        1007,
        LogLevel.Error,
        "The service rejected the stored client credentials of {Count} devices within {Seconds} s. The cause is probably in the " +
        "service: no credentials are replaced until it accepts a stored pair again.")]
    internal static partial void ReplacementsStopped(this ILogger logger, int count, double seconds);

    [LoggerMessage(1008, LogLevel.Warning, "The service accepts stored client credentials again. Replacements are possible again.")]
    internal static partial void ReplacementsResumed(this ILogger logger);

    [LoggerMessage(
        1009,
        LogLevel.Warning,
        "The first device was registered in an empty credential store at {Location}. If viewers have used this application before, " +
        "this is not the store that contains their credentials: stop the application and check the location.")]
    internal static partial void FirstRegistration(this ILogger logger, string location);

    [LoggerMessage(
        1010,
        LogLevel.Warning,
        "The registered application lacks the scope {Scopes}, which the operations in use need: the service will reject their calls. " +
        "Ask Adobe to add the scope to the application, and download a new software statement.")]
    internal static partial void ScopesMissing(this ILogger logger, string scopes);

    [LoggerMessage(2001, LogLevel.Debug, "An access token was received. It is valid for {Seconds} s.")]
    internal static partial void TokenReceived(this ILogger logger, long seconds);

    [LoggerMessage(
        2002,
        LogLevel.Warning,
        "{Operation}: the service rejected an access token with 401 before it expired. A new one is requested.")]
    internal static partial void TokenRefused(this ILogger logger, string operation);

    [LoggerMessage(
        2003,
        LogLevel.Warning,
        "The background renewal of an access token failed with {Fault}. The old token is used until it expires.")]
    internal static partial void RenewalFailed(this ILogger logger, string fault);

    [LoggerMessage(
        2004,
        LogLevel.Debug,
        "A request to '{Host}' was sent without an access token. Add the host to AllowedHosts, with this port if it has one, " +
        "and use https.")]
    internal static partial void TokenNotAdded(this ILogger logger, string host);

    [LoggerMessage(
        3001,
        LogLevel.Error,
        "The credential store is unavailable ({Operation}, {Fault}, {Location}). A device is registered only if the store is known to " +
        "have no entry for it.")]
    internal static partial void StoreUnavailable(this ILogger logger, string operation, string fault, string location);

    [LoggerMessage(
        3002,
        LogLevel.Error,
        "An entry of the credential store is corrupt ({Operation}). It does not cause a registration. Restore the entry, or delete it " +
        "with DeleteCredentialsAsync.")]
    internal static partial void StoreCorrupt(this ILogger logger, string operation);

    [LoggerMessage(3003, LogLevel.Warning, "The access token cache failed ({Operation}, {Fault}). A token is requested instead.")]
    internal static partial void TokenCacheFailed(this ILogger logger, string operation, string fault);

    [LoggerMessage(3004, LogLevel.Information, "Client credentials are kept in {Location}.")]
    internal static partial void StoreLocation(this ILogger logger, string location);

    [LoggerMessage(
        3005,
        LogLevel.Warning,
        "An entry of the credential store is not encrypted, although the store has a protector. It is encrypted when it is next " +
        "written. Set RequireProtection when all entries are encrypted.")]
    internal static partial void EntryNotEncrypted(this ILogger logger);

    [LoggerMessage(3006, LogLevel.Warning, "The credential store may lose entries: {Warning}")]
    internal static partial void StoreWarning(this ILogger logger, string warning);

    [LoggerMessage(4001, LogLevel.Warning, "{Operation}: throttled with 429. All calls for this IP address wait {Seconds} s.")]
    internal static partial void Throttled(this ILogger logger, string operation, double seconds);

    [LoggerMessage(4002, LogLevel.Debug, "{Operation}: waits {Seconds} s in the client-side rate limiter.")]
    internal static partial void Paced(this ILogger logger, string operation, double seconds);

    [LoggerMessage(4003, LogLevel.Warning, "{Operation}: attempt {Attempt} failed ({Reason}). The request is sent again.")]
    internal static partial void Retrying(this ILogger logger, string operation, int attempt, string reason);

    [LoggerMessage(
        4004,
        LogLevel.Warning,
        "A handler of the HTTP client '{HttpClient}' sent a request again. It did not reach the network: AdobePassClient itself retries " +
        "requests. Remove the retry, hedging or resilience handler from this HTTP client. This is logged once per client.")]
    internal static partial void RepetitionSuppressed(this ILogger logger, string httpClient);

    [LoggerMessage(
        5001,
        LogLevel.Warning,
        "{Operation}: a part of a response could not be read and was left out at {Path}: {Fault}. This is logged once per operation " +
        "and path.")]
    internal static partial void ResponseOddity(this ILogger logger, string operation, string path, string fault);
}
