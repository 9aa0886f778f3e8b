using AdobePass.Generated.Tests.Dcr;
using AdobePass.Generated.Tests.RestV2;
using AdobePass.Testing;

namespace AdobePass.Generated.Tests;

/// <summary>Every operation, compiled by the real build and run against the strict fake.</summary>
public class OperationTests
{
    private const string Provider = "CHAN1";
    private const string Mvpd = "MvpdAlpha";
    private static readonly SessionRequest Login = new() { Mvpd = Mvpd, DomainName = "tv.example", RedirectUrl = "https://tv.example/done?a=b c&d=é" };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Main_flow_uses_every_basic_operation_without_rejections(bool loopback)
    {
        await using var service = await Service.StartAsync(loopback);
        IEntitlements api = new EntitlementsClient(service.AdobePass);

        var configuration = await api.GetConfigurationAsync(Provider);
        Assert.Contains(configuration.Requestor!.Mvpds!, mvpd => mvpd is { Id: Mvpd, DisplayName: "Alpha TV" });

        var empty = await api.GetProfilesAsync(Provider);
        Assert.Empty(empty.Profiles);

        var incomplete = await api.CreateSessionAsync(Provider, new SessionRequest { Mvpd = Mvpd });
        Assert.Equal(SessionActionName.Resume, incomplete.ActionName);
        Assert.NotEmpty(incomplete.MissingParameters!);

        var retried = await api.ResumeSessionAsync(Provider, incomplete.Code!, new SessionRequest { DomainName = "tv.example" });
        Assert.Equal(SessionActionName.Retry, retried.ActionName);

        var session = await api.ResumeSessionAsync(Provider, incomplete.Code!, Login);
        Assert.Equal(SessionActionName.Authenticate, session.ActionName);
        Assert.Equal(SessionActionType.Interactive, session.ActionType);
        Assert.Equal(TimeSpan.FromMinutes(30), session.NotAfter - session.NotBefore);

        var status = await api.GetSessionAsync(Provider, session.Code!);
        Assert.Equal(Login.RedirectUrl, status.ExistingParameters!["redirectUrl"]);
        Assert.Equal("BoxOne", status.Device?.Model);
        Assert.Equal("203.0.113.7", status.Device?.Connection?.IpAddress);

        Assert.Empty((await api.GetProfileForCodeAsync(Provider, session.Code!)).Profiles);
        Assert.Equal(service.AdobePass.ResolveUri(session.Url!), api.StartAuthenticationUri(Provider, session.Code!));
        service.Fake.CompleteLogin(session.Code!);

        var profile = Assert.Single((await api.GetProfileForCodeAsync(Provider, session.Code!)).Profiles);
        Assert.Equal((Mvpd, ProfileType.Regular), (profile.Key, profile.Value.Type));
        Assert.Equal("plain", profile.Value.Attributes!["userID"].State!.Value.Value);
        Assert.Single((await api.GetProfilesAsync(Provider)).Profiles);
        Assert.Single((await api.GetProfileForMvpdAsync(Provider, Mvpd)).Profiles);

        var again = await api.CreateSessionAsync(Provider, Login);
        Assert.Equal((SessionActionName.Authorize, SessionReasonType.Authenticated, null), (again.ActionName, again.ReasonType, again.Code));

        var offers = await api.PreauthorizeAsync(Provider, Mvpd, new DecisionsRequest { Resources = ["res-1", "denied-1"] });
        Assert.Equal([true, false], offers.Decisions.Select(decision => decision.Authorized));
        Assert.Equal(ErrorCode.PreauthorizationDeniedByMvpd, offers.Decisions[1].Error!.Code);
        Assert.All(offers.Decisions, decision => Assert.Null(decision.Token));

        var permit = Assert.Single((await api.AuthorizeAsync(Provider, Mvpd, new DecisionsRequest { Resources = ["res-1"] })).Decisions);
        Assert.True(permit.Authorized);
        Assert.Equal(FakeMediaTokenStatus.ValidToken, service.Fake.VerifyMediaToken(permit.Token!.SerializedToken, "res-1"));

        var logout = Assert.Single((await api.LogoutAsync(Provider, Mvpd, "https://tv.example/bye?x=1&y=ü")).Logouts!);
        Assert.Equal((LogoutActionName.Logout, LogoutActionType.Interactive), (logout.Value.ActionName, logout.Value.ActionType));
        Assert.Empty((await api.GetProfilesAsync(Provider)).Profiles);

        Assert.Empty(service.Fake.Rejections);
        Assert.Equal((1, 1), (service.Fake.Registrations, service.Fake.TokenRequests));
    }

    [Fact]
    public async Task Partner_operations_create_a_profile()
    {
        await using var service = await Service.StartAsync();
        IEntitlements api = new EntitlementsClient(service.AdobePass);
        var status = Convert.ToBase64String("""{"frameworkPermissionInfo":{"accessStatus":"granted"},"frameworkProviderInfo":{"id":"map-77","expirationDate":"4102444800000"}}"""u8);

        var session = await api.CreatePartnerSessionAsync(Provider, "Apple", status, new PartnerSessionRequest { DomainName = "tv.example", RedirectUrl = "https://tv.example/done" });
        Assert.Equal(SessionActionName.PartnerProfile, session.ActionName);
        Assert.Equal("saml", session.AuthenticationRequest?.Type);

        var profiles = await api.CreatePartnerProfileAsync(Provider, "Apple", status, new PartnerProfileRequest { SAMLResponse = service.Fake.CreatePartnerResponse() });
        Assert.Equal(ProfileType.AppleSSO, Assert.Single(profiles.Profiles).Value.Type);

        var logout = await api.LogoutAsync(Provider, Mvpd, "https://tv.example/bye");
        Assert.Equal(LogoutActionName.PartnerLogout, logout.Logouts![Mvpd].ActionName);
        Assert.Empty(service.Fake.Rejections);
    }

    [Fact]
    public async Task Registration_operations_can_be_called_directly()
    {
        await using var service = await Service.StartAsync();
        IRegistration api = new RegistrationClient(service.AdobePass);

        var pair = await api.RegisterClientAsync(new ClientRegistrationRequest { SoftwareStatement = new SoftwareStatement(service.Fake.CreateSoftwareStatement()) });
        var token = await api.RequestAccessTokenAsync(new AccessTokenRequest { ClientId = pair.ClientId, ClientSecret = pair.ClientSecret, GrantType = GrantType.ClientCredentials });

        Assert.Equal(21600, token.ExpiresIn);
        Assert.Equal("***", $"{token.AccessToken}");
        Assert.Equal(["api:client:v2"], pair.Scopes);
        Assert.Empty(service.Fake.Rejections);
    }

    [Fact]
    public async Task TempPass_needs_no_login_and_sends_the_identity_header()
    {
        await using var service = await Service.StartAsync();
        service.Fake.AddMvpd(new FakeMvpd { Id = "TempPromo", DisplayName = "Promo", TempPass = new FakeTempPass(FakeTempPassKind.Promotional, TimeSpan.FromMinutes(5), MaxResources: 1) });
        IEntitlements api = new EntitlementsClient(service.AdobePass);
        var identity = Convert.ToBase64String("""{"email":"f7ee5ec7312165148b69fcca1d29075b14b8aef0b5048a332b18b88d09069fb7"}"""u8);

        var session = await api.CreateSessionAsync(Provider, new SessionRequest { Mvpd = "TempPromo", DomainName = "tv.example", RedirectUrl = "https://tv.example" });
        Assert.Equal(SessionReasonType.Temporary, session.ReasonType);

        var permit = await api.AuthorizeAsync(Provider, "TempPromo", new DecisionsRequest { Resources = ["res-1"] }, apTempPassIdentity: identity);
        Assert.Equal((true, DecisionSource.Temppass), (permit.Decisions[0].Authorized, permit.Decisions[0].Source));

        var used = await api.AuthorizeAsync(Provider, "TempPromo", new DecisionsRequest { Resources = ["res-2"] }, apTempPassIdentity: identity);
        Assert.Equal(ErrorCode.TemporaryAccessResourcesLimitExceeded, used.Decisions[0].Error!.Code);

        var fault = await Assert.ThrowsAsync<AdobePassApiException>(() => api.GetProfileForMvpdAsync(Provider, "TempPromo", apTempPassIdentity: identity));
        Assert.Equal((403, "temporary_access_resources_limit_exceeded", "authentication"), ((int)fault.StatusCode, fault.Error!.Code?.Value, fault.Error.Action?.Value));
    }

    [Theory]
    [InlineData(FakeDegradation.AuthNAll, true, "degraded")]
    [InlineData(FakeDegradation.AuthZAll, true, "none")]
    [InlineData(FakeDegradation.AuthZNone, false, "none")]
    public async Task Degradation_rules_change_decisions(FakeDegradation rule, bool permitted, string reason)
    {
        await using var service = await Service.StartAsync();
        service.Fake.SetDegradation(Provider, Mvpd, rule);
        IEntitlements api = new EntitlementsClient(service.AdobePass);

        Assert.Equal(reason, (await api.CreateSessionAsync(Provider, Login)).ReasonType?.Value);
        var decision = (await api.AuthorizeAsync(Provider, Mvpd, new DecisionsRequest { Resources = ["res-1"] })).Decisions[0];
        Assert.Equal((permitted, DecisionSource.Degradation), (decision.Authorized, decision.Source));
    }

    [Fact]
    public async Task Single_sign_on_headers_reach_the_operations_that_define_them()
    {
        await using var service = await Service.StartAsync();
        IEntitlements api = new EntitlementsClient(service.AdobePass);
        var token = service.Fake.CreateIdentityToken("viewer-1");
        var session = await api.CreateSessionAsync(Provider, Login, adServiceToken: token);
        service.Fake.CompleteLogin(session.Code!);
        var other = new StreamingDevice("another device", Service.Device.Information);

        var profiles = await api.GetProfilesAsync(Provider, other, adServiceToken: token);

        Assert.Equal(ProfileType.ServiceTokenSSO, Assert.Single(profiles.Profiles).Value.Type);
        Assert.Empty(service.Fake.Rejections);
    }

    [Theory]
    [InlineData("getConfiguration", true, true)]
    [InlineData("createSession", true, true)]
    [InlineData("resumeSession", false, false)]
    [InlineData("getSession", false, false)]
    [InlineData("getProfiles", true, true)]
    [InlineData("getProfileForMvpd", true, true)]
    [InlineData("getProfileForCode", false, false)]
    [InlineData("preauthorize", true, true)]
    [InlineData("authorize", true, true)]
    [InlineData("logout", true, true)]
    [InlineData("createPartnerSession", true, true)]
    [InlineData("createPartnerProfile", true, true)]
    public async Task A_device_sends_exactly_the_headers_that_the_operation_defines(string operation, bool identifier, bool information)
    {
        await using var service = await Service.StartAsync(loopback: false);
        IEntitlements api = new EntitlementsClient(service.AdobePass);
        var body = new DecisionsRequest { Resources = ["r"] };
        await Swallow(operation switch
        {
            "getConfiguration" => api.GetConfigurationAsync(Provider),
            "createSession" => api.CreateSessionAsync(Provider, Login),
            "resumeSession" => api.ResumeSessionAsync(Provider, "ABC", Login),
            "getSession" => api.GetSessionAsync(Provider, "ABC"),
            "getProfiles" => api.GetProfilesAsync(Provider),
            "getProfileForMvpd" => api.GetProfileForMvpdAsync(Provider, Mvpd),
            "getProfileForCode" => api.GetProfileForCodeAsync(Provider, "ABC"),
            "preauthorize" => api.PreauthorizeAsync(Provider, Mvpd, body),
            "authorize" => api.AuthorizeAsync(Provider, Mvpd, body),
            "logout" => api.LogoutAsync(Provider, Mvpd, "https://x.example"),
            "createPartnerSession" => api.CreatePartnerSessionAsync(Provider, "Apple", "e30=", new PartnerSessionRequest { DomainName = "d", RedirectUrl = "https://x.example" }),
            _ => api.CreatePartnerProfileAsync(Provider, "Apple", "e30=", new PartnerProfileRequest { SAMLResponse = "e30=" }),
        });

        var sent = service.Fake.Exchanges[^1];
        Assert.Equal(identifier ? "fingerprint OGQxZjJjM2UtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDBhYmNk" : null, sent.GetHeader("AP-Device-Identifier"));
        Assert.Equal(information ? Convert.ToBase64String("""{"primaryHardwareType":"SetTopBox","model":"BoxOne","version":"1.4","osName":"Linux","osVersion":"6.1","connectionType":"LAN","connectionIp":"203.0.113.7","connectionPort":"52100"}"""u8) : null, sent.GetHeader("X-Device-Info"));
        Assert.Equal("203.0.113.7", sent.GetHeader("X-Forwarded-For"));
    }

    [Fact]
    public async Task Call_without_a_device_throws_and_explains_the_fix()
    {
        using var fake = new FakeAdobePass();
        using var adobePass = new AdobePassClient(new AdobePassOptions
        {
            BaseAddress = new Uri("https://fake.example"),
            SoftwareStatement = new SoftwareStatement(fake.CreateSoftwareStatement()),
            CredentialStore = new MemoryCredentialStore(),
            HttpMessageHandler = fake.CreateHandler(),
        });

        var fault = await Assert.ThrowsAsync<AdobePassConfigurationException>(() => new EntitlementsClient(adobePass).GetProfilesAsync(Provider));

        Assert.Contains("pass a StreamingDevice", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, fake.Requests);
    }

    private static async Task Swallow(Task call)
    {
        try
        {
            await call;
        }
        catch (AdobePassApiException)
        {
            // Only what was sent matters here.
        }
    }
}
