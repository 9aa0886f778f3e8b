using System.Runtime.CompilerServices;
using AdobePass.Entitlements.RestV2;

namespace AdobePass.Entitlements;

/// <summary>Signs a viewer in: decides whether a login is needed, prompts, and polls until there is an outcome.</summary>
internal sealed class SignInJourney(
    ViewerApi api,
    ViewerState state,
    ProfileJourney profiles,
    SignInSettings settings,
    Gates gates,
    JourneyTelemetry telemetry,
    TimeProvider clock)
{
    /// <summary>
    /// Starts a sign-in. Missing parameters that the application has are supplied. The result is a prompt or an outcome.
    /// </summary>
    internal async Task<SignInStep> StartAsync(bool inBrowser, CancellationToken cancellationToken)
    {
        var step = await RequestAsync(inBrowser, cancellationToken).ConfigureAwait(false);
        if (step is SignInOutcome)
        {
            telemetry.CountSignIn(SignInOutcomeTag.Of(step));
        }

        return step;
    }

    private async Task<SignInStep> RequestAsync(bool inBrowser, CancellationToken cancellationToken)
    {
        try
        {
            var viewer = await state.LoadAsync(cancellationToken).ConfigureAwait(false);
            var isPartner = api.HasUsablePartnerStatus;

            // Without a selection, an earlier login or single sign-on may have left a profile. With a partner, Adobe requires this check.
            if ((viewer.Mvpd is null || isPartner)
                && await profiles.RefreshAsync(viewer.Mvpd, cancellationToken).ConfigureAwait(false) is { } profile)
            {
                return new AlreadySignedIn(profile);
            }

            var session = isPartner
                ? await api.CreatePartnerSessionAsync(
                    new PartnerSessionRequest { DomainName = settings.DomainName, RedirectUrl = settings.RedirectUrl },
                    cancellationToken).ConfigureAwait(false)
                : await api.CreateSessionAsync(
                    new SessionRequest
                    {
                        Mvpd = viewer.Mvpd,
                        DomainName = settings.DomainName,
                        RedirectUrl = settings.RedirectUrl,
                    },
                    cancellationToken).ConfigureAwait(false);
            return await ContinueAsync(session, viewer.Mvpd, inBrowser, cancellationToken).ConfigureAwait(false);
        }
        catch (AdobePassException exception)
        {
            return Failure(exception);
        }
    }

    /// <summary>Creates a profile from the response of the partner framework.</summary>
    internal async Task<SignInOutcome> CompletePartnerAsync(string samlResponse, CancellationToken cancellationToken)
    {
        var outcome = await RequestPartnerProfileAsync(samlResponse, cancellationToken).ConfigureAwait(false);
        telemetry.CountSignIn(SignInOutcomeTag.Of(outcome));
        return outcome;
    }

    /// <summary>Cancels the sign-in in progress.</summary>
    internal async Task CancelAsync(CancellationToken cancellationToken)
    {
        var signIn = await state.FindSignInAsync(cancellationToken).ConfigureAwait(false);
        await state.RemoveSignInAsync(cancellationToken).ConfigureAwait(false);
        if (signIn is { IsEnded: false })
        {
            telemetry.CountSignIn(SignInOutcomeTag.Of(new SignInCanceled()));
        }
    }

    private async Task<SignInOutcome> RequestPartnerProfileAsync(string samlResponse, CancellationToken cancellationToken)
    {
        try
        {
            var response = await api.CreatePartnerProfileAsync(
                new PartnerProfileRequest { SAMLResponse = PartnerResponse.ToBase64(samlResponse) },
                cancellationToken).ConfigureAwait(false);
            if (profiles.Choose(response, mvpd: null) is not { } profile)
            {
                return new SignInFailed("The service returned no profile for the response of the partner.", NextStep.SignIn);
            }

            await profiles.StoreAsync(profile, cancellationToken).ConfigureAwait(false);
            return new SignedIn(profile);
        }
        catch (AdobePassException exception)
        {
            return Failure(exception);
        }
    }

    /// <summary>Checks the sign-in in progress, with at most one poll, and none before it is due.</summary>
    /// <param name="code">The code to check; <see langword="null"/> for the current one.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    internal async Task<SignInStep> CheckAsync(string? code, CancellationToken cancellationToken)
    {
        StoredSignIn? signIn;
        var gate = gates.Of(state.Key);
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            signIn = await state.FindSignInAsync(cancellationToken).ConfigureAwait(false);
            if (signIn is null)
            {
                return await EndedAsync(code, cancellationToken).ConfigureAwait(false);
            }

            if (code is not null && signIn.Code != code)
            {
                return new SignInReplaced();
            }

            var now = clock.GetUtcNow();
            if (now >= signIn.ExpiresAt)
            {
                if (!signIn.IsEnded)
                {
                    signIn.IsEnded = true;
                    await state.SaveSignInAsync(signIn, cancellationToken).ConfigureAwait(false);
                    telemetry.CountSignIn(SignInOutcomeTag.Of(new SignInExpired()));
                }

                return new SignInExpired();
            }

            if (signIn.IsInBrowser || now < signIn.NextPollAt)
            {
                return new SignInWaiting(signIn);
            }

            // The poll is stored before it is sent: no other process polls meanwhile.
            signIn.Polls++;
            signIn.NextPollAt = now + settings.IntervalOf(signIn);
            await state.SaveSignInAsync(signIn, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }

        return await PollAsync(signIn, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Allows polls, because the user agent has reached the redirect URL.</summary>
    internal async Task LeaveBrowserAsync(string code, CancellationToken cancellationToken)
    {
        await UpdateAsync(
            code,
            signIn =>
            {
                signIn.IsInBrowser = false;
                signIn.NextPollAt = clock.GetUtcNow();
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Polls until there is an outcome, and yields each step.</summary>
    internal async IAsyncEnumerable<SignInStep> WaitAsync(string? code, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var loopDelay = settings.LoopDelayOf(Guid.NewGuid());
        while (true)
        {
            var step = await CheckAsync(code, cancellationToken).ConfigureAwait(false);
            yield return step;
            if (step is not SignInWaiting waiting)
            {
                yield break;
            }

            code ??= waiting.Code;
            var now = clock.GetUtcNow();
            var next = waiting.NextPollAt > now ? waiting.NextPollAt : now + settings.MinPollingInterval;
            next = next < waiting.ExpiresAt ? next : waiting.ExpiresAt;

            // A delay is cut to whole milliseconds. Rounded up, so that the poll is due when it ends.
            var delay = TimeSpan.FromMilliseconds(Math.Ceiling((next - now + loopDelay).TotalMilliseconds));
            await clock.DelayAsync(delay, cancellationToken).ConfigureAwait(false);
        }
    }

    internal static SignInOutcome Failure(AdobePassException exception) =>
        exception is AdobePassApiException { Error: { } error, StatusCode: System.Net.HttpStatusCode.Forbidden, NextStep: NextStep.SignIn }
            ? new SignInDenied(error)
            : new SignInFailed(exception);

    private static bool IsTemporary(AdobePassException exception) =>
        exception is AdobePassThrottledException or AdobePassConnectionException or AdobePassResponseException or CredentialStoreException
        || exception.NextStep == NextStep.RetryLater

        // Not from Adobe Pass, or without a reason: the token was renewed, and the code may still be valid.
        || exception is AdobePassApiException { StatusCode: System.Net.HttpStatusCode.Unauthorized, Error: null };

    private async Task<SignInStep> ContinueAsync(
        SessionResponse session,
        string? mvpd,
        bool inBrowser,
        CancellationToken cancellationToken)
    {
        // Once: parameters that are still missing after that are not known here.
        var code = session.Code;
        if (code is not null && session.MissingParameters is { Count: > 0 } missing && Supply(missing, mvpd) is { } supplied)
        {
            session = await api.ResumeSessionAsync(code, supplied, cancellationToken).ConfigureAwait(false);
            code = session.Code ?? code;
        }

        var action = session.ActionName?.Value;
        if (action == "partner_profile" && session.AuthenticationRequest is { Request: { } request } partner)
        {
            return new PartnerSignInRequired(session.Mvpd, partner.Type, request, partner.AttributesNames ?? []);
        }

        if (action == "authorize" || (code is null && session.Mvpd is not null))
        {
            return await AuthorizedAsync(session, session.Mvpd ?? mvpd, cancellationToken).ConfigureAwait(false);
        }

        return code is { Length: > 0 }
            ? await PromptAsync(session, code, mvpd, inBrowser, cancellationToken).ConfigureAwait(false)
            : new SignInFailed($"The service returned the action '{action}' without a code.", NextStep.Unknown);
    }

    private SessionRequest? Supply(IReadOnlyList<string> missing, string? mvpd)
    {
        var request = new SessionRequest
        {
            Mvpd = missing.Contains("mvpd", StringComparer.Ordinal) ? mvpd : null,
            DomainName = missing.Any(static name => name is "domain" or "domainName") ? settings.DomainName : null,
            RedirectUrl = missing.Contains("redirectUrl", StringComparer.Ordinal) ? settings.RedirectUrl : null,
        };
        return request is { Mvpd: null, DomainName: null, RedirectUrl: null } ? null : request;
    }

    private async Task<SignInStep> AuthorizedAsync(SessionResponse session, string? mvpd, CancellationToken cancellationToken)
    {
        if (await profiles.RefreshAsync(mvpd, cancellationToken).ConfigureAwait(false) is { } profile)
        {
            return new AlreadySignedIn(profile);
        }

        // The service says that no login is needed, but returns no profile. Decisions are possible, so the viewer is signed in.
        var stored = new StoredProfile
        {
            Mvpd = mvpd ?? string.Empty,
            Type = session.ReasonType?.Value switch
            {
                "authenticated" => "regular",
                var reason => reason,
            },
        };
        return new AlreadySignedIn(profiles.Wrap(stored));
    }

    private async Task<SignInStep> PromptAsync(
        SessionResponse session,
        string code,
        string? mvpd,
        bool inBrowser,
        CancellationToken cancellationToken)
    {
        var missing = session.MissingParameters ?? [];
        var isComplete = missing.Count == 0;
        var now = clock.GetUtcNow();

        // Relative to the clock of the service, because the clock of a TV is often wrong.
        var lifetime = session.NotAfter - session.NotBefore is { } known && known > TimeSpan.Zero ? known : TimeSpan.FromMinutes(30);
        var signIn = new StoredSignIn
        {
            Code = code,
            StartedAt = now,
            ExpiresAt = now + lifetime,
            IsInBrowser = inBrowser,
            Mvpd = session.Mvpd ?? mvpd,
            Missing = [.. missing],
        };
        signIn.NextPollAt = now + settings.IntervalOf(signIn);
        var loginUrl = isComplete ? api.Resolve(session.Url) ?? api.LoginPage(code) : null;
        if (inBrowser && loginUrl is null)
        {
            return new SignInFailed(
                "The login page needs an MVPD, and none is selected. Call SelectMvpdAsync first.",
                NextStep.FixRequest);
        }

        signIn.LoginUrl = loginUrl?.AbsoluteUri;
        await state.SaveSignInAsync(signIn, cancellationToken).ConfigureAwait(false);
        return new SignInPrompt(code, loginUrl, signIn.ExpiresAt, missing);
    }

    private async Task<SignInStep> PollAsync(StoredSignIn signIn, CancellationToken cancellationToken)
    {
        ProfilesResponse response;
        try
        {
            response = await api.GetProfileForCodeAsync(signIn.Code, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The request may have been sent. Another process may continue this sign-in, so the end is stored in any case.
            await EndPollAsync(signIn, signIn.Failures, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (AdobePassApiException exception) when (exception.Error?.Code?.Value == "invalid_authentication_session")
        {
            var isNearEnd = clock.GetUtcNow() > signIn.ExpiresAt - TimeSpan.FromMinutes(1);
            return await EndAsync(signIn.Code, isNearEnd ? new SignInExpired() : new SignInReplaced(), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AdobePassException exception) when (IsTemporary(exception))
        {
            telemetry.CountPoll("failed");
            signIn.Failures++;
            signIn.NextPollAt = clock.GetUtcNow() + settings.IntervalOf(signIn);
            await UpdateAsync(
                signIn.Code,
                stored =>
                {
                    stored.Failures = signIn.Failures;
                    stored.NextPollAt = signIn.NextPollAt;
                },
                cancellationToken).ConfigureAwait(false);
            return new SignInWaiting(signIn, exception);
        }
        catch (AdobePassException exception)
        {
            return await EndAsync(signIn.Code, Failure(exception), cancellationToken).ConfigureAwait(false);
        }

        if (profiles.Choose(response, signIn.Mvpd) is { } profile)
        {
            profile.Stored.Code = signIn.Code;
            await profiles.StoreAsync(profile, cancellationToken).ConfigureAwait(false);
            await state.RemoveSignInAsync(cancellationToken).ConfigureAwait(false);
            telemetry.CountPoll("found");
            telemetry.CountSignIn(SignInOutcomeTag.Of(new SignedIn(profile)));
            telemetry.RecordWait(clock.GetUtcNow() - signIn.StartedAt);
            return new SignedIn(profile);
        }

        telemetry.CountPoll("pending");
        await EndPollAsync(signIn, failures: 0, cancellationToken).ConfigureAwait(false);
        return new SignInWaiting(signIn);
    }

    /// <summary>
    /// Stores the end of a poll if it changes something. The next poll is due no earlier than the shortest interval after the end: the due
    /// time counts from before the poll, and the request may have been sent long after that, for example after a token request.
    /// </summary>
    private async Task EndPollAsync(StoredSignIn signIn, int failures, CancellationToken cancellationToken)
    {
        var earliest = clock.GetUtcNow() + settings.MinPollingInterval;
        if (signIn.NextPollAt >= earliest && signIn.Failures == failures)
        {
            return;
        }

        signIn.Failures = failures;
        signIn.NextPollAt = signIn.NextPollAt < earliest ? earliest : signIn.NextPollAt;
        await UpdateAsync(
            signIn.Code,
            stored =>
            {
                stored.Failures = failures;
                stored.NextPollAt = stored.NextPollAt < earliest ? earliest : stored.NextPollAt;
            },
            cancellationToken).ConfigureAwait(false);
    }

    // The sign-in was removed: another wait completed it, or it was canceled.
    private async Task<SignInOutcome> EndedAsync(string? code, CancellationToken cancellationToken)
    {
        var viewer = await state.LoadAsync(cancellationToken).ConfigureAwait(false);
        return viewer.Profile is { Code: { } completed } profile && (code is null || completed == code)
            ? new SignedIn(profiles.Wrap(profile))
            : new SignInCanceled();
    }

    // Other waits for the code see that it ended, and send nothing.
    private async Task<SignInOutcome> EndAsync(string code, SignInOutcome outcome, CancellationToken cancellationToken)
    {
        telemetry.CountPoll("failed");
        await UpdateAsync(
            code,
            signIn =>
            {
                signIn.ExpiresAt = clock.GetUtcNow();
                signIn.IsEnded = true;
            },
            cancellationToken).ConfigureAwait(false);
        telemetry.CountSignIn(SignInOutcomeTag.Of(outcome));
        return outcome;
    }

    private async Task UpdateAsync(string code, Action<StoredSignIn> change, CancellationToken cancellationToken)
    {
        var gate = gates.Of(state.Key);
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var stored = await state.FindSignInAsync(cancellationToken).ConfigureAwait(false);
            if (stored is not null && stored.Code == code)
            {
                change(stored);
                await state.SaveSignInAsync(stored, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            gate.Release();
        }
    }
}
