using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// The log. Event ids are stable. Exceptions of others are named by their type alone: what a store or a proxy writes into a message is not known.
/// </summary>
internal static partial class Events
{
    [LoggerMessage(1001, LogLevel.Information, "A device was registered ({Reason}).")]
    internal static partial void Registered(this ILogger logger, string reason);

    [LoggerMessage(1002, LogLevel.Information, "A device was registered here and elsewhere at once; the pair that was stored first is used.")]
    internal static partial void RegistrationAdopted(this ILogger logger);

    [LoggerMessage(1003, LogLevel.Warning, "The client credentials of a device are not valid any more (invalid_client). It is registered again, and its viewer must log in again.")]
    internal static partial void RegisteringAgain(this ILogger logger);

    [LoggerMessage(1004, LogLevel.Error, "A device was registered, but its credentials could not be stored. They are kept in memory and stored at the next call of the device; they are lost if the process ends before.")]
    internal static partial void RegistrationNotStored(this ILogger logger);

    [LoggerMessage(1005, LogLevel.Error, "{Operation}: the application itself is refused ({ErrorCode}). No device asks again for {Pause} s.")]
    internal static partial void ApplicationRefused(this ILogger logger, string operation, string errorCode, double pause);

    [LoggerMessage(1006, LogLevel.Error, "Brand-new client credentials of a device were refused, too. It is not registered again for a minute.")]
    internal static partial void NewCredentialsRefused(this ILogger logger);

    [LoggerMessage(2001, LogLevel.Debug, "An access token was received; it lives {Seconds} s.")]
    internal static partial void TokenReceived(this ILogger logger, long seconds);

    [LoggerMessage(2002, LogLevel.Warning, "{Operation}: an access token was refused with 401 before its end. A new one is requested.")]
    internal static partial void TokenRefused(this ILogger logger, string operation);

    [LoggerMessage(2003, LogLevel.Warning, "The renewal of an access token in the background failed with {Fault}. The old one is used until its end.")]
    internal static partial void RenewalFailed(this ILogger logger, string fault);

    [LoggerMessage(3001, LogLevel.Error, "The credential store is unavailable ({Operation}, {Fault}). Where it is not known to have no entry, nothing is registered.")]
    internal static partial void StoreUnavailable(this ILogger logger, string operation, string fault);

    [LoggerMessage(3002, LogLevel.Error, "An entry of the credential store is corrupt ({Operation}). Nothing is registered because of it; restore the entry, or give it up with DeleteCredentialsAsync.")]
    internal static partial void StoreCorrupt(this ILogger logger, string operation);

    [LoggerMessage(3003, LogLevel.Warning, "The access token cache failed ({Operation}, {Fault}). A token is requested instead.")]
    internal static partial void TokenCacheFailed(this ILogger logger, string operation, string fault);

    [LoggerMessage(4001, LogLevel.Warning, "{Operation}: throttled with 429. All calls of this device address wait {Seconds} s.")]
    internal static partial void Throttled(this ILogger logger, string operation, double seconds);

    [LoggerMessage(4002, LogLevel.Debug, "{Operation}: waits {Seconds} s for its place in the pace of its device address.")]
    internal static partial void Paced(this ILogger logger, string operation, double seconds);

    [LoggerMessage(4003, LogLevel.Warning, "{Operation}: attempt {Attempt} failed ({Reason}); there will be another.")]
    internal static partial void Retrying(this ILogger logger, string operation, int attempt, string reason);
}
