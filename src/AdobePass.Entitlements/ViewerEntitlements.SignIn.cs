namespace AdobePass.Entitlements;

/// <content>Sign-in.</content>
public sealed partial class ViewerEntitlements
{
    private const string SignInActivity = "signin";

    /// <summary>
    /// Signs the viewer in on a second screen: shows a code if a login is needed, and polls until there is an outcome. Polling begins when
    /// <paramref name="show"/> returns.
    /// </summary>
    /// <param name="show">The method that shows the code and the login page.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests. Cancel it when the viewer leaves the screen.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task<SignInOutcome> SignInOnSecondScreenAsync(
        Action<SignInPrompt> show,
        CancellationToken cancellationToken = default)
    {
        if (show is null)
        {
            throw new ArgumentNullException(nameof(show));
        }

        return await TraceAsync(
            SignInActivity,
            async () =>
            {
                var first = await _signIn.StartAsync(inBrowser: false, cancellationToken).ConfigureAwait(false);
                if (first is not SignInPrompt prompt)
                {
                    return (SignInOutcome)first;
                }

                show(prompt);
                return await OutcomeAsync(prompt.Code, cancellationToken).ConfigureAwait(false);
            },
            SignInOutcomeTag.Of).ConfigureAwait(false);
    }

    /// <summary>
    /// Signs the viewer in with a browser on the same device. Polling begins when the task of <paramref name="openUntilRedirect"/>
    /// completes.
    /// </summary>
    /// <param name="openUntilRedirect">
    /// The method that opens <see cref="SignInPrompt.LoginUrl"/>. Its task completes when the browser reaches
    /// <see cref="EntitlementOptions.RedirectUrl"/>.
    /// </param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests. Cancel it when the viewer leaves the screen.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task<SignInOutcome> SignInInBrowserAsync(
        Func<SignInPrompt, CancellationToken, Task> openUntilRedirect,
        CancellationToken cancellationToken = default)
    {
        if (openUntilRedirect is null)
        {
            throw new ArgumentNullException(nameof(openUntilRedirect));
        }

        return await TraceAsync(
            SignInActivity,
            async () =>
            {
                var first = await _signIn.StartAsync(inBrowser: true, cancellationToken).ConfigureAwait(false);
                if (first is not SignInPrompt prompt)
                {
                    return (SignInOutcome)first;
                }

                await openUntilRedirect(prompt, cancellationToken).ConfigureAwait(false);
                await _signIn.LeaveBrowserAsync(prompt.Code, cancellationToken).ConfigureAwait(false);
                return await OutcomeAsync(prompt.Code, cancellationToken).ConfigureAwait(false);
            },
            SignInOutcomeTag.Of).ConfigureAwait(false);
    }

    /// <summary>
    /// Signs the viewer in on a second screen and yields each step: the prompt if a login is needed, each wait, and the outcome at the end.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests. Cancel it when the viewer leaves the screen.</param>
    /// <returns>The steps.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async IAsyncEnumerable<SignInStep> SignInStepsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Between two steps, the caller runs without the activity.
        using var activity = _service.Telemetry.Start(SignInActivity);
        var step = await _signIn.StartAsync(inBrowser: false, cancellationToken).ConfigureAwait(false);
        activity.End(SignInOutcomeTag.Of(step));
        yield return step;
        if (step is SignInPrompt prompt)
        {
            var steps = _signIn.WaitAsync(prompt.Code, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using var disposal = steps.ConfigureAwait(false);
            activity.Resume();
            while (await steps.MoveNextAsync().ConfigureAwait(false))
            {
                activity.End(SignInOutcomeTag.Of(steps.Current));
                yield return steps.Current;
                activity.Resume();
            }
        }
    }

    /// <summary>
    /// Starts a sign-in without waiting for it, for a server. Call <see cref="CheckSignInAsync"/> or <see cref="WaitForSignInAsync"/> for
    /// the outcome, in any process that shares the store. A new sign-in replaces the code of an earlier one.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A <see cref="SignInPrompt"/>, or a <see cref="SignInOutcome"/> if no login is needed or possible.</returns>
    public Task<SignInStep> StartSignInAsync(CancellationToken cancellationToken = default) =>
        TraceAsync(SignInActivity, () => _signIn.StartAsync(inBrowser: false, cancellationToken), SignInOutcomeTag.Of);

    /// <summary>
    /// Checks the sign-in in progress. At most one poll is sent per interval, however often the method is called. The time of the next poll
    /// is in the store: two processes can both send one only if they read it at the same moment.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A <see cref="SignInWaiting"/> or a <see cref="SignInOutcome"/>.</returns>
    public Task<SignInStep> CheckSignInAsync(CancellationToken cancellationToken = default) =>
        TraceAsync(SignInActivity, () => _signIn.CheckAsync(code: null, cancellationToken), SignInOutcomeTag.Of);

    /// <summary>Waits for the outcome of the sign-in in progress, which another process may have started.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests. Cancel it when the viewer leaves the screen.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public Task<SignInOutcome> WaitForSignInAsync(CancellationToken cancellationToken = default) =>
        TraceAsync(SignInActivity, () => OutcomeAsync(null, cancellationToken), SignInOutcomeTag.Of);

    /// <summary>Cancels the sign-in in progress, in all processes that share the store. The code is not used any more.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A task that completes when the sign-in is removed from the store.</returns>
    public Task CancelSignInAsync(CancellationToken cancellationToken = default) => _signIn.CancelAsync(cancellationToken);

    /// <summary>Completes a sign-in with the response of the partner framework, after a <see cref="PartnerSignInRequired"/>.</summary>
    /// <param name="samlResponse">
    /// The SAML response of the framework, as XML or in Base64. It is encoded as the service requires; do not encode it for a URL.
    /// </param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentException"><paramref name="samlResponse"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">
    /// <see cref="ViewerIdentity.PartnerStatus"/> is not set, does not grant access, or has expired.
    /// </exception>
    public Task<SignInOutcome> CompletePartnerSignInAsync(string samlResponse, CancellationToken cancellationToken = default) =>
        _api.HasUsablePartnerStatus
            ? TraceAsync(SignInActivity, () => _signIn.CompletePartnerAsync(samlResponse, cancellationToken), SignInOutcomeTag.Of)
            : throw new InvalidOperationException(
                $"{nameof(ViewerIdentity)}.{nameof(ViewerIdentity.PartnerStatus)} is not set, does not grant access, or has expired. " +
                "Read it from the framework again.");

    /// <summary>Validates the code that a viewer entered on the second screen, before a login page is opened.</summary>
    /// <param name="code">The code. White space at both ends is removed.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A <see cref="ValidatedCode"/> or an <see cref="InvalidCode"/>.</returns>
    /// <exception cref="AdobePassException">The request failed.</exception>
    public Task<CodeResult> ValidateCodeAsync(string code, CancellationToken cancellationToken = default) =>
        new CodeJourney(_api, _service.SignIn).ValidateAsync(code, cancellationToken);

    /// <summary>Supplies the MVPD, and what else is missing, for a code that was validated on the second screen.</summary>
    /// <param name="code">The validated code.</param>
    /// <param name="mvpd">The id of the MVPD that the viewer selected on the second screen.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A <see cref="ValidatedCode"/> with a login page, a <see cref="CodeNotNeeded"/> or an <see cref="InvalidCode"/>.</returns>
    /// <exception cref="AdobePassException">The request failed.</exception>
    public Task<CodeResult> CompleteCodeAsync(ValidatedCode code, string mvpd, CancellationToken cancellationToken = default) =>
        string.IsNullOrWhiteSpace(mvpd)
            ? throw new ArgumentException("The id of the MVPD is empty.", nameof(mvpd))
            : new CodeJourney(_api, _service.SignIn).CompleteAsync(code, mvpd, cancellationToken);

    private async Task<SignInOutcome> OutcomeAsync(string? code, CancellationToken cancellationToken)
    {
        await foreach (var step in _signIn.WaitAsync(code, cancellationToken).ConfigureAwait(false))
        {
            if (step is SignInOutcome outcome)
            {
                return outcome;
            }
        }

        throw new InvalidOperationException("The sign-in ended without an outcome.");
    }
}
