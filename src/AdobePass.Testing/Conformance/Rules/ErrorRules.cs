namespace AdobePass.Testing.Conformance;

/// <summary>Errors: M21 and M22.</summary>
internal static class ErrorRules
{
    private const int MostRepetitions = 2;

    // A later request is an act of its own, such as the next poll.
    private static readonly TimeSpan Repetition = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(50);

    public static Verdict EnhancedErrors(ConformanceRun run)
    {
        var failures = run.Calls.Where(static call => FinalError(call) is not null || IsRetry(call)).ToList();
        return FindRepetitions(run, static call => FinalError(call) is not null && call.Status != 401) is { } repeated
            ? Verdict.Broken("A request was repeated, although the action of its error is not retry.", repeated)
            : failures.Count > 0
                ? Verdict.Kept("Errors are handled by their action.", failures[0])
                : Verdict.NotExercised("The service sent no enhanced error code.");
    }

    public static Verdict HttpErrors(ConformanceRun run)
    {
        if (FindRepetitions(run, static call => call.Data.Error is null && call.Status is 400 or 403 or 404 or 405) is { } repeated)
        {
            return Verdict.Broken("A rejected request was repeated without a change.", repeated);
        }

        for (var i = 0; i < run.Calls.Count; i++)
        {
            var call = run.Calls[i];
            if (call.Status is not (401 or 429)
                || run.Calls.Skip(i + 1).FirstOrDefault(other => ConformanceRun.IsSame(call, other)) is not { } next)
            {
                continue;
            }

            if (call.Status == 401 && next.Data.TokenKey == call.Data.TokenKey && next.Time - call.Data.ReceivedAt < Repetition)
            {
                return Verdict.Broken("After a 401, the request was repeated with the same access token.", call, next);
            }

            var wait = call.Data.RetryAfter ?? TimeSpan.FromSeconds(1);
            if (call.Status == 429 && next.Time - call.Data.ReceivedAt < wait - Tolerance)
            {
                return Verdict.Broken("After a 429, the request was repeated too early.", call, next);
            }
        }

        return run.Calls.FirstOrDefault(static call => call.Status is 0 or >= 400) is { } failure
            ? Verdict.Kept("Failed requests are repeated only as their status allows.", failure)
            : Verdict.NotExercised("No request failed.");
    }

    /// <summary>Whether the service does not accept the profile of the viewer.</summary>
    public static bool AsksForSignIn(ConformanceExchange call) =>
        call.Data.Error?.Action == "authentication"
        || (call.Data.Decisions?.Any(static decision => decision.Error?.Action == "authentication") ?? false);

    /// <summary>Whether the service denied something.</summary>
    public static bool IsDenial(ConformanceExchange call) =>
        call.Data.Error is not null || (call.Data.Decisions?.Any(static decision => !decision.IsPermit) ?? false);

    // Requests that directly follow each other. A single repetition may be a viewer who presses a button again.
    private static ConformanceExchange? FindRepetitions(ConformanceRun run, Func<ConformanceExchange, bool> isFailure)
    {
        foreach (var device in run.Calls.GroupBy(run.DeviceOf))
        {
            ConformanceExchange? previous = null;
            var repetitions = 0;
            foreach (var call in device)
            {
                var isRepetition = previous is not null
                    && isFailure(previous)
                    && ConformanceRun.IsSame(previous, call)
                    && call.Time - previous.Data.ReceivedAt < ConformanceRun.Soon
                    && !run.HasMarkBetween(previous, call, ConformanceMark.ViewerAction, ConformanceMark.AppStarted);
                repetitions = isRepetition ? repetitions + 1 : 0;
                if (repetitions >= MostRepetitions)
                {
                    return call;
                }

                previous = call;
            }
        }

        return null;
    }

    private static bool IsRetry(ConformanceExchange call) =>
        call.Data.Error?.Action == "retry"
        || (call.Data.Decisions?.Any(static decision => decision.Error?.Action == "retry") ?? false);

    private static ErrorData? FinalError(ConformanceExchange call) => call.Data.Error is { } error
        ? error.Action == "retry" ? null : error
        : call.Data.Decisions is { Count: > 0 } decisions && decisions.All(static each => each.Error is { Action: not "retry" })
            ? decisions[0].Error
            : null;
}
