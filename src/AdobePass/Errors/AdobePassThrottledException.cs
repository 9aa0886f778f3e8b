using System.Net;

namespace AdobePass;

/// <summary>
/// The service answered 429 Too Many Requests as often as <see cref="AdobePassOptions.MaxThrottledAttempts"/> allows, with the waits between.
/// Adobe admits one request a second per device address with a burst of ten.
/// </summary>
public sealed class AdobePassThrottledException : AdobePassApiException
{
    internal AdobePassThrottledException(string operationId, int attempts)
        : base(operationId, (HttpStatusCode)429, null, $"{operationId}: throttled with 429 on {attempts} attempt(s). Wait at least one second, and send fewer requests for this device address.") => Attempts = attempts;

    /// <summary>How often the call was sent.</summary>
    public int Attempts { get; }
}
