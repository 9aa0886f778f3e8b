namespace AdobePass.Testing.Conformance;

/// <summary>The environments and the test matrix: M23, R11.</summary>
internal static class TestingRules
{
    public static Verdict Environment(ConformanceRun run)
    {
        var calls = run.Calls.Where(static call => !call.Data.IsFake).ToList();
        if (calls.Find(static call => call.Data.Host.EndsWith(".auth-staging.adobe.com", StringComparison.OrdinalIgnoreCase)
            || call.Data.Host.Contains("prequal", StringComparison.OrdinalIgnoreCase)) is { } call)
        {
            return Verdict.Kept($"The run used {call.Data.Host}.", call);
        }

        return Verdict.NotExercised(calls.Count == 0
            ? "The run used the fake. Record a run against Prequal-Production and Release-Staging."
            : $"The run used {calls[0].Data.Host}. Record a run against Prequal-Production and Release-Staging.");
    }

    public static Verdict Matrix(ConformanceRun run)
    {
        var missing = new List<string>();
        Check(FakeOperation.ProfileByCode, static call => call.Data.Profiles is { Count: > 0 }, "a login");
        Check(FakeOperation.Preauthorize, static call => HasDecision(call, isPermit: true), "a permit of a preauthorization");
        Check(FakeOperation.Preauthorize, static call => HasDecision(call, isPermit: false), "a denial of a preauthorization");
        Check(FakeOperation.Authorize, static call => HasDecision(call, isPermit: true), "a permit of an authorization");
        Check(FakeOperation.Authorize, static call => HasDecision(call, isPermit: false), "a denial of an authorization");
        Check(FakeOperation.Logout, static call => call.IsSuccess, "a logout");
        return missing.Count > 0
            ? Verdict.NotExercised($"The run lacks {string.Join(", ", missing)}.")
            : Verdict.Kept("The run has a login, permits and denials of both kinds, and a logout.", run.Of(FakeOperation.Logout).Last());

        void Check(FakeOperation operation, Func<ConformanceExchange, bool> isCovered, string name)
        {
            if (!run.Of(operation).Any(isCovered))
            {
                missing.Add(name);
            }
        }
    }

    private static bool HasDecision(ConformanceExchange call, bool isPermit) =>
        call.Data.Decisions?.Any(decision => decision.IsPermit == isPermit) ?? false;
}
