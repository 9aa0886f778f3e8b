using System.Globalization;

namespace AdobePass.Testing.Conformance;

/// <summary>Polling: M06 to M08.</summary>
internal static class PollingRules
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(3);

    // Timers of a system fire a little early or late.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(50);

    // A poll that is on its way while the code ends.
    private static readonly TimeSpan EndTolerance = TimeSpan.FromSeconds(1);

    public static Verdict Start(ConformanceRun run)
    {
        ConformanceExchange? kept = null;
        foreach (var polls in run.Polls())
        {
            var first = polls.First();
            if (run.SessionOf(polls.Key) is not { } session)
            {
                continue;
            }

            if (first.Time < session.Data.ReceivedAt)
            {
                return Verdict.Broken("A code was polled before the response that contains it.", session, first);
            }

            var opened = run.MarksOf(ConformanceMark.BrowserOpened).FirstOrDefault(mark => mark.Data.MarkDetail == polls.Key);
            if (opened is not null
                && !run.MarksOf(ConformanceMark.RedirectReached)
                    .Any(mark => mark.Data.MarkDetail == polls.Key && mark.Number < first.Number))
            {
                return Verdict.Broken("A code was polled before the user agent on the device reached the redirect URL.", opened, first);
            }

            kept ??= first;
        }

        return kept is not null
            ? Verdict.Kept("The first poll of each code follows its session, and the redirect if a browser on the device was marked.", kept)
            : Verdict.NotExercised("No code was polled.");
    }

    public static Verdict End(ConformanceRun run)
    {
        ConformanceExchange? ended = null;
        var last = run.All.Count == 0 ? DateTimeOffset.MinValue : run.All.Max(static each => each.Time);
        foreach (var polls in run.Polls())
        {
            if (FindEnd(run, polls.Key, [.. polls]) is not { } end)
            {
                continue;
            }

            if (polls.FirstOrDefault(poll => poll.Time > end.Time) is { } late)
            {
                return Verdict.Broken(end.Reason, end.Exchange, late);
            }

            if (last >= end.Time)
            {
                ended ??= end.Exchange;
            }
        }

        return ended is not null
            ? Verdict.Kept("No code is polled after its profile, its end or a newer code.", ended)
            : Verdict.NotExercised("No sign-in of the run came to its end.");
    }

    public static Verdict Interval(ConformanceRun run)
    {
        (TimeSpan Interval, ConformanceExchange First, ConformanceExchange Second)? shortest = null;
        foreach (var polls in run.Polls())
        {
            ConformanceExchange? previous = null;
            foreach (var poll in polls)
            {
                // A failed request is sent again by the rules for failures.
                if (previous is { Status: not (0 or 401 or 429 or >= 500) } before
                    && (shortest is null || poll.Time - before.Time < shortest.Value.Interval))
                {
                    shortest = (poll.Time - before.Time, before, poll);
                }

                previous = poll;
            }
        }

        if (shortest is not { } found)
        {
            return Verdict.NotExercised("No code was polled twice.");
        }

        var seconds = found.Interval.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return found.Interval < ShortestInterval - Tolerance
            ? Verdict.Broken($"Two polls are only {seconds} s apart.", found.First, found.Second)
            : Verdict.Kept($"The shortest time between two polls is {seconds} s.", found.First, found.Second);
    }

    private static (DateTimeOffset Time, string Reason, ConformanceExchange Exchange)? FindEnd(
        ConformanceRun run,
        string code,
        List<ConformanceExchange> polls)
    {
        var ends = new List<(DateTimeOffset Time, string Reason, ConformanceExchange Exchange)>();
        if (polls.Find(static poll => poll.Data.Profiles is { Count: > 0 }) is { } success)
        {
            ends.Add((success.Data.ReceivedAt, "A code was polled after its profile was received.", success));
        }

        if (polls.Find(static poll => poll.Data.Error?.Code == "invalid_authentication_session") is { } invalid)
        {
            ends.Add((invalid.Data.ReceivedAt, "A code was polled after the service called it invalid.", invalid));
        }

        if (run.SessionOf(code) is { } session)
        {
            if (session.Data.CodeLifetime is { } lifetime)
            {
                ends.Add((session.Data.ReceivedAt + lifetime + EndTolerance, "A code was polled after it had expired.", session));
            }

            var sessions = run.DeviceOf(session) is { } device ? run.SessionsOf(device) : [];
            var newer = sessions.FirstOrDefault(each =>
                each.Number > session.Number
                && each.Data.Code is { } other
                && other != code
                && each.Data.Route.ServiceProvider == session.Data.Route.ServiceProvider);
            if (newer is not null)
            {
                ends.Add((newer.Data.ReceivedAt + EndTolerance, "A code was polled after a newer code was requested.", newer));
            }
        }

        return ends.Count == 0 ? null : ends.MinBy(static end => end.Time);
    }
}
