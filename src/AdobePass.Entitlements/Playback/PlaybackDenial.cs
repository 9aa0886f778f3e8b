namespace AdobePass.Entitlements;

/// <summary>Specifies why a viewer may not play a resource.</summary>
public enum PlaybackDenialReason
{
    /// <summary>The service sent a reason that this version does not know. <see cref="PlaybackDenial.Error"/> has it.</summary>
    Other = 0,

    /// <summary>The viewer has not signed in, or the sign-in has ended.</summary>
    SignInRequired,

    /// <summary>The MVPD denies the resource, for example because it is not part of the subscription.</summary>
    DeniedByMvpd,

    /// <summary>The parental controls of the viewer deny the resource.</summary>
    ParentalControls,

    /// <summary>The MVPD has a failure, and Adobe denies all resources meanwhile.</summary>
    Degradation,

    /// <summary>The temporary access is used up. A regular sign-in helps.</summary>
    TemporaryAccessUsedUp,

    /// <summary>The viewer signed in by the home network and is not at home. A sign-in with the account helps.</summary>
    NotAtHome,

    /// <summary>The service or the MVPD has a temporary failure, and the permitted attempts failed.</summary>
    TemporaryFailure,

    /// <summary>The request of the application is wrong.</summary>
    InvalidRequest,

    /// <summary>The application or the integration is configured incorrectly.</summary>
    Configuration,

    /// <summary>The service returned no decision for the resource.</summary>
    NoDecision,
}

/// <summary>Represents the denial of a playback.</summary>
public sealed class PlaybackDenial : PlaybackAuthorization
{
    internal PlaybackDenial(
        string resource,
        string? mvpd,
        PlaybackDenialReason reason,
        NextStep nextStep,
        EnhancedError? error = null,
        string? source = null)
        : base(resource, mvpd)
    {
        Reason = reason;
        NextStep = nextStep;
        Error = error;
        Source = source;
    }

    /// <summary>Gets why the viewer may not play the resource.</summary>
    public PlaybackDenialReason Reason { get; }

    /// <summary>Gets what the application can do. It is never a sign-out.</summary>
    public NextStep NextStep { get; }

    /// <summary>Gets the error of the service; <see langword="null"/> if there is none.</summary>
    public EnhancedError? Error { get; }

    /// <summary>
    /// Gets the outcome of the sign-in that <see cref="ViewerEntitlements.AuthorizeOrSignInAsync"/> tried, such as
    /// <see cref="SignInExpired"/>; <see langword="null"/> if none was tried.
    /// </summary>
    public SignInOutcome? SignIn { get; private init; }

    /// <summary>
    /// Gets the text for the viewer: that of the denied sign-in, that of the MVPD, or that of the service; <see langword="null"/> if there
    /// is none.
    /// </summary>
    public string? ViewerMessage => (SignIn as SignInDenied)?.ViewerMessage ?? Error?.Details ?? Error?.Message;

    /// <summary>
    /// Gets who decided: <c>mvpd</c>, <c>degradation</c>, <c>temppass</c> or <c>dummy</c>; <see langword="null"/> if the service did not
    /// say.
    /// </summary>
    public string? Source { get; }

    /// <summary>Returns the resource and the reason.</summary>
    /// <returns>The resource and the reason.</returns>
    public override string ToString() => $"Denied {Resource}: {Reason}";

    /// <summary>Gets the denial after a sign-in that did not succeed.</summary>
    internal PlaybackDenial After(SignInOutcome outcome) =>
        new(Resource, Mvpd, Reason, outcome is SignInFailed failed ? failed.NextStep : NextStep, Error, Source) { SignIn = outcome };

    internal static PlaybackDenial From(string resource, string mvpd, EnhancedError? error, string? source) => error is null
        ? new PlaybackDenial(resource, mvpd, PlaybackDenialReason.Other, NextStep.ShowMessage, null, source)
        : new PlaybackDenial(resource, mvpd, ReasonOf(error), error.NextStep, error, source);

    private static PlaybackDenialReason ReasonOf(EnhancedError error) => error.Code?.Value switch
    {
        "authorization_denied_by_mvpd" => PlaybackDenialReason.DeniedByMvpd,
        "authorization_denied_by_parental_controls" => PlaybackDenialReason.ParentalControls,
        "authorization_denied_by_degradation_rule" => PlaybackDenialReason.Degradation,
        "authorization_denied_by_hba_policies" => PlaybackDenialReason.NotAtHome,
        "temporary_access_duration_limit_exceeded" or "temporary_access_resources_limit_exceeded" =>
            PlaybackDenialReason.TemporaryAccessUsedUp,
        _ => error.NextStep switch
        {
            NextStep.SignIn => PlaybackDenialReason.SignInRequired,
            NextStep.RetryLater or NextStep.AuthorizeAgain => PlaybackDenialReason.TemporaryFailure,
            NextStep.FixRequest => PlaybackDenialReason.InvalidRequest,
            NextStep.FixConfiguration or NextStep.RegisterAgain => PlaybackDenialReason.Configuration,
            _ => PlaybackDenialReason.Other,
        },
    };
}
