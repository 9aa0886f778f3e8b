// title: Login task of a photo frame with a periodic timer
// kind: library
// rule: AP4001
// why: five seconds a tick, until the code ends or the frame is turned off
// expect: none
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Frame.Login;

public sealed record FrameProfiles(IReadOnlyDictionary<string, object> Profiles);

public sealed record FrameSession(string Code, DateTimeOffset? NotAfter);

[AdobePassApi]
public interface IFrameLogin
{
    Task<FrameSession> CreateSessionAsync(string serviceProvider, CancellationToken cancellationToken = default);

    Task<FrameProfiles> GetProfileForCodeAsync(string serviceProvider, string code, CancellationToken cancellationToken = default);
}

public sealed class LoginTask(IFrameLogin login, TimeProvider clock)
{
    private static readonly TimeSpan s_beat = TimeSpan.FromMilliseconds(250);

    public async Task<string?> RunAsync(Action<string> show, CancellationToken stop)
    {
        var session = await login.CreateSessionAsync("FRAME", stop);
        show(session.Code);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5), clock);
        while (await timer.WaitForNextTickAsync(stop))
        {
            if (session.NotAfter is { } ends && clock.GetUtcNow() > ends)
            {
                break;
            }

            var found = await login.GetProfileForCodeAsync("FRAME", session.Code, stop);
            if (found.Profiles.Count > 0)
            {
                return string.Join(", ", found.Profiles.Keys);
            }

            // Let the frame draw.
            await Task.Delay(s_beat, clock, stop);
        }

        return null;
    }
}
