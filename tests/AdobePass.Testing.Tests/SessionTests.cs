using System.Net;

namespace AdobePass.Testing.Tests;

public sealed class SessionTests
{
    [Fact]
    public async Task Complete_session_returns_authenticate_with_times_as_strings()
    {
        await using var fake = Device.NewFake();
        var answer = await (await Device.ReadyAsync(fake)).CreateSessionAsync();
        Assert.Equal("interactive", (string?)answer["actionType"]);
        Assert.Equal("none", (string?)answer["reasonType"]);
        Assert.Equal("/api/v2/authenticate/CHAN1/" + answer.Code, (string?)answer["url"]);
        Assert.Matches("^[A-Z0-9]{7}$", answer.Code);
        Assert.Equal("1780000000000", (string?)answer["notBefore"]);
        Assert.Equal("1780001800000", (string?)answer["notAfter"]);
        Assert.Equal("MvpdAlpha", (string?)answer["mvpd"]);
        Assert.Equal("CHAN1", (string?)answer["serviceProvider"]);
        Assert.Null(answer["missingParameters"]);
    }

    [Fact]
    public async Task Session_with_missing_parameters_can_be_resumed_and_completed()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        var created = await device.CallAsync("POST", "/api/v2/CHAN1/sessions", Device.Form());
        Assert.Equal("resume", (string?)created["actionName"]);
        Assert.Equal("direct", (string?)created["actionType"]);
        Assert.Equal("[\"mvpd\",\"domain\",\"redirectUrl\"]", created["missingParameters"]!.ToJsonString());
        Assert.Equal("/api/v2/CHAN1/sessions/" + created.Code, (string?)created["url"]);
        Assert.Null(created["mvpd"]);

        var agent = await device.SendAsync("GET", "/api/v2/authenticate/CHAN1/" + created.Code);
        Assert.Equal(400, agent.Status);
        Assert.Equal("text/html", agent.ContentType);
        Assert.Throws<InvalidOperationException>(() => fake.CompleteLogin(created.Code!));

        var second = await Device.ReadyAsync(fake, "phone");
        var path = (string)created["url"]!;
        var retry = await second.BareAsync("POST", path, Device.Form(("mvpd", "MvpdAlpha"), ("domainName", "tv.example")));
        Assert.Equal("retry", (string?)retry["actionName"]);
        Assert.Equal("[\"redirectUrl\"]", retry["missingParameters"]!.ToJsonString());

        var read = await second.BareAsync("GET", path);
        Assert.Equal("tv.example", (string?)read["existingParameters"]!["domainName"]);
        Assert.Equal("MvpdAlpha", (string?)read["existingParameters"]!["mvpd"]);
        Assert.Equal("[\"redirectUrl\"]", read["missingParameters"]!.ToJsonString());
        Assert.Equal("1780001800000", (string?)read["notAfter"]);
        Assert.Equal("SetTopBox", (string?)read["device"]!["type"]);
        Assert.Equal("BoxOne", (string?)read["device"]!["model"]);
        Assert.Equal(4, (int)read["device"]!["version"]!["minor"]!);
        Assert.Equal("203.0.113.7", (string?)read["device"]!["connection"]!["ipAddress"]);
        Assert.Equal("52100", (string?)read["device"]!["connection"]!["port"]);
        Assert.Null(read["device"]!["operatingSystem"]!["vendor"]);

        var done = await second.BareAsync("POST", path, Device.Form(("redirectUrl", Device.Return)));
        Assert.Equal("authenticate", (string?)done["actionName"]);
        Assert.Null((await second.BareAsync("GET", path))["missingParameters"]);
        await second.BrowseAsync((string)done["url"]!);
        // The profile belongs to the streaming device; the second one sees it by code only.
        Assert.NotNull((await device.ProfileAsync())["profiles"]!["MvpdAlpha"]);
        Assert.Equal("{\"profiles\":{}}", (await second.ProfileAsync()).Text);
        Assert.NotNull((await second.BareAsync("GET", "/api/v2/CHAN1/profiles/code/" + created.Code))["profiles"]!["MvpdAlpha"]);
        // Resuming a session of an authenticated device goes straight on, without a code.
        var authorized = await second.BareAsync("POST", path, Device.Form());
        Assert.Equal("authorize", (string?)authorized["actionName"]);
        Assert.Equal("authenticated", (string?)authorized["reasonType"]);
        Assert.Null(authorized.Code);
        Assert.Null(authorized["notAfter"]);
    }

    [Fact]
    public async Task Codes_expire_after_thirty_minutes_or_with_a_newer_session()
    {
        await using var fake = Device.NewFake(out var time);
        var device = await Device.ReadyAsync(fake);
        var first = (await device.CreateSessionAsync()).Code!;
        time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(200, (await device.BareAsync("GET", "/api/v2/CHAN1/profiles/code/" + first)).Status);
        time.Advance(TimeSpan.FromMilliseconds(1));
        foreach (var path in new[] { "/api/v2/CHAN1/profiles/code/", "/api/v2/CHAN1/sessions/" })
        {
            var late = await device.BareAsync("GET", path + first);
            Assert.Equal(400, late.Status);
            Assert.Equal("invalid_authentication_session", late.Code);
            Assert.Equal("invalid_parameter_code", (await device.BareAsync("GET", path + "NOTHERE")).Code);
        }

        Assert.Equal(400, (await device.SendAsync("GET", "/api/v2/authenticate/CHAN1/" + first)).Status);
        var second = (await device.CreateSessionAsync()).Code!;
        var other = (await (await Device.ReadyAsync(fake, "other")).CreateSessionAsync()).Code!;
        await device.CreateSessionAsync();
        Assert.Equal("invalid_authentication_session", (await device.BareAsync("GET", "/api/v2/CHAN1/sessions/" + second)).Code);
        Assert.Equal(200, (await device.BareAsync("GET", "/api/v2/CHAN1/sessions/" + other)).Status);
        Assert.Equal("invalid_authentication_session", (await device.BareAsync("POST", "/api/v2/CHAN1/sessions/" + second, Device.Form())).Code);
        Assert.Throws<InvalidOperationException>(() => fake.CompleteLogin(second));
    }

    [Fact]
    public async Task Invalid_parameters_return_the_documented_codes()
    {
        await using var fake = Device.NewFake();
        fake.AddMvpd(new FakeMvpd { Id = "Elsewhere", ServiceProviders = ["CHAN9"] });
        var device = await Device.ReadyAsync(fake);
        Assert.Equal("invalid_parameter_service_provider", (await device.CreateSessionAsync(sp: "NOPE")).Code);
        Assert.Equal("invalid_parameter_mvpd", (await device.CreateSessionAsync("Nope")).Code);
        Assert.Equal("invalid_integration", (await device.CreateSessionAsync("Elsewhere")).Code);
        var twice = await device.CallAsync("POST", "/api/v2/CHAN1/sessions", Device.Form(("redirectUrl", "https%3A%2F%2Ftv.example")));
        Assert.Equal("invalid_parameter_redirect_url", twice.Code);
        Assert.DoesNotContain("Elsewhere", (await device.BareAsync("GET", "/api/v2/CHAN1/configuration")).Text, StringComparison.Ordinal);
        Assert.True(fake.RemoveMvpd("MvpdAlpha"));
        Assert.Equal("invalid_parameter_mvpd", (await device.CreateSessionAsync()).Code);
        Assert.Empty(fake.Rejections);
    }

    [Fact]
    public async Task Login_page_has_a_form_if_AutoLogin_is_disabled()
    {
        await using var fake = Device.NewFake();
        fake.AutoLogin = false;
        var device = await Device.ReadyAsync(fake);
        var session = await device.CreateSessionAsync();
        var saml = (await device.SendAsync("GET", (string)session["url"]!)).Location!;
        Assert.StartsWith("https://sp.auth.adobe.com/adobe-services/authenticate/saml?", saml.OriginalString, StringComparison.Ordinal);
        var login = (await device.SendAsync("GET", saml.PathAndQuery)).Location!;
        Assert.StartsWith("/fake-mvpd/login?RelayState=", login.PathAndQuery, StringComparison.Ordinal);
        var page = await device.SendAsync("GET", login.PathAndQuery);
        Assert.Equal(200, page.Status);
        Assert.Equal("text/html", page.ContentType);
        Assert.Contains("<form method=\"post\"", page.Text, StringComparison.Ordinal);
        var relay = WebUtility.UrlDecode(login.Query["?RelayState=".Length..]);
        var posted = await device.SendAsync("POST", "/fake-mvpd/login", Device.Form(("RelayState", relay), ("user", "me")));
        var consumer = posted.Location!.PathAndQuery;
        Assert.Equal(new Uri(Device.Return), (await device.SendAsync("GET", consumer)).Location);
        Assert.Equal(400, (await device.SendAsync("GET", consumer)).Status);
        Assert.Equal(400, (await device.SendAsync("GET", "/fake-mvpd/login?RelayState=x.y")).Status);
        Assert.Equal(404, (await device.SendAsync("GET", "/fake-mvpd/other")).Status);
        Assert.NotNull((await device.ProfileAsync())["profiles"]!["MvpdAlpha"]);
    }
}
