using AdobePass.Entitlements.RestV2;

namespace AdobePass.Entitlements;

/// <summary>Signs a viewer out, deletes the state, and tells what is left to do.</summary>
internal sealed class SignOutJourney(ViewerApi api, ViewerState state, DeviceMemory memory, string redirectUrl)
{
    internal async Task<SignOutResult> RunAsync(CancellationToken cancellationToken)
    {
        var viewer = await state.LoadAsync(cancellationToken).ConfigureAwait(false);
        var mvpd = viewer.Mvpd ?? viewer.Profile?.Mvpd;
        if (mvpd is null)
        {
            await ClearAsync(cancellationToken).ConfigureAwait(false);
            return new SignOutResult([new NotSignedIn(null)]);
        }

        // If the request fails, nothing is deleted, so that the viewer can try again.
        var response = await api.LogoutAsync(mvpd, redirectUrl, cancellationToken).ConfigureAwait(false);
        await ClearAsync(cancellationToken).ConfigureAwait(false);
        if (response.RedirectUri is { } redirect)
        {
            return new SignOutResult([new OpenLogoutPage(mvpd, redirect)]);
        }

        var steps = (response.Logouts ?? new Dictionary<string, MvpdLogout>())
            .Select(logout => StepOf(logout.Key, logout.Value))
            .ToList();
        return new SignOutResult(steps.Count > 0 ? steps : [new SignOutComplete(mvpd)]);
    }

    // The URL decides, so that an action of a later version is carried out too.
    private SignOutStep StepOf(string mvpd, MvpdLogout logout) => logout switch
    {
        _ when api.Resolve(logout.Url) is { } url => new OpenLogoutPage(mvpd, url),
        { ActionName.Value: "partner_logout" } or { ActionType.Value: "partner_interactive" } => new SignOutInSystemSettings(mvpd),
        { ActionName.Value: "invalid" } => new NotSignedIn(mvpd),
        _ => new SignOutComplete(mvpd),
    };

    private async Task ClearAsync(CancellationToken cancellationToken)
    {
        memory.SignOut();
        await state.RemoveSignInAsync(cancellationToken).ConfigureAwait(false);
        await state.SaveAsync(new StoredViewer(), cancellationToken).ConfigureAwait(false);
    }
}
