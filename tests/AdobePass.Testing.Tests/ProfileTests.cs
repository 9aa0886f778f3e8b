using System.Text.Json.Nodes;

namespace AdobePass.Testing.Tests;

public sealed class ProfileTests
{
    [Fact]
    public async Task Profiles_are_bound_to_client_device_and_service_provider()
    {
        await using var fake = Device.NewFake();
        fake.AddServiceProvider("CHAN2");
        var device = await Device.ReadyAsync(fake);
        await device.LoginAsync();
        Assert.NotNull((await device.ProfileAsync())["profiles"]!["MvpdAlpha"]);
        Assert.Equal("{\"profiles\":{}}", (await device.CallAsync("GET", "/api/v2/CHAN2/profiles")).Text);
        Assert.Equal("{\"profiles\":{}}", (await (await Device.ReadyAsync(fake)).ProfileAsync()).Text); // other credentials
        var moved = new Device(fake, "device-2") { Token = device.Token };
        Assert.Equal("{\"profiles\":{}}", (await moved.ProfileAsync()).Text);
        Assert.Equal("invalid_parameter_mvpd", (await device.ProfileAsync("Nope")).Code);
    }

    [Fact]
    public async Task Expired_profiles_are_omitted_and_reported_in_decisions()
    {
        await using var fake = Device.NewFake(out var time);
        fake.AddMvpd(new FakeMvpd
        {
            Id = "MvpdAlpha",
            ProfileLifetime = TimeSpan.FromMinutes(5),
            Attributes = new Dictionary<string, FakeAttribute>
            {
                ["zip"] = new("QkFTRTY0", "enc"),
                ["maxRating"] = new(new JsonObject { ["MPAA"] = "PG" }),
            },
        });
        var device = await Device.ReadyAsync(fake);
        Assert.Equal("authenticated_profile_missing", (string?)(await device.AuthorizeAsync())["error"]!["code"]);
        await device.LoginAsync();
        var profile = (await device.ProfileAsync())["profiles"]!["MvpdAlpha"]!;
        Assert.Equal(300_000, (long)profile["notAfter"]! - (long)profile["notBefore"]!);
        Assert.Equal("enc", (string?)profile["attributes"]!["zip"]!["state"]);
        Assert.Equal("PG", (string?)profile["attributes"]!["maxRating"]!["value"]!["MPAA"]);
        time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(1));
        Assert.Equal("{\"profiles\":{}}", (await device.ProfileAsync()).Text);
        Assert.Equal("{\"profiles\":{}}", (await device.CallAsync("GET", "/api/v2/CHAN1/profiles")).Text);
        var denied = await device.AuthorizeAsync();
        Assert.Equal("authenticated_profile_expired", (string?)denied["error"]!["code"]);
        Assert.Equal("authentication", (string?)denied["error"]!["action"]);
        Assert.Equal("authenticate", (string?)(await device.CreateSessionAsync())["actionName"]);
        Assert.Equal("invalid", (string?)(await device.LogoutAsync())["logouts"]!["MvpdAlpha"]!["actionName"]);
    }

    [Theory]
    [InlineData("Adobe-Subject-Token", "platformSSO")]
    [InlineData("X-Roku-Reserved-Roku-Connect-Token", "platformSSO")]
    [InlineData("AD-Service-Token", "serviceTokenSSO")]
    public async Task The_same_identity_shares_profiles_across_devices(string header, string type)
    {
        await using var fake = Device.NewFake(out var time);
        var first = await Device.ReadyAsync(fake);
        await first.LoginAsync("MvpdAlpha", (header, fake.CreateIdentityToken("viewer")));
        var second = await Device.ReadyAsync(fake, "device-2");
        var fresh = fake.CreateIdentityToken("viewer", TimeSpan.FromMinutes(1));
        Assert.Equal("regular", (string?)(await first.ProfileAsync("MvpdAlpha", (header, fresh)))["profiles"]!["MvpdAlpha"]!["type"]);
        var shared = (await second.CallAsync("GET", "/api/v2/CHAN1/profiles", null, (header, fresh)))["profiles"]!["MvpdAlpha"]!;
        Assert.Equal(type, (string?)shared["type"]);
        Assert.Equal("MvpdAlpha", (string?)shared["issuer"]);
        Assert.Equal("authenticatedSSO", (string?)(await second.CreateSessionAsync(headers: (header, fresh)))["reasonType"]);
        Assert.True((bool)(await second.AuthorizeAsync("res-1", "MvpdAlpha", (header, fresh)))["authorized"]!);

        // Missing, foreign, malformed and expired tokens are served without single sign-on.
        Assert.Equal("{\"profiles\":{}}", (await second.ProfileAsync()).Text);
        foreach (var other in new[] { fake.CreateIdentityToken("other"), "no-token" })
        {
            Assert.Equal("{\"profiles\":{}}", (await second.ProfileAsync("MvpdAlpha", (header, other))).Text);
        }

        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("{\"profiles\":{}}", (await second.ProfileAsync("MvpdAlpha", (header, fresh))).Text);

        // Single logout ends it for both.
        var logout = await second.LogoutAsync("MvpdAlpha", (header, fake.CreateIdentityToken("viewer")));
        Assert.Equal("logout", (string?)logout["logouts"]!["MvpdAlpha"]!["actionName"]);
        Assert.Equal("{\"profiles\":{}}", (await first.ProfileAsync()).Text);
    }

    [Fact]
    public async Task Logout_returns_the_documented_action_for_each_case()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        async Task<string> Logout(string mvpd) => (await device.LogoutAsync(mvpd))["logouts"]![mvpd]!.ToJsonString();
        Assert.Equal("{\"actionName\":\"invalid\",\"actionType\":\"none\",\"mvpd\":\"MvpdAlpha\"}", await Logout("MvpdAlpha"));
        await device.LoginAsync("MvpdBeta");
        Assert.Equal("{\"actionName\":\"complete\",\"actionType\":\"none\",\"mvpd\":\"MvpdBeta\"}", await Logout("MvpdBeta"));
        Assert.Contains("\"complete\"", await Logout("TempBasic"), StringComparison.Ordinal);
        fake.SetDegradation("CHAN1", "MvpdAlpha", FakeDegradation.AuthNAll);
        Assert.Contains("\"complete\"", await Logout("MvpdAlpha"), StringComparison.Ordinal);
        fake.ClearDegradation("CHAN1", "MvpdAlpha");
        await device.LoginAsync();
        var logout = (await device.LogoutAsync())["logouts"]!["MvpdAlpha"]!;
        Assert.Equal("interactive", (string?)logout["actionType"]);
        Assert.Equal(
            "/adobe-services/logout?requestor_id=CHAN1&mso_id=MvpdAlpha&redirect_url=https%3A%2F%2Ftv.example", (string?)logout["url"]);
        Assert.Equal("invalid_parameter_mvpd", (await device.LogoutAsync("Nope")).Code);
        Assert.Equal("invalid_parameter_redirect_url", (await device.CallAsync("GET", "/api/v2/CHAN1/logout/MvpdAlpha")).Code);
        Assert.Equal("invalid_parameter_redirect_url", (await device.CallAsync("GET", "/api/v2/CHAN1/logout/MvpdAlpha?redirectUrl=x")).Code);
        Assert.Equal(200, (await device.SendAsync("GET", "/adobe-services/logout")).Status);
    }

    [Fact]
    public async Task Lenient_fake_accepts_a_logout_without_a_redirect()
    {
        await using var fake = Device.NewFake(options => options.Strictness = FakeStrictness.Lenient);
        var device = await Device.ReadyAsync(fake);
        Assert.Equal(200, (await device.CallAsync("GET", "/api/v2/CHAN1/logout/MvpdAlpha")).Status);
    }
}
