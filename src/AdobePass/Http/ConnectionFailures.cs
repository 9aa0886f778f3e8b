using System.Net.Sockets;

namespace AdobePass.Runtime;

/// <summary>Tells failures to connect from failures of a request that may have been sent.</summary>
internal static class ConnectionFailures
{
    /// <summary>
    /// Gets whether a request failed before any byte of it was sent: the name was not resolved or the connection was not made. Where the platform does
    /// not tell, the answer is no.
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

    // Errors of connecting only: a network that goes away is reported with the same codes while a request is sent.
    private static bool IsBeforeSending(SocketError error) => error
        is SocketError.HostNotFound
        or SocketError.TryAgain
        or SocketError.NoData
        or SocketError.NoRecovery
        or SocketError.ConnectionRefused;
}
