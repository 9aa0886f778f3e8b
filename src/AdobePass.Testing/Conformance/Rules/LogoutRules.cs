namespace AdobePass.Testing.Conformance;

/// <summary>Logout: M15, R09.</summary>
internal static class LogoutRules
{
    // No viewer reads a message and presses a button within a second.
    private static readonly TimeSpan Automatic = TimeSpan.FromSeconds(1);

    public static Verdict IsCarriedOut(ConformanceRun run)
    {
        var showsUserAgent = run.Marks.Count > 0
            || run.Of(FakeOperation.Authenticate, FakeOperation.UserAgentPage).Any();
        ConformanceExchange? kept = null;
        var isUnknown = false;
        foreach (var logout in run.Of(FakeOperation.Logout).Where(static each => each.Data.Logouts is not null))
        {
            foreach (var step in logout.Data.Logouts!.Where(step => !IsDone(run, logout, step)))
            {
                if (showsUserAgent)
                {
                    return Verdict.Broken(
                        step.UrlPath is not null
                            ? "The URL of the logout was not opened in a user agent."
                            : "The viewer was not told to sign out in the system settings.",
                        logout);
                }

                isUnknown = true;
            }

            kept ??= logout;
        }

        return kept is null ? Verdict.NotExercised("No logout was recorded.")
            : isUnknown ? Verdict.NotExercised("The user agent is not part of the record. Mark LogoutPageOpened or SystemSettingsShown.")
            : Verdict.Kept("What the response of the logout requires was carried out.", kept);
    }

    public static Verdict IsNotAutomatic(ConformanceRun run)
    {
        ConformanceExchange? kept = null;
        foreach (var logout in run.Of(FakeOperation.Logout))
        {
            var device = run.DeviceOf(logout);
            var previous = run.Calls.LastOrDefault(call => call.Number < logout.Number && run.DeviceOf(call) == device);
            if (previous is { Operation: not FakeOperation.Logout }
                && ErrorRules.IsDenial(previous)
                && logout.Time - previous.Data.ReceivedAt < Automatic
                && !run.HasMarkBetween(previous, logout, ConformanceMark.SignOutRequested))
            {
                return Verdict.Broken(
                    "A logout follows a denial within a second. If the viewer requested it, mark SignOutRequested.",
                    previous,
                    logout);
            }

            kept ??= logout;
        }

        return kept is not null
            ? Verdict.Kept("No logout follows a denial by itself.", kept)
            : Verdict.NotExercised("No logout was recorded.");
    }

    private static bool IsDone(ConformanceRun run, ConformanceExchange logout, LogoutData step) => step switch
    {
        { UrlPath: { } path } => run.All.Any(each => each.Number > logout.Number
            && (each.Mark == ConformanceMark.LogoutPageOpened || (each.Mark is null && each.Data.RawPath == path))),
        { ActionType: "partner_interactive" } =>
            run.MarksOf(ConformanceMark.SystemSettingsShown).Any(mark => mark.Number > logout.Number),
        _ => true,
    };
}
