namespace AdobePass.Testing.Conformance;

/// <summary>Preauthorization and authorization: M10 to M14.</summary>
internal static class DecisionRules
{
    // One request, and at most 3 repetitions of it.
    private const int MostAttempts = 4;

    private const string MarkPlayback = "Playback is not part of the traffic. Mark PlaybackStarted with the resource.";

    private static readonly TimeSpan Chain = TimeSpan.FromMinutes(1);

    public static Verdict PreauthorizationIsForDisplay(ConformanceRun run)
    {
        ConformanceExchange? kept = null;
        foreach (var (start, permit) in Playbacks(run))
        {
            if (permit is null && FindPermit(run, FakeOperation.Preauthorize, start) is { } preauthorization)
            {
                return Verdict.Broken("A playback started after a preauthorization only.", preauthorization, start);
            }

            kept ??= permit;
        }

        return kept is not null && run.Of(FakeOperation.Preauthorize).Any()
            ? Verdict.Kept("Each playback follows an authorization, and not the preauthorization.", kept)
            : Verdict.NotExercised(kept is null ? MarkPlayback : "No preauthorization was requested.");
    }

    public static Verdict PreauthorizationRetries(ConformanceRun run) => Retries(run, FakeOperation.Preauthorize);

    public static Verdict AuthorizationRetries(ConformanceRun run) => Retries(run, FakeOperation.Authorize);

    public static Verdict PermitsAreCached(ConformanceRun run)
    {
        ConformanceExchange? kept = null;
        foreach (var device in run.CallsByDevice())
        {
            var permits = new Dictionary<(string? Mvpd, string Resource), ConformanceExchange>();
            foreach (var call in device)
            {
                if (call.Operation != FakeOperation.Preauthorize)
                {
                    if (call is { Operation: FakeOperation.Logout or FakeOperation.CreateSession, IsSuccess: true }
                        || call.Data.Profiles is not null
                        || ErrorRules.AsksForSignIn(call))
                    {
                        permits.Clear();
                    }

                    continue;
                }

                foreach (var resource in call.Data.Resources)
                {
                    if (permits.TryGetValue((call.Data.Mvpd, resource), out var permit)
                        && call.Time - permit.Data.ReceivedAt < Chain
                        && !run.HasMarkBetween(permit, call, ConformanceMark.AppStarted))
                    {
                        return Verdict.Broken("A resource was preauthorized again within a minute of its permit.", permit, call);
                    }
                }

                kept ??= permits.Count > 0 ? call : null;
                foreach (var decision in (call.Data.Decisions ?? []).Where(static decision => decision.IsPermit))
                {
                    permits[(call.Data.Mvpd, decision.Resource)] = call;
                }
            }

            kept ??= permits.Values.FirstOrDefault(permit =>
                run.MarksOf(ConformanceMark.ViewerAction).Any(mark => mark.Number > permit.Number));
        }

        return kept is not null
            ? Verdict.Kept("Resources with a permit are not preauthorized again.", kept)
            : Verdict.NotExercised("The catalogue was not shown again after a permit. Mark ViewerAction when it is shown again.");
    }

    public static Verdict AuthorizationPrecedesPlayback(ConformanceRun run)
    {
        ConformanceExchange? kept = null;
        foreach (var (start, permit) in Playbacks(run))
        {
            if (permit is null)
            {
                return Verdict.Broken("A playback started without an authorization of its own.", start);
            }

            kept ??= permit;
        }

        return kept is not null
            ? Verdict.Kept("Each playback has an authorization of its own.", kept)
            : Verdict.NotExercised(MarkPlayback);
    }

    // An authorization is good for one playback.
    private static List<(ConformanceExchange Start, ConformanceExchange? Permit)> Playbacks(ConformanceRun run)
    {
        var used = new HashSet<ConformanceExchange>();
        var playbacks = new List<(ConformanceExchange, ConformanceExchange?)>();
        foreach (var start in run.MarksOf(ConformanceMark.PlaybackStarted))
        {
            var permit = FindPermit(run, FakeOperation.Authorize, start, used);
            if (permit is not null)
            {
                used.Add(permit);
            }

            playbacks.Add((start, permit));
        }

        return playbacks;
    }

    private static ConformanceExchange? FindPermit(
        ConformanceRun run,
        FakeOperation operation,
        ConformanceExchange start,
        HashSet<ConformanceExchange>? used = null) => run.Of(operation).LastOrDefault(call =>
            call.Number < start.Number
            && (used is null || !used.Contains(call))
            && (call.Data.Decisions ?? []).Any(decision => decision.IsPermit
                && decision.Resource == start.Data.MarkDetail?.Trim()
                && (operation == FakeOperation.Preauthorize
                    || decision.TokenLifetime is not { } lifetime
                    || start.Time <= call.Data.ReceivedAt + lifetime)));

    private static Verdict Retries(ConformanceRun run, FakeOperation operation)
    {
        ConformanceExchange? kept = null;
        foreach (var calls in run.Of(operation).GroupBy(call => (run.DeviceOf(call), call.Data.RawPath)))
        {
            var attempts = new Dictionary<string, int>(StringComparer.Ordinal);
            ConformanceExchange? previous = null;
            foreach (var call in calls)
            {
                var isChain = previous is not null
                    && call.Time - previous.Data.ReceivedAt < Chain
                    && !run.HasMarkBetween(previous, call, ConformanceMark.ViewerAction, ConformanceMark.AppStarted);
                if (isChain && FindWrongItem(previous!, call) is { } wrong)
                {
                    return Verdict.Broken($"A repetition contains '{wrong}', which is not marked with retry.", previous!, call);
                }

                foreach (var resource in call.Data.Resources)
                {
                    var isRetry = isChain && attempts.ContainsKey(resource);
                    var count = isRetry ? attempts[resource] + 1 : 1;
                    if (count > MostAttempts)
                    {
                        return Verdict.Broken($"'{resource}' was requested {count} times, each time with the action retry.", call);
                    }

                    attempts.Remove(resource);
                    if (ResultOf(call, resource) == Result.Retry)
                    {
                        attempts[resource] = count;
                    }

                    kept ??= ResultOf(call, resource) is Result.Retry or Result.Final ? call : null;
                }

                previous = call;
            }
        }

        return kept is not null
            ? Verdict.Kept($"Only items marked with retry are requested again, at most {MostAttempts - 1} times.", kept)
            : Verdict.NotExercised("No decision failed.");
    }

    // A request that follows soon and has an item marked with retry is a repetition.
    private static string? FindWrongItem(ConformanceExchange previous, ConformanceExchange call) =>
        call.Time - previous.Data.ReceivedAt < ConformanceRun.Soon
        && call.Data.Resources.Any(resource => ResultOf(previous, resource) == Result.Retry)
            ? call.Data.Resources.FirstOrDefault(resource => ResultOf(previous, resource) is Result.Permit or Result.Final)
            : null;

    private static Result ResultOf(ConformanceExchange call, string resource)
    {
        if (!call.Data.Resources.Contains(resource))
        {
            return Result.None;
        }

        if (call.Data.Error is { } error)
        {
            return error.Action == "retry" ? Result.Retry : Result.Final;
        }

        if (call.Status is 0 or 429 or >= 500)
        {
            return Result.Retry;
        }

        var decision = call.Data.Decisions?.FirstOrDefault(each => each.Resource == resource.Trim());
        return decision switch
        {
            null => Result.None,
            { IsPermit: true } => Result.Permit,
            { Error.Action: "retry" } => Result.Retry,
            _ => Result.Final,
        };
    }

    private enum Result
    {
        None,
        Permit,
        Retry,
        Final,
    }
}
