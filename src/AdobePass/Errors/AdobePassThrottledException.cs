using System.Net;

namespace AdobePass;

/// <summary>
/// The service throttles: it answered 429 Too Many Requests as often as <see cref="AdobePassOptions.MaxThrottledAttempts"/> allows, with the waits between; or so many requests of the device address
/// wait already that this one was not sent. Adobe admits one request a second per device address with a burst of ten.
/// </summary>
public sealed class AdobePassThrottledException : AdobePassApiException
{
    internal AdobePassThrottledException(string operationId, int attempts)
        : base(operationId, (HttpStatusCode)429, null, $"{operationId}: throttled with 429 on {attempts} attempt(s). Wait at least one second, and send fewer requests for this device address.") => Attempts = attempts;

    internal AdobePassThrottledException(string operationId, TimeSpan wait)
        : base(operationId, (HttpStatusCode)429, null, $"{operationId}: not sent, as its turn would come in {wait.TotalSeconds:0.#} s only ({nameof(AdobePassOptions)}.{nameof(AdobePassOptions.MaxQueueDelay)}): other requests of this device address wait before it. Send fewer; a server sets {nameof(StreamingDevice.ForwardedFor)} of each device.")
    {
    }

    /// <summary>How often the call was sent; 0 when it was not.</summary>
    public int Attempts { get; }
}
