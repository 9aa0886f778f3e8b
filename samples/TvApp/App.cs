using AdobePass.Entitlements;

namespace TvApp;

/// <summary>
/// The TV app. The lines between the markers are all that it needs for Adobe Pass. What the viewer sees is in <see cref="Screens"/>.
/// </summary>
internal sealed class App(ViewerEntitlements viewer, Screens screens)
{
    /// <summary>Signs the viewer in, unless that is not needed.</summary>
    public async Task<bool> SignInAsync(CancellationToken cancellationToken)
    {
        // <plumbing>
        if (await viewer.GetSelectedMvpdAsync(cancellationToken) is null)
        {
            var mvpds = await viewer.GetMvpdsAsync(cancellationToken);
            await viewer.SelectMvpdAsync(screens.PickProvider(mvpds), cancellationToken);
        }

        var outcome = await viewer.SignInOnSecondScreenAsync(screens.ShowCode, cancellationToken);
        // </plumbing>
        screens.ShowSignIn(outcome);
        return outcome is SignedIn;
    }

    public async Task ShowCatalogueAsync(IEnumerable<string> resources, CancellationToken cancellationToken)
    {
        // <plumbing>
        var catalogue = await viewer.CheckCatalogAsync(resources, cancellationToken);
        // </plumbing>
        screens.ShowCatalogue(catalogue);
    }

    public async Task PlayAsync(string resource, CancellationToken cancellationToken)
    {
        // <plumbing>
        var authorization = await viewer.AuthorizeOrSignInAsync(resource, screens.ShowCode, cancellationToken);
        var token = (authorization as PlaybackPermit)?.UseMediaToken();
        // </plumbing>
        if (token is not null)
        {
            screens.Play(resource, token);
        }
        else if (authorization is PlaybackDenial denial)
        {
            screens.ShowDenial(denial);
        }
    }

    public async Task SignOutAsync(CancellationToken cancellationToken)
    {
        // <plumbing>
        var result = await viewer.SignOutAsync(cancellationToken);
        // </plumbing>
        screens.ShowSignOut(result);
    }
}
