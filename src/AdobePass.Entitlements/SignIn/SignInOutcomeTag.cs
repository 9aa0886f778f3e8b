namespace AdobePass.Entitlements;

/// <summary>The words for outcomes of sign-ins in metrics and traces.</summary>
internal static class SignInOutcomeTag
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
}
