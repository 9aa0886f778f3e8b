namespace AdobePass.Entitlements;

/// <summary>The words for outcomes of authorizations in metrics and traces.</summary>
internal static class PlaybackOutcomeTag
{
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
}
