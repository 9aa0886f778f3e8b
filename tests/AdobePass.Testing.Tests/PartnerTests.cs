using System.Text;

namespace AdobePass.Testing.Tests;

public sealed class PartnerTests
{
    private const string Header = "AP-Partner-Framework-Status";

    [Fact]
    public async Task Partner_flow_creates_an_appleSSO_profile()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        var status = (Header, Device.PartnerStatus());
        var session = await Session(device, status);
        Assert.Equal("partner_profile", (string?)session["actionName"]);
        Assert.Equal("none", (string?)session["reasonType"]);
        Assert.Equal("/api/v2/CHAN1/profiles/sso/Apple", (string?)session["url"]);
        Assert.Equal("saml", (string?)session["authenticationRequest"]!["type"]);
        Assert.Contains(
            "AuthnRequest",
            Encoding.UTF8.GetString(Convert.FromBase64String((string)session["authenticationRequest"]!["request"]!)),
            StringComparison.Ordinal);
        Assert.NotEmpty(session["authenticationRequest"]!["attributesNames"]!.AsArray());
        Assert.Null(session.Code);

        var created = await Profile(device, fake.CreatePartnerResponse(), status);
        Assert.Equal(201, created.Status);
        Assert.Equal("appleSSO", (string?)created["profiles"]!["MvpdAlpha"]!["type"]);
        Assert.Equal("Apple", (string?)created["profiles"]!["MvpdAlpha"]!["issuer"]);

        Assert.NotNull((await device.CallAsync("GET", "/api/v2/CHAN1/profiles", null, status))["profiles"]!["MvpdAlpha"]);
        Assert.Equal("{\"profiles\":{}}", (await device.CallAsync("GET", "/api/v2/CHAN1/profiles")).Text);
        Assert.NotNull((await device.ProfileAsync("MvpdAlpha", status))["profiles"]!["MvpdAlpha"]);
        Assert.Equal("{\"profiles\":{}}", (await device.ProfileAsync()).Text);
        Assert.Equal("authenticatedSSO", (string?)(await Session(device, status))["reasonType"]);
        Assert.True((bool)(await device.AuthorizeAsync("res-1", "MvpdAlpha", status))["authorized"]!);
        var bare = await device.DecideAsync("authorize", "MvpdAlpha", ["res-1"]);
        Assert.Equal(400, bare.Status);
        Assert.Equal("invalid_header_pfs_permission_access_not_present", bare.Code);
        var mismatch = await device.ProfileAsync("MvpdAlpha", (Header, Device.PartnerStatus(id: "map-88")));
        Assert.Equal("invalid_header_pfs_provider_id_mismatch", mismatch.Code);

        var logout = (await device.LogoutAsync())["logouts"]!["MvpdAlpha"]!;
        Assert.Equal("partner_logout", (string?)logout["actionName"]);
        Assert.Equal("partner_interactive", (string?)logout["actionType"]);
        Assert.Null(logout["url"]);
    }

    [Theory]
    [InlineData(null, "invalid_header_pfs_permission_access_not_present")]
    [InlineData("%", "invalid_header_pfs_permission_access_not_present")]
    [InlineData("denied", "invalid_header_pfs_permission_access_not_granted")]
    [InlineData("notDetermined", "invalid_header_pfs_permission_access_not_determined")]
    [InlineData("no-id", "invalid_header_pfs_provider_id_not_determined")]
    [InlineData("unmapped", "invalid_header_pfs_provider_id_not_determined")]
    [InlineData("expired", "invalid_header_pfs_provider_info_expired")]
    public async Task Invalid_partner_status_falls_back_for_sessions_and_fails_for_profiles(string? kind, string code)
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        var value = kind switch
        {
            null or "%" => kind,
            "no-id" => Device.PartnerStatus(id: null),
            "unmapped" => Device.PartnerStatus(id: "map-0"),
            "expired" => Device.PartnerStatus(expires: "1779999999999"),
            _ => Device.PartnerStatus(kind),
        };
        (string, string)[] status = value is null ? [] : [(Header, value)];
        var session = await Session(device, status);
        Assert.Equal("authenticate", (string?)session["actionName"]);
        Assert.Equal("interactive", (string?)session["actionType"]);
        Assert.Equal("pfs_fallback", (string?)session["reasonType"]);
        Assert.NotNull(session["notAfter"]);
        await device.BrowseAsync((string)session["url"]!);
        Assert.Equal("regular", (string?)(await device.ProfileAsync())["profiles"]!["MvpdAlpha"]!["type"]);

        var profile = await Profile(device, fake.CreatePartnerResponse(), status);
        Assert.Equal(400, profile.Status);
        Assert.Equal(code, profile.Code);
    }

    [Fact]
    public async Task Fallbacks_degradation_and_unknown_partner_have_distinct_responses()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        var beta = await Session(device, (Header, Device.PartnerStatus(id: "map-88")));
        Assert.Equal("authenticate", (string?)beta["actionName"]);
        Assert.Equal("configuration_fallback", (string?)beta["reasonType"]);
        Assert.Equal("MvpdBeta", (string?)beta["mvpd"]);

        var missing = await device.CallAsync(
            "POST", "/api/v2/CHAN1/sessions/sso/Apple", Device.Form(("domainName", "tv.example")), (Header, Device.PartnerStatus()));
        Assert.Equal("resume", (string?)missing["actionName"]);
        Assert.Equal("missing_parameters_fallback", (string?)missing["reasonType"]);
        Assert.Equal("[\"redirectUrl\"]", missing["missingParameters"]!.ToJsonString());

        Assert.Equal("invalid_parameter_partner", (await device.CallAsync("POST", "/api/v2/CHAN1/sessions/sso/apple", Device.Form())).Code);

        fake.SetDegradation("CHAN1", "MvpdAlpha", FakeDegradation.AuthNAll);
        Assert.Equal("degraded", (string?)(await Session(device, (Header, Device.PartnerStatus())))["reasonType"]);
        var profile = await Profile(device, fake.CreatePartnerResponse(), (Header, Device.PartnerStatus()));
        Assert.Equal(200, profile.Status);
        Assert.Equal("degraded", (string?)profile["profiles"]!["MvpdAlpha"]!["type"]);
    }

    [Fact]
    public async Task The_SAML_response_must_be_encoded_exactly_once()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        foreach (var bad in new[] { "", "oops", Uri.EscapeDataString(fake.CreatePartnerResponse()) + "%3D", Device.Base64("<Other/>"), Device.Base64("x") })
        {
            var answer = await Profile(device, bad, (Header, Device.PartnerStatus()));
            Assert.Equal(400, answer.Status);
            Assert.Equal("invalid_parameter_saml_response", answer.Code);
        }
    }

    private static Task<Answer> Session(Device device, params (string, string)[] headers) => device.CallAsync(
        "POST", "/api/v2/CHAN1/sessions/sso/Apple", Device.Form(("domainName", "tv.example"), ("redirectUrl", Device.Return)), headers);

    private static Task<Answer> Profile(Device device, string response, params (string, string)[] headers) =>
        device.CallAsync("POST", "/api/v2/CHAN1/profiles/sso/Apple", Device.Form(("SAMLResponse", response)), headers);
}
