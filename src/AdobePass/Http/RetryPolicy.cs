namespace AdobePass.Runtime;

/// <summary>
/// Which failures are worth another attempt: where the service says so, and where the request has no effect that a second one would repeat. Denials, refusals and time-outs are none.
/// </summary>
internal static class RetryPolicy
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>Whether an answer asks for, or allows, the same request again.</summary>
    internal static bool Allows(AdobePassRequest request, HttpResponse answer) =>
        !answer.IsSuccess && !IsRegistration(request) && (ErrorResponses.ActionOf(answer) is { } action ? action == "retry" : (int)answer.StatusCode >= 500 && IsRepeatable(request));

    /// <summary>
    /// Gets whether a request that failed without a response may be sent again: any request of which no byte was sent, and otherwise one that has no
    /// effect.
    /// </summary>
    internal static bool Allows(AdobePassRequest request, AdobePassConnectionException failure) =>
        failure.NothingWasSent || (!failure.IsTimeout && IsRepeatable(request));

    /// <summary>Whether a request may be sent again although it is not known what became of it.</summary>
    /// <remarks>A second token replaces nothing; a second registration would be a second pair.</remarks>
    internal static bool IsRepeatable(AdobePassRequest request) =>
        request.Operation.Method == HttpMethod.Get || (request.IsRegistration && request.Operation.Id == OperationIds.RequestAccessToken);

    private static bool IsRegistration(AdobePassRequest request) => request.IsRegistration && request.Operation.Id == OperationIds.RegisterClient;

    /// <summary>The wait before the attempt after <paramref name="attempt"/>: doubled each time, and up to a quarter longer, so that devices that failed together do not come back together.</summary>
    internal static TimeSpan DelayAfter(int attempt, TimeSpan first, double chance)
    {
        var delay = Math.Min(first.TotalMilliseconds * Math.Pow(2, attempt - 1), LongestDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(delay * (1 + (chance / 4)));
    }
}
