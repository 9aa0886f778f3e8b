namespace AdobePass.Entitlements;

/// <summary>The words for outcomes of sign-outs in metrics and traces.</summary>
internal static class SignOutOutcomeTag
{
    internal static string Of(SignOutResult result) => result.Steps[0] switch
    {
        OpenLogoutPage => "logout_page",
        SignOutInSystemSettings => "system_settings",
        NotSignedIn => "not_signed_in",
        _ => "complete",
    };
}
