using AdobePass.Testing.Catalog;

namespace AdobePass.Testing.Conformance;

/// <summary>Registration and access tokens: M01 to M03, R01.</summary>
internal static class RegistrationRules
{
    public static Verdict Scope(ConformanceRun run)
    {
        var registrations = run.Of(FakeOperation.Register).Where(static each => each.IsSuccess && each.Data.Scopes is not null).ToList();
        if (registrations.Find(static each => !each.Data.Scopes!.Contains(OperationTable.AccessScope)) is { } without)
        {
            return Verdict.Broken($"The registered application lacks the scope {OperationTable.AccessScope}.", without);
        }

        if (registrations.Count > 0)
        {
            return Verdict.Kept("The registration has the scope.", registrations[0]);
        }

        return run.Calls.FirstOrDefault(static call => call.IsSuccess && call.Data.TokenKey is not null) is { } accepted
            ? Verdict.Kept("The service accepts the access token.", accepted)
            : Verdict.NotExercised("No registration and no accepted call were recorded.");
    }

    public static Verdict Credentials(ConformanceRun run)
    {
        ConformanceExchange? reuse = null;
        foreach (var device in run.Calls.Where(static call => call.Data.DeviceKey is not null)
            .GroupBy(static call => call.Data.DeviceKey))
        {
            string? client = null;
            ConformanceExchange? last = null;
            foreach (var call in device)
            {
                if (run.ClientOf(call) is not { } current)
                {
                    continue;
                }

                if (client is not null && current != client && !IsRejected(run, client, call))
                {
                    var registration = run.Of(FakeOperation.Register).LastOrDefault(each => each.Data.ClientKey == current);
                    return Verdict.Broken(
                        "A device was registered again, although its credentials were not rejected with invalid_client.",
                        registration ?? call);
                }

                if (last is not null && run.HasMarkBetween(last, call, ConformanceMark.AppStarted))
                {
                    reuse ??= call;
                }

                (client, last) = (current, call);
            }
        }

        reuse ??= run.Of(FakeOperation.Token)
            .Where(static each => each.IsSuccess && each.Data.ClientKey is not null)
            .GroupBy(static each => each.Data.ClientKey)
            .FirstOrDefault(static group => group.Skip(1).Any())?
            .ElementAt(1);
        return reuse is not null
            ? Verdict.Kept("The credentials of the first registration are used again.", reuse)
            : Verdict.NotExercised("No credentials were needed a second time. Mark AppStarted, and run the application again.");
    }

    public static Verdict TokenIsKept(ConformanceRun run)
    {
        foreach (var client in TokensByClient(run))
        {
            ConformanceExchange? previous = null;
            foreach (var token in client)
            {
                if (previous is { Data.TokenLifetime: { } lifetime }
                    && token.Time >= previous.Data.ReceivedAt
                    && token.Time - previous.Data.ReceivedAt < lifetime / 2
                    && !run.CallsWith(previous.Data.IssuedTokenKey!).Any(call => call.Status == 401 && call.Number < token.Number))
                {
                    return Verdict.Broken("A token was requested, although the last one was valid and not rejected.", previous, token);
                }

                previous = token;
            }
        }

        var reused = run.Calls.Where(static call => call.Data.TokenKey is not null)
            .GroupBy(static call => call.Data.TokenKey)
            .Where(static group => group.Skip(1).Any())
            .Select(static group => group.ElementAt(1))
            .FirstOrDefault();
        return reused is not null
            ? Verdict.Kept("The same access token is sent with several calls.", reused)
            : Verdict.NotExercised("No access token was used twice.");
    }

    public static Verdict TokenIsRenewed(ConformanceRun run)
    {
        ConformanceExchange? renewal = null;
        foreach (var client in TokensByClient(run))
        {
            ConformanceExchange? previous = null;
            foreach (var token in client)
            {
                if (previous is { Data: { TokenLifetime: { } lifetime, IssuedTokenKey: { } key } data })
                {
                    if (FindLateUse(run, key, data.ReceivedAt + lifetime) is { } late)
                    {
                        return Verdict.Broken("An access token was sent after it had expired.", late);
                    }

                    renewal ??= token;
                }

                previous = token;
            }

            if (previous is { Data: { TokenLifetime: { } last, IssuedTokenKey: { } lastKey } lastData }
                && FindLateUse(run, lastKey, lastData.ReceivedAt + last) is { } lateUse)
            {
                return Verdict.Broken("An access token was sent after it had expired.", lateUse);
            }
        }

        return renewal is not null
            ? Verdict.Kept("A token was renewed, and no call used an expired one.", renewal)
            : Verdict.NotExercised("The run is shorter than an access token is valid.");
    }

    private static ConformanceExchange? FindLateUse(ConformanceRun run, string token, DateTimeOffset end) =>
        run.CallsWith(token).FirstOrDefault(call => call.Time > end);

    private static IEnumerable<IEnumerable<ConformanceExchange>> TokensByClient(ConformanceRun run) => run.Of(FakeOperation.Token)
        .Where(static each => each.IsSuccess && each.Data is { ClientKey: not null, IssuedTokenKey: not null })
        .GroupBy(static each => each.Data.ClientKey);

    private static bool IsRejected(ConformanceRun run, string client, ConformanceExchange before) => run.Of(FakeOperation.Token)
        .Any(each => each.Data.ClientKey == client && each.Data.RegistrationError == "invalid_client" && each.Number < before.Number);
}
