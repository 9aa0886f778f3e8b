namespace AdobePass.Entitlements.Tests;

/// <summary>Degraded and temporary access, and single sign-on by platform, service token and partner.</summary>
public sealed class SpecialFlowTests
{
    private static DateTimeOffset Later(World world) => world.Clock.GetUtcNow() + TimeSpan.FromDays(1);

    [Fact]
    public async Task Degraded_authentication_needs_no_login_and_permits()
    {
        await using var world = new World();
        await world.SelectAsync();
        world.Fake.SetDegradation("CHAN1", "MvpdAlpha", FakeDegradation.AuthNAll);

        var outcome = await world.Viewer.SignInOnSecondScreenAsync(_ => Assert.Fail("No login is needed."));

        Assert.Equal(ViewerProfileKind.Degraded, Assert.IsType<AlreadySignedIn>(outcome).Profile.Kind);
        Assert.Equal("degradation", Assert.IsType<PlaybackPermit>(await world.Viewer.AuthorizeAsync("denied-1")).Source);
        Assert.IsType<SignOutComplete>(Assert.Single((await world.Viewer.SignOutAsync()).Steps));
    }

    [Fact]
    public async Task Degraded_profile_is_not_used_after_the_degradation()
    {
        await using var world = new World();
        await world.SelectAsync();
        world.Fake.SetDegradation("CHAN1", "MvpdAlpha", FakeDegradation.AuthNAll);
        await world.Viewer.SignInOnSecondScreenAsync(_ => { });
        Assert.NotNull(await world.Viewer.GetProfileAsync());

        world.Fake.ClearDegradation("CHAN1", "MvpdAlpha");

        Assert.Null(await world.Viewer.GetProfileAsync());
    }

    [Fact]
    public async Task Degradation_during_a_sign_in_ends_the_polling()
    {
        await using var world = new World();
        await world.SelectAsync();

        var outcome = await world.Viewer.SignInOnSecondScreenAsync(
            _ => world.Fake.SetDegradation("CHAN1", "MvpdAlpha", FakeDegradation.AuthNAll));

        Assert.Equal(ViewerProfileKind.Degraded, Assert.IsType<SignedIn>(outcome).Profile.Kind);
        Assert.Equal(1, world.Count(FakeOperation.ProfileByCode));
    }

    [Fact]
    public async Task Degraded_authorization_permits_without_a_login_or_denies_with_text()
    {
        await using var world = new World();
        await world.SelectAsync();
        world.Fake.SetDegradation("CHAN1", "MvpdAlpha", FakeDegradation.AuthZAll);
        Assert.True((await world.Viewer.CheckCatalogAsync(["res-1"])).Items[0].IsAvailable);
        Assert.IsType<PlaybackPermit>(await world.Viewer.AuthorizeAsync("res-1"));

        world.Fake.SetDegradation("CHAN1", "MvpdAlpha", FakeDegradation.AuthZNone, "Back at eight.");
        var denial = Assert.IsType<PlaybackDenial>(await world.Viewer.AuthorizeAsync("res-1"));

        Assert.Equal((PlaybackDenialReason.Degradation, "Back at eight."), (denial.Reason, denial.ViewerMessage));
    }

    [Fact]
    public async Task Basic_temporary_access_plays_until_its_time_is_used_up()
    {
        await using var world = new World();

        var access = Assert.IsType<AlreadySignedIn>(await world.Viewer.UseTemporaryAccessAsync("TempBasic"));
        Assert.Equal(ViewerProfileKind.Temporary, access.Profile.Kind);
        Assert.Equal(world.Clock.GetUtcNow() + TimeSpan.FromMinutes(10), access.Profile.Metadata.TemporaryAccessEndsAt);
        Assert.Equal("temppass", Assert.IsType<PlaybackPermit>(await world.Viewer.AuthorizeAsync("res-1")).Source);
        world.Clock.Advance(TimeSpan.FromMinutes(10));

        var denial = Assert.IsType<PlaybackDenial>(await world.Viewer.AuthorizeAsync("res-1"));
        Assert.Equal((PlaybackDenialReason.TemporaryAccessUsedUp, NextStep.SignIn), (denial.Reason, denial.NextStep));
        var denied = Assert.IsType<SignInDenied>(await world.Viewer.UseTemporaryAccessAsync("TempBasic"));
        Assert.Equal("temporary_access_duration_limit_exceeded", denied.Error.Code!.Value.Value);
        Assert.False(string.IsNullOrEmpty(denied.ViewerMessage));
        Assert.DoesNotContain(world.Operations(), each => each is FakeOperation.CreateSession or FakeOperation.Configuration);
    }

    [Fact]
    public async Task Promotional_access_sends_the_hashed_identity_and_counts_resources()
    {
        await using var world = new World();
        world.Fake.AddMvpd(new FakeMvpd
        {
            Id = "TempPromo",
            TempPass = new FakeTempPass(FakeTempPassKind.Promotional, TimeSpan.FromHours(1), MaxResources: 1),
        });
        var viewer = world.Service.ForDevice(identity: new ViewerIdentity
        {
            TempPassIdentity = TempPassIdentity.FromPlainText("email", "user@domain.com"),
        });

        var access = Assert.IsType<AlreadySignedIn>(await viewer.UseTemporaryAccessAsync("TempPromo"));
        Assert.Equal(1, access.Profile.Metadata.RemainingResources);
        Assert.IsType<PlaybackPermit>(await viewer.AuthorizeAsync("res-1"));
        Assert.Equal(
            PlaybackDenialReason.TemporaryAccessUsedUp,
            Assert.IsType<PlaybackDenial>(await viewer.AuthorizeAsync("res-2")).Reason);

        var header = world.Of(FakeOperation.Authorize)[0].GetHeader("AP-TempPass-Identity")!;
        Assert.Equal(
            """{"email":"f7ee5ec7312165148b69fcca1d29075b14b8aef0b5048a332b18b88d09069fb7"}""",
            System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(header)));
        Assert.IsType<SignInFailed>(await world.Viewer.UseTemporaryAccessAsync("TempPromo"));
    }

    [Fact]
    public async Task Viewer_can_use_a_temporary_access_beside_a_regular_profile()
    {
        await using var world = new World();
        await world.SignInAsync();

        await world.Viewer.UseTemporaryAccessAsync("TempBasic");

        Assert.Equal("MvpdAlpha", (await world.Viewer.GetSelectedMvpdAsync())!.Id);
        Assert.Equal("mvpd", ((PlaybackPermit)await world.Viewer.AuthorizeAsync("res-1")).Source);
        Assert.Equal("temppass", ((PlaybackPermit)await world.Viewer.AuthorizeWithMvpdAsync("res-1", "TempBasic")).Source);
    }

    [Theory]
    [InlineData("amazon", ViewerProfileKind.PlatformSso)]
    [InlineData("roku", ViewerProfileKind.PlatformSso)]
    [InlineData("service", ViewerProfileKind.ServiceTokenSso)]
    public async Task Second_app_of_the_same_user_is_signed_in(string kind, ViewerProfileKind expected)
    {
        await using var world = new World();
        var token = world.Fake.CreateIdentityToken("user-1");
        var identity = kind switch
        {
            "amazon" => new ViewerIdentity { Platform = PlatformIdentity.Amazon(token) },
            "roku" => new ViewerIdentity { Platform = PlatformIdentity.Roku(token) },
            _ => new ViewerIdentity { ServiceToken = new ServiceToken(token) },
        };
        await world.SignInAsync(viewer: world.Service.ForDevice(World.Device("first"), identity));
        var second = world.Service.ForDevice(World.Device("second"), identity);

        var outcome = await second.SignInOnSecondScreenAsync(_ => Assert.Fail("No login is needed."));

        Assert.Equal(expected, Assert.IsType<AlreadySignedIn>(outcome).Profile.Kind);
        Assert.IsType<PlaybackPermit>(await second.AuthorizeAsync("res-1"));
        Assert.IsType<OpenLogoutPage>(Assert.Single((await second.SignOutAsync()).Steps));
        var header = kind switch
        {
            "amazon" => "Adobe-Subject-Token",
            "roku" => "X-Roku-Reserved-Roku-Connect-Token",
            _ => "AD-Service-Token",
        };
        foreach (var operation in new[]
        {
            FakeOperation.CreateSession, FakeOperation.Profiles, FakeOperation.Authorize, FakeOperation.Logout,
        })
        {
            Assert.Equal(token, world.Of(operation)[0].GetHeader(header));
        }

        Assert.Null(world.Of(FakeOperation.ProfileByCode)[0].GetHeader(header));
    }

    [Fact]
    public async Task Single_logout_ends_the_access_of_the_other_app()
    {
        await using var world = new World();
        var identity = new ViewerIdentity { ServiceToken = new ServiceToken(world.Fake.CreateIdentityToken("user-1")) };
        var first = world.Service.ForDevice(World.Device("first"), identity);
        await world.SignInAsync(viewer: first);
        var second = world.Service.ForDevice(World.Device("second"), identity);
        await second.SignInOnSecondScreenAsync(_ => { });

        await second.SignOutAsync();

        var denial = Assert.IsType<PlaybackDenial>(await first.AuthorizeAsync("res-1"));
        Assert.Equal(PlaybackDenialReason.SignInRequired, denial.Reason);
    }

    [Fact]
    public async Task Expired_service_token_is_not_sent()
    {
        await using var world = new World();
        var token = new ServiceToken(world.Fake.CreateIdentityToken("user-1", TimeSpan.FromMinutes(1)));
        var viewer = world.Service.ForDevice(identity: new ViewerIdentity { ServiceToken = token });
        await viewer.GetProfileAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await viewer.GetProfileAsync();

        Assert.True(token.IsExpired(world.Clock.GetUtcNow()));
        Assert.Equal(
            [true, false],
            world.Of(FakeOperation.Profiles).Select(exchange => exchange.GetHeader("AD-Service-Token") is not null));
    }

    [Fact]
    public async Task Partner_signs_the_viewer_in()
    {
        await using var world = new World();
        var viewer = world.Service.ForDevice(identity: new ViewerIdentity
        {
            PartnerStatus = PartnerFrameworkStatus.Granted("map-77", Later(world)),
        });

        var partner = Assert.IsType<PartnerSignInRequired>(await viewer.SignInOnSecondScreenAsync(_ => Assert.Fail("No code is needed.")));
        Assert.Equal(("MvpdAlpha", "saml"), (partner.Mvpd, partner.Type));
        Assert.NotEmpty(partner.AttributeNames);
        var signedIn = Assert.IsType<SignedIn>(await viewer.CompletePartnerSignInAsync(world.Fake.CreatePartnerResponse()));

        Assert.Equal((ViewerProfileKind.PartnerSso, "Apple"), (signedIn.Profile.Kind, signedIn.Profile.Issuer));
        Assert.IsType<PlaybackPermit>(await viewer.AuthorizeAsync("res-1"));
        Assert.IsType<AlreadySignedIn>(await viewer.SignInOnSecondScreenAsync(_ => Assert.Fail("No code is needed.")));
        Assert.IsType<SignOutInSystemSettings>(Assert.Single((await viewer.SignOutAsync()).Steps));
        Assert.Equal(
            [FakeOperation.Profiles, FakeOperation.CreatePartnerSession, FakeOperation.CreatePartnerProfile, FakeOperation.Authorize,
                FakeOperation.ProfileByMvpd, FakeOperation.Logout],
            world.Operations());
    }

    [Fact]
    public async Task Response_of_the_partner_as_xml_is_encoded_once()
    {
        await using var world = new World();
        var viewer = world.Service.ForDevice(identity: new ViewerIdentity
        {
            PartnerStatus = PartnerFrameworkStatus.Granted("map-77", Later(world)),
        });
        var xml = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(world.Fake.CreatePartnerResponse()));

        Assert.IsType<SignedIn>(await viewer.CompletePartnerSignInAsync("\n" + xml + "\n"));
        Assert.IsType<SignInFailed>(await viewer.CompletePartnerSignInAsync("bm90IFNBTUw="));
        world.Fake.ClearExchanges();
    }

    [Theory]
    [InlineData("map-88")]
    [InlineData("map-99")]
    public async Task Partner_that_cannot_sign_in_falls_back_to_a_code(string provider)
    {
        await using var world = new World();
        var viewer = world.Service.ForDevice(identity: new ViewerIdentity
        {
            PartnerStatus = PartnerFrameworkStatus.Granted(provider, Later(world)),
        });
        SignInPrompt? prompt = null;

        var outcome = await viewer.SignInOnSecondScreenAsync(shown =>
        {
            prompt = shown;
            world.Fake.CompleteLogin(shown.Code, "MvpdBeta");
        });

        Assert.NotNull(prompt!.LoginUrl);
        Assert.IsType<SignedIn>(outcome);
        Assert.Equal(0, world.Count(FakeOperation.CreateSession));
    }

    [Theory]
    [InlineData(PartnerAccessStatus.Denied)]
    [InlineData(PartnerAccessStatus.Restricted)]
    [InlineData(PartnerAccessStatus.NotDetermined)]
    public async Task Partner_without_access_is_not_asked(PartnerAccessStatus status)
    {
        await using var world = new World();
        var viewer = world.Service.ForDevice(identity: new ViewerIdentity { PartnerStatus = PartnerFrameworkStatus.WithoutAccess(status) });

        Assert.IsType<SignInPrompt>(await viewer.StartSignInAsync());

        Assert.Equal([FakeOperation.Profiles, FakeOperation.CreateSession], world.Operations());
        await Assert.ThrowsAsync<InvalidOperationException>(() => viewer.CompletePartnerSignInAsync("x"));
    }

    [Fact]
    public async Task Degraded_mvpd_needs_no_partner()
    {
        await using var world = new World();
        world.Fake.SetDegradation("CHAN1", "MvpdAlpha", FakeDegradation.AuthNAll);
        var viewer = world.Service.ForDevice(identity: new ViewerIdentity
        {
            PartnerStatus = PartnerFrameworkStatus.Granted("map-77", Later(world)),
        });

        var outcome = await viewer.SignInOnSecondScreenAsync(_ => Assert.Fail("No code is needed."));

        Assert.Equal(ViewerProfileKind.Degraded, Assert.IsType<AlreadySignedIn>(outcome).Profile.Kind);
    }
}
