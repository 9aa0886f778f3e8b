using AdobePass.Entitlements;

namespace TvApp;

/// <summary>What the viewer sees. This part differs between apps, and Adobe Pass does not matter for it.</summary>
internal sealed class Screens(TextWriter screen, Action<string> signInOnPhone)
{
    public MvpdInfo PickProvider(IReadOnlyList<MvpdInfo> mvpds)
    {
        screen.WriteLine("Choose your TV provider:");
        foreach (var mvpd in mvpds)
        {
            screen.WriteLine($"  {mvpd.DisplayName}");
        }

        var choice = mvpds.First(mvpd => !mvpd.IsTemporaryAccess);
        screen.WriteLine($"> {choice.DisplayName}");
        return choice;
    }

    public void ShowCode(SignInPrompt prompt)
    {
        screen.WriteLine($"{prompt} on your phone.");
        signInOnPhone(prompt.Code);
    }

    public void ShowSignIn(SignInOutcome outcome) => screen.WriteLine(outcome switch
    {
        SignedIn signedIn => $"Welcome, viewer of {signedIn.Profile.Mvpd}.",
        SignInDenied denied => denied.ViewerMessage ?? "Your provider denies access.",
        SignInExpired => "The code expired. Press OK for a new one.",
        SignInReplaced or SignInCanceled => "The sign-in continues elsewhere.",
        PartnerSignInRequired => "Sign in with the system settings of the device.",
        _ => "The sign-in failed. Try again later.",
    });

    public void ShowCatalogue(CatalogAccess catalogue)
    {
        foreach (var item in catalogue.Items)
        {
            screen.WriteLine(item.State switch
            {
                CatalogItemState.Available or CatalogItemState.NotReported => $"  [ play ] {item.Resource}",
                CatalogItemState.Denied => $"  [ lock ] {item.Resource}: {item.ViewerMessage}",
                CatalogItemState.SignInRequired => $"  [ sign in ] {item.Resource}",
                _ => $"  [   ?  ] {item.Resource}",
            });
        }
    }

    // A player gets the token; a screen or a log does not.
    public void Play(string resource, SerializedMediaToken token) =>
        screen.WriteLine($"Playing {resource}, with a media token of {token.Reveal().Length} characters.");

    public void ShowDenial(PlaybackDenial denial) =>
        screen.WriteLine($"Cannot play {denial.Resource}: {denial.ViewerMessage ?? denial.Reason.ToString()}");

    public void ShowSignOut(SignOutResult result)
    {
        foreach (var step in result.Steps)
        {
            screen.WriteLine(step switch
            {
                OpenLogoutPage open => $"Open {open.Url} to sign out of your provider too.",
                SignOutInSystemSettings => "Sign out in the system settings: TV Provider.",
                NotSignedIn => "You were not signed in.",
                _ => "Signed out.",
            });
        }
    }
}
