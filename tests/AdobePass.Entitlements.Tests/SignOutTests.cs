namespace AdobePass.Entitlements.Tests;

/// <summary>Sign-out: every follow-up, and what is deleted.</summary>
public sealed class SignOutTests
{
    [Fact]
    public async Task Mvpd_with_a_logout_page_is_opened()
    {
        await using var world = new World();
        await world.SignInAsync();

        var result = await world.Viewer.SignOutAsync();

        var open = Assert.IsType<OpenLogoutPage>(Assert.Single(result.Steps));
        Assert.False(result.IsComplete);
        Assert.StartsWith("https://sp.auth-staging.adobe.com/adobe-services/logout?", open.Url.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("redirectUrl=https%3A%2F%2Ftv.example%2Fdone", Assert.Single(world.Of(FakeOperation.Logout)).Query);
    }

    [Fact]
    public async Task Mvpd_without_a_logout_page_is_complete()
    {
        await using var world = new World();
        await world.SignInAsync("MvpdBeta");

        var result = await world.Viewer.SignOutAsync();

        Assert.Equal("MvpdBeta", Assert.IsType<SignOutComplete>(Assert.Single(result.Steps)).Mvpd);
        Assert.True(result.IsComplete);
    }

    [Fact]
    public async Task Redirect_of_the_service_is_opened()
    {
        await using var world = new World(fake => fake.Field.RedirectOnLogout = true);
        await world.SignInAsync();

        Assert.IsType<OpenLogoutPage>(Assert.Single((await world.Viewer.SignOutAsync()).Steps));
    }

    [Fact]
    public async Task Sign_out_without_a_profile_has_no_steps()
    {
        await using var world = new World();
        Assert.IsType<NotSignedIn>(Assert.Single((await world.Viewer.SignOutAsync()).Steps));
        Assert.Equal(0, world.Fake.Requests);
        await world.SelectAsync();
        Assert.IsType<NotSignedIn>(Assert.Single((await world.Viewer.SignOutAsync()).Steps));
    }

    [Fact]
    public async Task Everything_about_the_viewer_is_deleted()
    {
        await using var world = new World();
        await world.SignInAsync();
        await world.Viewer.CheckCatalogAsync(["res-1"]);
        await world.Viewer.SignOutAsync();
        world.Fake.ClearExchanges();

        Assert.Null(await world.Viewer.GetSelectedMvpdAsync());
        Assert.Null(await world.Viewer.GetProfileAsync());
        Assert.IsType<SignInCanceled>(await world.Viewer.CheckSignInAsync());
        await world.SelectAsync();
        Assert.False((await world.Viewer.CheckCatalogAsync(["res-1"])).Items[0].IsAvailable);
    }

    [Fact]
    public async Task Failed_sign_out_deletes_nothing_and_can_be_repeated()
    {
        await using var world = new World();
        await world.SignInAsync();
        world.Fake.InjectFault(FakeFault.ServerError().On(FakeOperation.Logout));

        await Assert.ThrowsAsync<AdobePassApiException>(() => world.Viewer.SignOutAsync());

        Assert.Equal("MvpdAlpha", (await world.Viewer.GetSelectedMvpdAsync())!.Id);
        Assert.IsType<OpenLogoutPage>(Assert.Single((await world.Viewer.SignOutAsync()).Steps));
    }

    [Fact]
    public async Task No_denial_leads_to_a_sign_out()
    {
        await using var world = new World();
        await world.SignInAsync();
        world.Fake.InjectItemError("res-1", "authorization_denied_by_session_invalidated", times: null);

        await world.Viewer.AuthorizeAsync("res-1");
        await world.Viewer.CheckCatalogAsync(["res-1"]);

        Assert.Equal(0, world.Count(FakeOperation.Logout));
    }
}
