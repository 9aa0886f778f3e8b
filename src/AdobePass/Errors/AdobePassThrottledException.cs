using System.Net;

namespace AdobePass;

/// <summary>
/// The exception that is thrown when a request is throttled. Either the service returned 429 Too Many Requests as often as
/// <see cref="AdobePassOptions.MaxThrottledAttempts"/> allows, or the client-side rate limiter did not send the request. Adobe allows one
/// request per second for each IP address of a device, with a burst of ten.
/// </summary>
public sealed class AdobePassThrottledException : AdobePassApiException
{
    internal AdobePassThrottledException(string operationId, int attempts)
        : base(
            operationId,
            (HttpStatusCode)429,
            null,
            $"{operationId}: throttled with 429 in {attempts} attempt(s). Wait at least one second, and send fewer requests for this " +
            "IP address.") =>
        Attempts = attempts;

    internal AdobePassThrottledException(string operationId, TimeSpan wait)
        : base(
            operationId,
            (HttpStatusCode)429,
            null,
            $"{operationId}: not sent. The client-side rate limit for this IP address would delay the request by " +
            $"{wait.TotalSeconds:0.#} s, more than AdobePassOptions.MaxQueueDelay. " +
            "Send fewer requests, or set StreamingDevice.ForwardedFor for each device on a server.")
    {
    }

    /// <summary>Gets the number of times that the request was sent; 0 if it was not sent.</summary>
    public int Attempts { get; }
}
