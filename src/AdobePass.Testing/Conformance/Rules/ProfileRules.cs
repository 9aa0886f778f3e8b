namespace AdobePass.Testing.Conformance;

/// <summary>Profiles and the login page: M09, R03 to R05.</summary>
internal static class ProfileRules
{
    public static Verdict IsKept(ConformanceRun run)
    {
        ConformanceExchange? kept = null;
        foreach (var device in run.CallsByDevice())
        {
            (ProfileData Profile, ConformanceExchange Exchange)? known = null;
            foreach (var call in device)
            {
                if (known is { } current && call.Time < current.Profile.NotAfter)
                {
                    if (IsRepeated(call, current.Profile))
                    {
                        return Verdict.Broken("A profile was requested again, although it was known and valid.", current.Exchange, call);
                    }

                    kept ??= call.Operation is FakeOperation.Preauthorize or FakeOperation.Authorize or FakeOperation.Logout ? call : null;
                }

                if (call.Data.Profiles is { } profiles)
                {
                    var first = profiles.FirstOrDefault(static profile => profile.CanBeKept);
                    known = first is null ? null : (first, call);
                }
                else if (EndsKnowledge(call))
                {
                    known = null;
                }
            }
        }

        return kept is not null
            ? Verdict.Kept("Decisions and logouts follow without a new request of the profile.", kept)
            : Verdict.NotExercised("No decision was requested while a profile was known.");
    }

    public static Verdict CodeIsValidated(ConformanceRun run)
    {
        ConformanceExchange? kept = null;
        foreach (var opened in run.All.Where(static each =>
            each.Operation == FakeOperation.Authenticate || each.Mark == ConformanceMark.BrowserOpened))
        {
            var code = opened.Mark is null ? opened.Data.Route.Code : opened.Data.MarkDetail;
            if (code is null)
            {
                continue;
            }

            var known = run.Requests.Where(each => each.IsSuccess && each.Number < opened.Number).ToList();
            var check = known.Find(each =>
                each.Operation is FakeOperation.ReadSession or FakeOperation.ResumeSession && each.Data.Route.Code == code);
            if (check is null && !known.Exists(each => each.Data.Code == code))
            {
                return Verdict.Broken("A login page was opened with a code that was not validated.", opened);
            }

            kept ??= check;
        }

        return kept is not null
            ? Verdict.Kept("The code was validated before the login page was opened.", kept)
            : Verdict.NotExercised("No login page was opened with a code that a viewer entered.");
    }

    public static Verdict SeveralAreHandled(ConformanceRun run)
    {
        ConformanceExchange? kept = null;
        foreach (var device in run.CallsByDevice())
        {
            ConformanceExchange? several = null;
            foreach (var call in device)
            {
                if (call.Data.Profiles is not null || call.Operation == FakeOperation.CreateSession)
                {
                    several = call.Data.Profiles is { Count: > 1 } ? call : null;
                }
                else if (several is not null && call.Operation is FakeOperation.Preauthorize or FakeOperation.Authorize)
                {
                    if (!several!.Data.Profiles!.Any(profile => profile.Mvpd == call.Data.Mvpd))
                    {
                        return Verdict.Broken("A decision was requested with an MVPD of which the viewer has no profile.", several, call);
                    }

                    kept ??= call;
                }
            }
        }

        return kept is not null
            ? Verdict.Kept("One of several profiles was chosen.", kept)
            : Verdict.NotExercised("No viewer had several profiles.");
    }

    public static Verdict SpecialAreHandled(ConformanceRun run)
    {
        ConformanceExchange? kept = null;
        foreach (var device in run.CallsByDevice())
        {
            ConformanceExchange? special = null;
            foreach (var call in device)
            {
                if (special is not null
                    && call.Operation is FakeOperation.CreateSession or FakeOperation.CreatePartnerSession
                    && call.Time - special.Data.ReceivedAt < ConformanceRun.Soon
                    && !run.HasMarkBetween(special, call, ConformanceMark.ViewerAction, ConformanceMark.AppStarted)
                    && ConformanceRun.IsSame(special, call))
                {
                    return Verdict.Broken("A login was requested again, although the service had said that none is needed.", special, call);
                }

                kept ??= special is not null ? call : null;
                special = IsSpecial(call) ? call : null;
            }
        }

        return kept is not null
            ? Verdict.Kept("Access without a regular login was used.", kept)
            : Verdict.NotExercised("No degraded, temporary or single sign-on access occurred.");
    }

    private static bool IsSpecial(ConformanceExchange call) =>
        call.Data is { ActionName: "authorize", ReasonType: "degraded" or "temporary" or "authenticatedSSO" }
        || (call.Data.Profiles?.Any(static profile => profile.Type is not (null or "regular")) ?? false);

    // Adobe requires the request before a partner sign-in.
    private static bool IsRepeated(ConformanceExchange call, ProfileData known) =>
        !call.Data.HasHeader("AP-Partner-Framework-Status")
        && (call.Operation == FakeOperation.Profiles
            || (call.Operation == FakeOperation.ProfileByMvpd && call.Data.Mvpd == known.Mvpd));

    // A login changes the profile, and an authorization may change its attributes.
    private static bool EndsKnowledge(ConformanceExchange call) =>
        call.Operation is FakeOperation.CreateSession or FakeOperation.CreatePartnerSession or FakeOperation.Authorize
        || call is { Operation: FakeOperation.Logout, IsSuccess: true }
        || ErrorRules.AsksForSignIn(call);
}
