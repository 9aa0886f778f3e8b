namespace AdobePass.Entitlements;

/// <summary>The words for outcomes in metrics and traces.</summary>
internal static class Outcomes
{
    internal static string Of(SignInStep step) => step switch
    {
        AlreadySignedIn => "already_signed_in",
        SignedIn => "signed_in",
        SignInDenied => "denied",
        SignInExpired => "expired",
        SignInReplaced => "replaced",
        SignInCanceled => "canceled",
        PartnerSignInRequired => "partner_required",
        SignInFailed => "failed",
        SignInPrompt => "prompted",
        _ => "waiting",
    };

    internal static string Of(PlaybackAuthorization authorization) => authorization switch
    {
        PlaybackPermit => "permitted",
        PlaybackDenial denial => denial.Reason switch
        {
            PlaybackDenialReason.SignInRequired => "sign_in_required",
            PlaybackDenialReason.DeniedByMvpd => "denied_by_mvpd",
            PlaybackDenialReason.ParentalControls => "parental_controls",
            PlaybackDenialReason.Degradation => "degradation",
            PlaybackDenialReason.TemporaryAccessUsedUp => "temporary_access_used_up",
            PlaybackDenialReason.NotAtHome => "not_at_home",
            PlaybackDenialReason.TemporaryFailure => "temporary_failure",
            PlaybackDenialReason.InvalidRequest => "invalid_request",
            PlaybackDenialReason.Configuration => "configuration",
            PlaybackDenialReason.NoDecision => "no_decision",
            _ => "other",
        },
        _ => "other",
    };

    internal static string Of(CatalogAccess catalog) =>
        catalog.Failure is not null ? "failed" : catalog.IsSignInRequired ? "sign_in_required" : "complete";

    internal static string Of(SignOutResult result) => result.Steps[0] switch
    {
        OpenLogoutPage => "logout_page",
        SignOutInSystemSettings => "system_settings",
        NotSignedIn => "not_signed_in",
        _ => "complete",
    };
}
