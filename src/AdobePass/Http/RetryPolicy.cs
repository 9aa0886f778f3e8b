namespace AdobePass.Runtime;

/// <summary>
/// Decides which failures are retried: those for which the service requests it, and those of idempotent requests. Denials, rejections and
/// timeouts are not retried.
/// </summary>
internal static class RetryPolicy
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>Gets whether a response requests, or allows, the same request again.</summary>
    internal static bool Allows(AdobePassRequest request, HttpResponse response)
    {
        // A second registration would create a second pair, even if the response requests a retry.
        if (response.IsSuccess || request.Operation.RequestKind == RequestKind.Registration)
        {
            return false;
        }

        return ErrorResponses.ActionOf(response) is { } action
            ? action == "retry"
            : (int)response.StatusCode >= 500 && request.Operation.IsIdempotent;
    }

    /// <summary>
    /// Gets whether a request that failed without a response may be sent again. This is true for any request of which no byte was sent,
    /// and for an idempotent request that did not time out.
    /// </summary>
    internal static bool Allows(AdobePassRequest request, AdobePassConnectionException failure) =>
        failure.NothingWasSent || (!failure.IsTimeout && request.Operation.IsIdempotent);

    /// <summary>
    /// Gets the delay before the next attempt. It doubles with each attempt, and jitter adds up to a quarter, so that devices that failed
    /// together do not retry together.
    /// </summary>
    internal static TimeSpan DelayAfter(int attempt, TimeSpan first, double chance)
    {
        var delay = Math.Min(first.TotalMilliseconds * Math.Pow(2, attempt - 1), LongestDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(delay * (1 + (chance / 4)));
    }
}
