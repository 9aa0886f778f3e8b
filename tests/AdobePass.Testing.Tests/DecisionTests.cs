using System.Text.Json.Nodes;

namespace AdobePass.Testing.Tests;

public sealed class DecisionTests
{
    [Fact]
    public async Task Preauthorize_decides_per_resource_without_tokens_or_times()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        await device.LoginAsync();
        var decisions = (await device.DecideAsync("preauthorize", "MvpdAlpha", ["res-1", "denied-2"]))["decisions"]!.AsArray();
        Assert.Equal(
            "{\"resource\":\"res-1\",\"serviceProvider\":\"CHAN1\",\"mvpd\":\"MvpdAlpha\",\"source\":\"mvpd\",\"authorized\":true}",
            decisions[0]!.ToJsonString());
        var error = decisions[1]!["error"]!;
        Assert.False((bool)decisions[1]!["authorized"]!);
        Assert.Equal("preauthorization_denied_by_mvpd", (string?)error["code"]);
        Assert.Equal(403, (int)error["status"]!);
        Assert.Equal("none", (string?)error["action"]);
    }

    [Fact]
    public async Task Authorize_returns_a_seven_minute_media_token_with_numeric_times()
    {
        await using var fake = Device.NewFake(out var time);
        var device = await Device.ReadyAsync(fake);
        await device.LoginAsync();
        var decision = await device.AuthorizeAsync();
        var token = decision["token"]!;
        Assert.Equal(1_780_000_000_000, (long)token["notBefore"]!);
        Assert.Equal(1_780_000_420_000, (long)token["notAfter"]!);
        Assert.Equal(1_780_086_400_000, (long)decision["notAfter"]!);
        var text = (string)token["serializedToken"]!;
        Assert.NotEmpty(Convert.FromBase64String(text));
        Assert.Equal(FakeMediaTokenStatus.InvalidResourceId, fake.VerifyMediaToken(text, "res-2"));
        Assert.Equal(FakeMediaTokenStatus.InvalidTokenFormat, fake.VerifyMediaToken("x", "res-1"));
        Assert.Equal(FakeMediaTokenStatus.InvalidSignature, Device.NewFake().VerifyMediaToken(text, "res-1"));
        time.Advance(TimeSpan.FromMinutes(7) + TimeSpan.FromMilliseconds(1));
        Assert.Equal(FakeMediaTokenStatus.TokenExpired, fake.VerifyMediaToken(text, "res-1"));
        var denied = await device.AuthorizeAsync("denied-1");
        Assert.Equal("authorization_denied_by_mvpd", (string?)denied["error"]!["code"]);
        Assert.Null(denied["token"]);
    }

    [Theory]
    [InlineData("preauthorize", 5)]
    [InlineData("authorize", 1)]
    public async Task Too_many_resources_fail_at_the_top_level(string kind, int limit)
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        await device.LoginAsync();
        var all = Enumerable.Range(0, limit + 1).Select(i => "res-" + i).ToArray();
        Assert.Equal(200, (await device.DecideAsync(kind, "MvpdAlpha", all[..limit])).Status);
        var answer = await device.DecideAsync(kind, "MvpdAlpha", all);
        Assert.Equal(403, answer.Status);
        Assert.Equal("too_many_resources", answer.Code);
        Assert.Equal("configuration", (string?)answer["action"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"resources\":[]}")]
    [InlineData("{\"resources\":\"res-1\"}")]
    [InlineData("{\"resources\":[1]}")]
    [InlineData("oops")]
    public async Task Invalid_resources_return_the_documented_code(string body)
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        var answer = await device.CallAsync(
            "POST",
            "/api/v2/CHAN1/decisions/authorize/MvpdAlpha",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(400, answer.Status);
        Assert.Equal("invalid_parameter_resources", answer.Code);
    }

    [Fact]
    public async Task Decisions_follow_resource_sets_predicates_and_item_errors()
    {
        await using var fake = Device.NewFake();
        fake.AddMvpd(new FakeMvpd
        {
            Id = "Sets",
            PermittedResources = ["a", "b", "c"],
            DeniedResources = ["b"],
            ItemErrors = new Dictionary<string, string> { ["c"] = "authorization_denied_by_parental_controls" },
            DenialDetails = "Upgrade your plan.",
            IsDummy = true,
        });
        fake.AddMvpd(new FakeMvpd { Id = "Rule", IsPermitted = resource => resource.Length == 1 });
        var device = await Device.ReadyAsync(fake);
        await device.LoginAsync("Sets");
        await device.LoginAsync("Rule");
        async Task<string> Decide(string resource, string mvpd) =>
            (string?)(await device.AuthorizeAsync(resource, mvpd))["error"]?["code"] ?? "permit";
        Assert.Equal("permit", await Decide("a", "Sets"));
        Assert.Equal("authorization_denied_by_mvpd", await Decide("b", "Sets"));
        Assert.Equal("authorization_denied_by_mvpd", await Decide("z", "Sets"));
        Assert.Equal("authorization_denied_by_parental_controls", await Decide("c", "Sets"));
        Assert.Equal("permit", await Decide("x", "Rule"));
        Assert.Equal("authorization_denied_by_mvpd", await Decide("xx", "Rule"));
        var denied = await device.AuthorizeAsync("b", "Sets");
        Assert.Equal("Upgrade your plan.", (string?)denied["error"]!["details"]);
        Assert.Equal("dummy", (string?)denied["source"]);
        fake.InjectItemError("x", "network_received_error", times: 1);
        Assert.Equal("network_received_error", await Decide("x", "Rule"));
        Assert.Equal("permit", await Decide("x", "Rule"));
        Assert.Throws<ArgumentException>(() => fake.InjectItemError("x", "made_up"));
        Assert.Throws<ArgumentException>(() => fake.AddMvpd(new FakeMvpd
        {
            Id = "Bad",
            ItemErrors = new Dictionary<string, string> { ["x"] = "made_up" },
        }));
    }

    [Fact]
    public async Task Basic_TempPass_starts_at_the_first_authorization()
    {
        await using var fake = Device.NewFake(out var time);
        var device = await Device.ReadyAsync(fake);
        Assert.Equal("temporary", (string?)(await device.CreateSessionAsync("TempBasic"))["reasonType"]);
        time.Advance(TimeSpan.FromHours(1)); // the clock does not run before the first authorization
        var profile = (await device.ProfileAsync("TempBasic"))["profiles"]!["TempBasic"]!;
        Assert.Equal("temporary", (string?)profile["type"]);
        Assert.Equal("Adobe", (string?)profile["issuer"]);
        Assert.StartsWith("temppass_", (string?)profile["attributes"]!["userID"]!["value"], StringComparison.Ordinal);
        var decision = await device.AuthorizeAsync("anything", "TempBasic");
        Assert.Equal("temppass", (string?)decision["source"]);
        Assert.NotNull(decision["token"]);
        var end = (long)(await device.ProfileAsync("TempBasic"))["profiles"]!["TempBasic"]!["attributes"]!["expiration_date"]!["value"]!;
        Assert.Equal(time.GetUtcNow().AddMinutes(10).ToUnixTimeMilliseconds(), end);
        Assert.Equal("{\"profiles\":{}}", (await device.CallAsync("GET", "/api/v2/CHAN1/profiles")).Text);
        time.Advance(TimeSpan.FromMinutes(10));
        foreach (var kind in new[] { "authorize", "preauthorize" })
        {
            var late = (await device.DecideAsync(kind, "TempBasic", ["anything"]))["decisions"]![0]!;
            Assert.Equal("temporary_access_duration_limit_exceeded", (string?)late["error"]!["code"]);
            Assert.Equal("authentication", (string?)late["error"]!["action"]);
        }

        var read = await device.ProfileAsync("TempBasic");
        Assert.Equal(403, read.Status);
        Assert.Equal("temporary_access_duration_limit_exceeded", read.Code);
        Assert.Equal(1, fake.ResetTempPass("TempBasic", device.Identifier));
        Assert.True((bool)(await device.AuthorizeAsync("anything", "TempBasic"))["authorized"]!);
    }

    [Fact]
    public async Task Promotional_TempPass_counts_resources_per_device_and_identity()
    {
        await using var fake = Device.NewFake();
        fake.AddMvpd(new FakeMvpd
        {
            Id = "Promo",
            TempPass = new FakeTempPass(FakeTempPassKind.Promotional, TimeSpan.FromHours(1), MaxResources: 2),
        });
        var device = await Device.ReadyAsync(fake);
        var identity = ("AP-TempPass-Identity", Device.Base64("{\"email\":\"f7ee\"}"));
        Assert.Equal(
            "invalid_header_identity_for_temporary_access", (string?)(await device.AuthorizeAsync("a", "Promo"))["error"]!["code"]);
        var unread = await device.ProfileAsync("Promo");
        Assert.Equal(400, unread.Status);
        Assert.Equal("invalid_header_identity_for_temporary_access", unread.Code);
        Assert.Equal(400, (await device.ProfileAsync("Promo", ("AP-TempPass-Identity", "%"))).Status);
        Assert.True((bool)(await device.AuthorizeAsync("a", "Promo", identity))["authorized"]!);
        Assert.True((bool)(await device.AuthorizeAsync("a", "Promo", identity))["authorized"]!);
        var attributes = (await device.ProfileAsync("Promo", identity))["profiles"]!["Promo"]!["attributes"]!;
        Assert.Equal(1, (int)attributes["remaining_resources"]!["value"]!);
        Assert.Equal("[\"a\"]", attributes["used_assets"]!["value"]!.ToJsonString());

        // The identity is known on another device, and that device is known from then on.
        var second = await Device.ReadyAsync(fake, "device-2");
        Assert.True((bool)(await second.AuthorizeAsync("b", "Promo", identity))["authorized"]!);
        var fresh = ("AP-TempPass-Identity", Device.Base64("{\"email\":\"other\"}"));
        var exceeded = await second.AuthorizeAsync("c", "Promo", fresh);
        Assert.Equal("temporary_access_resources_limit_exceeded", (string?)exceeded["error"]!["code"]);
        Assert.Equal(403, (await device.ProfileAsync("Promo", identity)).Status);
        var third = await Device.ReadyAsync(fake, "device-3");
        Assert.True((bool)(await third.AuthorizeAsync("c", "Promo", ("AP-TempPass-Identity", Device.Base64("{\"email\":\"new\"}"))))["authorized"]!);
    }

    [Fact]
    public async Task Misconfigured_TempPass_returns_500_or_an_item_error()
    {
        await using var fake = Device.NewFake();
        fake.AddMvpd(new FakeMvpd { Id = "Bad", TempPass = new(FakeTempPassKind.Basic, TimeSpan.FromHours(1), IsMisconfigured: true) });
        var device = await Device.ReadyAsync(fake);
        Assert.Equal(500, (await device.ProfileAsync("Bad")).Status);
        Assert.Equal(500, (int)(await device.AuthorizeAsync("a", "Bad"))["error"]!["status"]!);
    }

    [Fact]
    public async Task Resumed_session_can_switch_to_TempPass_and_be_read_by_code()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        var code = (await device.CreateSessionAsync(null)).Code;
        var resumed = await device.BareAsync("POST", "/api/v2/CHAN1/sessions/" + code, Device.Form(("mvpd", "TempBasic")));
        Assert.Equal("temporary", (string?)resumed["reasonType"]);
        var read = await device.BareAsync("GET", "/api/v2/CHAN1/profiles/code/" + code);
        Assert.Equal("temporary", (string?)read["profiles"]!["TempBasic"]!["type"]);
    }

    [Theory]
    [InlineData(FakeDegradation.AuthNAll, true)]
    [InlineData(FakeDegradation.AuthZAll, true)]
    [InlineData(FakeDegradation.AuthZNone, false)]
    public async Task Degradation_rules_decide_without_a_login(FakeDegradation rule, bool permits)
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        fake.SetDegradation("CHAN1", "MvpdAlpha", rule, "Back at noon.");
        var decision = await device.AuthorizeAsync("denied-1");
        Assert.Equal("degradation", (string?)decision["source"]);
        Assert.Equal(permits, (bool)decision["authorized"]!);
        Assert.Equal(permits, decision["token"] is not null);
        Assert.Equal(rule == FakeDegradation.AuthNAll, decision["notAfter"] is not null);
        if (!permits)
        {
            Assert.Equal("authorization_denied_by_degradation_rule", (string?)decision["error"]!["code"]);
            Assert.Equal("Back at noon.", (string?)decision["error"]!["details"]);
        }

        var profile = (await device.ProfileAsync())["profiles"]!["MvpdAlpha"];
        var session = await device.CreateSessionAsync();
        if (rule == FakeDegradation.AuthNAll)
        {
            Assert.Equal("degraded", (string?)profile!["type"]);
            Assert.Equal("Adobe", (string?)profile["issuer"]);
            Assert.StartsWith("95cf93bcd183214a", (string?)profile["attributes"]!["userID"]!["value"], StringComparison.Ordinal);
            Assert.Equal("degraded", (string?)session["reasonType"]);
        }
        else
        {
            Assert.Null(profile);
            Assert.Equal("authenticate", (string?)session["actionName"]);
        }

        Assert.True(fake.ClearDegradation("CHAN1", "MvpdAlpha"));
        Assert.Equal("authenticated_profile_missing", (string?)(await device.AuthorizeAsync())["error"]!["code"]);
    }
}
