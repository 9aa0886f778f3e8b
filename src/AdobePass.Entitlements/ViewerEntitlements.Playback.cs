namespace AdobePass.Entitlements;

/// <content>Playback and temporary access.</content>
public sealed partial class ViewerEntitlements
{
    /// <summary>
    /// Authorizes one playback with the MVPD of the viewer. Call it before each playback, whatever the catalogue says.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A permit for one playback, or a denial.</returns>
    /// <exception cref="AdobePassException">No response was received: no connection, too many requests, or no access token.</exception>
    public async Task<PlaybackAuthorization> AuthorizeAsync(string resource, CancellationToken cancellationToken = default)
    {
        CheckResource(resource);
        return await AuthorizeAsync(
            async () =>
            {
                var viewer = await _state.LoadAsync(cancellationToken).ConfigureAwait(false);
                return (viewer.Mvpd ?? viewer.Profile?.Mvpd) is { } mvpd
                    ? await Playback().AuthorizeAsync(mvpd, resource, cancellationToken).ConfigureAwait(false)
                    : new PlaybackDenial(resource, null, PlaybackDenialReason.SignInRequired, NextStep.SignIn);
            }).ConfigureAwait(false);
    }

    /// <summary>
    /// Authorizes one playback with a given MVPD, for example a temporary access of a viewer who is also signed in.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="mvpd">The id of the MVPD.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A permit for one playback, or a denial.</returns>
    /// <exception cref="AdobePassException">No response was received: no connection, too many requests, or no access token.</exception>
    public Task<PlaybackAuthorization> AuthorizeWithMvpdAsync(string resource, string mvpd, CancellationToken cancellationToken = default)
    {
        CheckResource(resource);
        return string.IsNullOrWhiteSpace(mvpd)
            ? throw new ArgumentException("The id of the MVPD is empty.", nameof(mvpd))
            : AuthorizeAsync(() => Playback().AuthorizeAsync(mvpd, resource, cancellationToken));
    }

    /// <summary>
    /// Authorizes one playback. If the viewer must sign in, signs in on a second screen first, and then authorizes again.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="show">The method that shows the code and the login page.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests. Cancel it when the viewer leaves the screen.</param>
    /// <returns>
    /// A permit for one playback, or a denial. If the sign-in has another outcome than success, it is
    /// <see cref="PlaybackDenial.SignIn"/> of the first denial.
    /// </returns>
    /// <exception cref="AdobePassException">No response was received: no connection, too many requests, or no access token.</exception>
    public async Task<PlaybackAuthorization> AuthorizeOrSignInAsync(
        string resource,
        Action<SignInPrompt> show,
        CancellationToken cancellationToken = default)
    {
        var first = await AuthorizeAsync(resource, cancellationToken).ConfigureAwait(false);
        if (first is not PlaybackDenial { NextStep: NextStep.SignIn } denial)
        {
            return first;
        }

        var outcome = await SignInOnSecondScreenAsync(show, cancellationToken).ConfigureAwait(false);
        return outcome is SignedIn
            ? await AuthorizeAsync(resource, cancellationToken).ConfigureAwait(false)
            : denial.After(outcome);
    }

    /// <summary>
    /// Checks a temporary access (TempPass). If the viewer is not signed in with an MVPD, it is selected for the catalogue and for
    /// playback.
    /// </summary>
    /// <param name="mvpd">The id of the temporary access.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>
    /// <see cref="AlreadySignedIn"/> with a temporary profile, <see cref="SignInDenied"/> if the access is used up, or
    /// <see cref="SignInFailed"/>.
    /// </returns>
    public async Task<SignInOutcome> UseTemporaryAccessAsync(string mvpd, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(mvpd))
        {
            throw new ArgumentException("The id of the temporary access is empty.", nameof(mvpd));
        }

        try
        {
            var response = await _api.GetProfileAsync(mvpd, cancellationToken).ConfigureAwait(false);
            if (_profiles.Choose(response, mvpd) is not { } profile)
            {
                return new SignInFailed($"'{mvpd}' has no profile. Check that it is a temporary access.", NextStep.FixRequest);
            }

            var viewer = await _state.LoadAsync(cancellationToken).ConfigureAwait(false);
            if (_profiles.FindStored(viewer) is null)
            {
                await _profiles.StoreAsync(profile, cancellationToken).ConfigureAwait(false);
            }

            return new AlreadySignedIn(profile);
        }
        catch (AdobePassException exception)
        {
            return SignInJourney.Failure(exception);
        }
    }

    private static void CheckResource(string resource)
    {
        if (string.IsNullOrWhiteSpace(resource))
        {
            throw new ArgumentException("The resource is empty.", nameof(resource));
        }
    }

    private async Task<PlaybackAuthorization> AuthorizeAsync(Func<Task<PlaybackAuthorization>> runAsync)
    {
        var outcome = "failed";
        try
        {
            var result = await TraceAsync("authorize", runAsync, PlaybackOutcomeTag.Of).ConfigureAwait(false);
            outcome = PlaybackOutcomeTag.Of(result);
            return result;
        }
        finally
        {
            _service.Telemetry.CountAuthorization(outcome);
        }
    }

    private PlaybackJourney Playback() => new(
        _api,
        _profiles,
        _memory,
        _service.Options.MaxAttempts,
        _service.Options.RetryDelay,
        _service.Clock);
}
