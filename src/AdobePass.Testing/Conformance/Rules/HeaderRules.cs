namespace AdobePass.Testing.Conformance;

/// <summary>Headers and parameters: M16 to M20, R10.</summary>
internal static class HeaderRules
{
    private const string NoCall = "No call of REST API V2 was recorded.";

    public static Verdict Authorization(ConformanceRun run) => All(
        run.Calls,
        static call => call.Data.TokenKey is null ? "Authorization is missing." : null,
        "Every call has an access token.");

    public static Verdict DeviceIdentifier(ConformanceRun run) => All(
        run.Calls,
        static call => call.Data.DeviceIdentifierViolation is { } violation ? $"AP-Device-Identifier {violation}." : null,
        "Every call whose operation lists AP-Device-Identifier has it.");

    public static Verdict DeviceInformation(ConformanceRun run) => All(
        run.Calls,
        static call => call.Data.DeviceInfoViolation is { } violation ? $"X-Device-Info {violation}." : null,
        "Every call whose operation lists X-Device-Info has it.");

    public static Verdict IdentifierIsStable(ConformanceRun run)
    {
        ConformanceExchange? kept = null;
        var calls = run.Calls.Where(static call => call.Data.DeviceKey is not null).ToList();
        foreach (var client in calls.Where(static call => call.Data.TokenKey is not null)
            .GroupBy(call => run.ClientOf(call) ?? call.Data.TokenKey))
        {
            var first = client.First();
            if (client.FirstOrDefault(call => call.Data.DeviceKey != first.Data.DeviceKey) is { } changed)
            {
                return Verdict.Broken("One pair of credentials is used with two device identifiers.", first, changed);
            }

            kept ??= client.Skip(1).FirstOrDefault();
        }

        foreach (var start in run.MarksOf(ConformanceMark.AppStarted))
        {
            var before = calls.Where(call => call.Number < start.Number).Select(static call => call.Data.DeviceKey).Distinct().ToList();
            var after = calls.Where(call => call.Number > start.Number).ToList();
            if (before.Count == 1 && after.Count > 0 && after.TrueForAll(call => call.Data.DeviceKey != before[0]))
            {
                return Verdict.Broken("The device identifier changed with a new start of the application.", start, after[0]);
            }
        }

        return kept is not null
            ? Verdict.Kept("The device identifier does not change.", kept)
            : Verdict.NotExercised("No device sent its identifier twice.");
    }

    public static Verdict OnlyListed(ConformanceRun run) => All(
        [.. run.Requests.Where(static each => each.IsApiCall || each.Data.Route.IsRegistration)],
        static call => call.Data.Unlisted is { Count: > 0 } unlisted
            ? $"The operation does not list {string.Join(", ", unlisted)}."
            : null,
        "Every request has only the headers and parameters that its operation lists.");

    public static Verdict OnlyV2(ConformanceRun run)
    {
        var old = run.Requests.FirstOrDefault(static each => each.Data.RawPath.StartsWith("/api/v1/", StringComparison.OrdinalIgnoreCase)
            || each.Data.RawPath.StartsWith("/reggie/v1/", StringComparison.OrdinalIgnoreCase));
        return old is not null ? Verdict.Broken("A request belongs to REST API V1.", old)
            : run.Calls.Count > 0 ? Verdict.Kept("No request belongs to REST API V1.", run.Calls[0])
            : Verdict.NotExercised(NoCall);
    }

    private static Verdict All(
        IReadOnlyList<ConformanceExchange> calls,
        Func<ConformanceExchange, string?> findViolation,
        string kept)
    {
        foreach (var call in calls)
        {
            if (findViolation(call) is { } violation)
            {
                return Verdict.Broken(violation, call);
            }
        }

        return calls.Count > 0 ? Verdict.Kept(kept, calls[0]) : Verdict.NotExercised(NoCall);
    }
}
