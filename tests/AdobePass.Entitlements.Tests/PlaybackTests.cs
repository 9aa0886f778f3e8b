namespace AdobePass.Entitlements.Tests;

/// <summary>Playback: permits for one playback, and denials with their reason.</summary>
public sealed class PlaybackTests
{
    [Fact]
    public async Task Permit_gives_a_valid_media_token_once()
    {
        await using var world = new World();
        await world.SignInAsync();

        var permit = Assert.IsType<PlaybackPermit>(await world.Viewer.AuthorizeAsync("res-1"));
        Assert.True(permit.IsUsable);
        var token = permit.UseMediaToken();

        Assert.Equal(FakeMediaTokenStatus.ValidToken, world.Fake.VerifyMediaToken(token.Reveal(), "res-1"));
        Assert.False(permit.IsUsable);
        Assert.Contains("used before", Assert.Throws<InvalidOperationException>(permit.UseMediaToken).Message, StringComparison.Ordinal);
        Assert.Equal(("***", "Permit for res-1"), (token.ToString(), permit.ToString()));
        Assert.DoesNotContain(token.Reveal(), System.Text.Json.JsonSerializer.Serialize(permit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Late_use_of_a_permit_is_an_error()
    {
        await using var world = new World();
        await world.SignInAsync();
        var permit = Assert.IsType<PlaybackPermit>(await world.Viewer.AuthorizeAsync("res-1"));
        Assert.Equal(world.Clock.GetUtcNow() + TimeSpan.FromMinutes(7), permit.ExpiresAt);

        world.Clock.Advance(TimeSpan.FromMinutes(7));

        Assert.Contains("expired", Assert.Throws<InvalidOperationException>(permit.UseMediaToken).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_playback_sends_an_authorization()
    {
        await using var world = new World();
        await world.SignInAsync();
        await world.Viewer.CheckCatalogAsync(["res-1"]);

        await world.Viewer.AuthorizeAsync("res-1");
        await world.Viewer.AuthorizeAsync("res-1");

        Assert.Equal(2, world.Count(FakeOperation.Authorize));
    }

    [Fact]
    public async Task Permit_is_not_valid_after_a_sign_out()
    {
        await using var world = new World();
        await world.SignInAsync();
        var permit = Assert.IsType<PlaybackPermit>(await world.Viewer.AuthorizeAsync("res-1"));

        await world.Viewer.SignOutAsync();

        Assert.Contains("signed out", Assert.Throws<InvalidOperationException>(permit.UseMediaToken).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("authorization_denied_by_mvpd", PlaybackDenialReason.DeniedByMvpd, NextStep.ShowMessage)]
    [InlineData("authorization_denied_by_parental_controls", PlaybackDenialReason.ParentalControls, NextStep.ShowMessage)]
    [InlineData("authorization_denied_by_hba_policies", PlaybackDenialReason.NotAtHome, NextStep.SignIn)]
    [InlineData("authorization_denied_by_session_invalidated", PlaybackDenialReason.SignInRequired, NextStep.SignIn)]
    [InlineData("identity_not_recognized_by_mvpd", PlaybackDenialReason.SignInRequired, NextStep.SignIn)]
    [InlineData("invalid_configuration_platform", PlaybackDenialReason.Configuration, NextStep.FixConfiguration)]
    [InlineData("invalid_parameter_resources", PlaybackDenialReason.InvalidRequest, NextStep.FixRequest)]
    [InlineData("maximum_execution_time_exceeded", PlaybackDenialReason.TemporaryFailure, NextStep.RetryLater)]
    public async Task Denial_has_reason_text_and_next_step_in_both_error_shapes(string code, PlaybackDenialReason reason, NextStep next)
    {
        await using var world = new World(client: options => options.RetryDelay = TimeSpan.Zero);
        await world.SignInAsync();
        world.Fake.InjectItemError("res-1", code, times: null);

        var item = Assert.IsType<PlaybackDenial>(await world.Viewer.AuthorizeAsync("res-1"));

        Assert.Equal((reason, next, code), (item.Reason, item.NextStep, item.Error!.Code!.Value.Value));
        Assert.False(string.IsNullOrEmpty(item.ViewerMessage));
        if (next != NextStep.RetryLater)
        {
            world.Fake.InjectFault(FakeFault.EnhancedError(code).On(FakeOperation.Authorize));
            var whole = Assert.IsType<PlaybackDenial>(await world.Viewer.AuthorizeWithMvpdAsync("res-2", "MvpdAlpha"));
            Assert.Equal((reason, next), (whole.Reason, whole.NextStep));
        }

        Assert.Equal(0, world.Count(FakeOperation.Logout));
    }

    [Fact]
    public async Task Temporary_failure_is_tried_three_times()
    {
        await using var world = new World();
        await world.SignInAsync();
        world.Fake.InjectItemError("res-1", "network_received_error", times: 2);

        Assert.IsType<PlaybackPermit>(await world.Viewer.AuthorizeAsync("res-1"));

        Assert.Equal(3, world.Count(FakeOperation.Authorize));
        world.Fake.InjectItemError("res-2", "network_received_error", times: null);
        Assert.Equal(
            PlaybackDenialReason.TemporaryFailure,
            Assert.IsType<PlaybackDenial>(await world.Viewer.AuthorizeAsync("res-2")).Reason);
        Assert.Equal(6, world.Count(FakeOperation.Authorize));
    }

    [Fact]
    public async Task Text_of_the_mvpd_is_shown_to_the_viewer()
    {
        await using var world = new World();
        world.Fake.AddMvpd(new FakeMvpd { Id = "MvpdGamma", DenialDetails = "Upgrade to Sports Plus." });
        await world.SignInAsync("MvpdGamma");

        var denial = Assert.IsType<PlaybackDenial>(await world.Viewer.AuthorizeAsync("denied-1"));

        Assert.Equal("Upgrade to Sports Plus.", denial.ViewerMessage);
    }

    [Fact]
    public async Task Viewer_without_an_mvpd_must_sign_in_and_nothing_is_sent()
    {
        await using var world = new World();

        var denial = Assert.IsType<PlaybackDenial>(await world.Viewer.AuthorizeAsync("res-1"));

        Assert.Equal((PlaybackDenialReason.SignInRequired, NextStep.SignIn), (denial.Reason, denial.NextStep));
        Assert.Equal(0, world.Fake.Requests);
    }

    [Fact]
    public async Task Response_without_a_decision_is_a_denial()
    {
        await using var world = new World();
        await world.SignInAsync();
        world.Fake.InjectFault(
            FakeFault.Respond(200, """{"decisions":[]}""", "application/json;charset=UTF-8").On(FakeOperation.Authorize));

        Assert.Equal(
            PlaybackDenialReason.NoDecision,
            Assert.IsType<PlaybackDenial>(await world.Viewer.AuthorizeAsync("res-1")).Reason);
    }

    [Fact]
    public async Task Playback_signs_in_first_if_the_app_asks_for_it()
    {
        await using var world = new World();
        await world.SelectAsync();

        var answer = await world.Viewer.AuthorizeOrSignInAsync("res-1", prompt => world.Fake.CompleteLogin(prompt.Code));

        Assert.IsType<PlaybackPermit>(answer);
        Assert.Equal(
            [FakeOperation.Authorize, FakeOperation.CreateSession, FakeOperation.ProfileByCode, FakeOperation.Authorize],
            world.Operations());
    }

    [Fact]
    public async Task Playback_without_sign_in_keeps_the_first_denial()
    {
        await using var world = new World(fake => fake.AuthenticationCodeLifetime = TimeSpan.FromMinutes(1));
        await world.SelectAsync();

        var denial = Assert.IsType<PlaybackDenial>(await world.Viewer.AuthorizeOrSignInAsync("res-1", _ => { }));

        Assert.Equal(1, world.Count(FakeOperation.Authorize));
        Assert.IsType<SignInExpired>(denial.SignIn);
        Assert.Equal((PlaybackDenialReason.SignInRequired, NextStep.SignIn), (denial.Reason, denial.NextStep));
    }

    [Fact]
    public async Task Denial_after_a_sign_in_that_the_service_denies_has_its_text_and_next_step()
    {
        await using var world = new World();
        await world.SelectAsync();
        world.Fake.InjectFault(FakeFault.EnhancedError("temporary_access_duration_limit_exceeded", "Your preview has ended.")
            .On(FakeOperation.CreateSession));

        var denial = Assert.IsType<PlaybackDenial>(
            await world.Viewer.AuthorizeOrSignInAsync("res-1", _ => Assert.Fail("No login is possible.")));

        Assert.IsType<SignInDenied>(denial.SignIn);
        Assert.Equal("Your preview has ended.", denial.ViewerMessage);

        world.Fake.InjectFault(FakeFault.ServerError(withErrorObject: false).On(FakeOperation.CreateSession));
        denial = Assert.IsType<PlaybackDenial>(await world.Viewer.AuthorizeOrSignInAsync("res-1", _ => { }));

        Assert.Equal(Assert.IsType<SignInFailed>(denial.SignIn).NextStep, denial.NextStep);
    }

    [Fact]
    public async Task Invalidated_profile_is_not_used_again()
    {
        await using var world = new World();
        await world.SignInAsync();
        world.Fake.InjectItemError("res-1", "authenticated_profile_invalidated");

        await world.Viewer.AuthorizeAsync("res-1");
        world.Fake.ClearExchanges();
        await world.Viewer.GetProfileAsync();

        Assert.Equal([FakeOperation.ProfileByMvpd], world.Operations());
        Assert.Equal("MvpdAlpha", (await world.Viewer.GetSelectedMvpdAsync())!.Id);
    }
}
