namespace AdobePass.Testing.Conformance;

/// <summary>The configuration and the selected MVPD: M04, M05, R02.</summary>
internal static class ConfigurationRules
{
    private static readonly TimeSpan ShortestCache = TimeSpan.FromMinutes(2);

    public static Verdict ForThePicker(ConformanceRun run)
    {
        var signedIn = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        ConformanceExchange? first = null;
        foreach (var call in run.Calls)
        {
            if (run.DeviceOf(call) is not { } device)
            {
                continue;
            }

            if (call.Operation == FakeOperation.Configuration)
            {
                if (signedIn.TryGetValue(device, out var end) && call.Time < end)
                {
                    return Verdict.Broken("The configuration was requested for a viewer who was signed in.", call);
                }

                first ??= call;
            }
            else if (call is { Operation: FakeOperation.Logout, IsSuccess: true } || ErrorRules.AsksForSignIn(call))
            {
                signedIn.Remove(device);
            }
            else if (call.Data.Profiles is { } profiles)
            {
                signedIn.Remove(device);
                if (profiles.Where(static profile => profile.CanBeKept).Max(static profile => profile.NotAfter) is { } until)
                {
                    signedIn[device] = until;
                }
            }
        }

        return first is not null
            ? Verdict.Kept("The configuration is requested only while the viewer is not signed in.", first)
            : Verdict.NotExercised("The configuration was not requested.");
    }

    public static Verdict SelectionIsKept(ConformanceRun run)
    {
        ConformanceExchange? kept = null;
        foreach (var start in run.MarksOf(ConformanceMark.AppStarted))
        {
            foreach (var device in run.CallsByDevice())
            {
                var before = device.LastOrDefault(call => call.Number < start.Number
                    && (call.Data.Mvpd is not null || call is { Operation: FakeOperation.Logout, IsSuccess: true }));
                if (before is null or { Operation: FakeOperation.Logout })
                {
                    continue;
                }

                foreach (var call in device.Where(call => call.Number > start.Number))
                {
                    if (call.Operation == FakeOperation.Configuration)
                    {
                        return Verdict.Broken("After a new start, the viewer had to select the MVPD again.", start, call);
                    }

                    if (call.Data.Mvpd is { } mvpd)
                    {
                        kept ??= mvpd == before.Data.Mvpd ? call : null;
                        break;
                    }
                }
            }
        }

        return kept is not null
            ? Verdict.Kept("After a new start, the MVPD is used without a selection.", kept)
            : Verdict.NotExercised("No second start was recorded. Mark AppStarted, and run the application again.");
    }

    public static Verdict IsCached(ConformanceRun run)
    {
        ConformanceExchange? first = null;
        var last = new Dictionary<(string Path, string? Platform), ConformanceExchange>();
        foreach (var call in run.Of(FakeOperation.Configuration).Where(static call => call.IsSuccess))
        {
            var key = (call.Data.RawPath.TrimEnd('/'), call.Data.PlatformKey);
            if (last.TryGetValue(key, out var previous)
                && call.Time - previous.Data.ReceivedAt < ShortestCache
                && !run.HasMarkBetween(previous, call, ConformanceMark.AppStarted))
            {
                return Verdict.Broken("The configuration was requested twice within 2 minutes.", previous, call);
            }

            last[key] = call;
            first ??= call;
        }

        return first is not null
            ? Verdict.Kept("The configuration is not requested twice within 2 minutes.", first)
            : Verdict.NotExercised("The configuration was not requested.");
    }
}
