using System.Net.Sockets;

namespace AdobePass.Runtime;

/// <summary>Distinguishes failures to connect from failures of a request that may have been sent.</summary>
internal static class ConnectionFailures
{
    /// <summary>
    /// Gets whether a request failed before any byte of it was sent: the name was not resolved, or the connection was not established.
    /// Returns <see langword="false"/> if the platform does not report it.
    /// </summary>
    internal static bool IsBeforeSending(HttpRequestException failure)
    {
#if NET
        if (failure.HttpRequestError != HttpRequestError.Unknown)
        {
            return failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError;
        }
#endif
        return failure.InnerException switch
        {
            SocketException socket => IsBeforeSending(socket.SocketErrorCode),
#if !NET
            System.Net.WebException web => web.Status
                is System.Net.WebExceptionStatus.NameResolutionFailure
                or System.Net.WebExceptionStatus.ConnectFailure,
#endif
            _ => false,
        };
    }

    /// <summary>Describes a failure: what happened, where, and what to check.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="address">The base URL of the service.</param>
    /// <param name="reason">The reason that the platform reports, without secrets.</param>
    internal static string Describe(HttpRequestException failure, Uri address, string reason)
    {
        reason = reason.TrimEnd('.');
        var where = $"{address.Host}:{address.Port}";
#if NET
        switch (failure.HttpRequestError)
        {
            case HttpRequestError.NameResolutionError:
                return $"The host {address.Host} was not found: {reason}. " +
                    $"Check {nameof(AdobePassOptions.BaseAddress)}, the network and DNS.";
            case HttpRequestError.ConnectionError:
                return $"No connection to {where}: {reason}. " +
                    "Check that the service runs at this address, and that a firewall or proxy does not block it.";
            case HttpRequestError.SecureConnectionError:
                return $"No secure connection to {where}: {reason}. " +
                    "Check the clock of this machine, and proxies that replace certificates.";
            default:
                break;
        }
#endif
        return $"No response from {where}: {reason}.";
    }

    // Only errors of the connection attempt. Other network errors can also occur while a request is sent.
    private static bool IsBeforeSending(SocketError error) => error
        is SocketError.HostNotFound
        or SocketError.TryAgain
        or SocketError.NoData
        or SocketError.NoRecovery
        or SocketError.ConnectionRefused;
}
