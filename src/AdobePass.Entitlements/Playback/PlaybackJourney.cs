using AdobePass.Entitlements.RestV2;

namespace AdobePass.Entitlements;

/// <summary>Authorizes one playback: a permit or a denial, with limited retries of temporary failures.</summary>
internal sealed class PlaybackJourney(
    ViewerApi api,
    ProfileJourney profiles,
    DeviceMemory memory,
    int maxAttempts,
    TimeSpan retryDelay,
    TimeProvider clock)
{
    // The documented lifetime of a media token.
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(7);

    internal async Task<PlaybackAuthorization> AuthorizeAsync(string mvpd, string resource, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await RequestAsync(mvpd, resource, cancellationToken).ConfigureAwait(false);
            if (result is PlaybackDenial { Error.Action.Value: "retry" } && attempt < maxAttempts)
            {
                var delay = TimeSpan.FromTicks(retryDelay.Ticks << (attempt - 1));
                await clock.DelayAsync(delay, cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (result is PlaybackDenial { NextStep: NextStep.SignIn, Reason: not PlaybackDenialReason.TemporaryAccessUsedUp })
            {
                await profiles.ForgetAsync(cancellationToken).ConfigureAwait(false);
            }

            return result;
        }
    }

    private async Task<PlaybackAuthorization> RequestAsync(string mvpd, string resource, CancellationToken cancellationToken)
    {
        DecisionsResponse response;
        try
        {
            var request = new DecisionsRequest { Resources = [resource] };
            response = await api.AuthorizeAsync(mvpd, request, cancellationToken).ConfigureAwait(false);
        }
        catch (AdobePassApiException exception) when (exception is not AdobePassThrottledException
            && exception.Error is { Action.Value: not "retry" })
        {
            // An error of the whole response means the same as one of the decision.
            return PlaybackDenial.From(resource, mvpd, exception.Error, source: null);
        }

        var decisions = response.Decisions
            .Where(decision => decision.Resource == resource || decision.Resource.Trim() == resource.Trim())
            .ToList();
        if (decisions.Find(static decision => decision is { Authorized: true, Token: not null }) is { Token: { } token } permit)
        {
            return new PlaybackPermit(
                resource,
                mvpd,
                new SerializedMediaToken(token.SerializedToken),
                LifetimeOf(token),
                permit.Source?.Value,
                memory,
                clock);
        }

        return decisions.Find(static decision => !decision.Authorized) is { } denial
            ? PlaybackDenial.From(resource, mvpd, denial.Error, denial.Source?.Value)
            : new PlaybackDenial(resource, mvpd, PlaybackDenialReason.NoDecision, NextStep.AuthorizeAgain);
    }

    // Both times come from the service, so that the clock of the device does not matter.
    private TimeSpan LifetimeOf(MediaToken token)
    {
        var lifetime = token.NotBefore is { } start ? token.NotAfter - start : token.NotAfter - clock.GetUtcNow();
        return lifetime > TimeSpan.Zero && lifetime < TimeSpan.FromDays(1) ? lifetime.Value : DefaultLifetime;
    }
}
