using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AdobePass.Testing.Tests;

/// <summary>What <see cref="FakeAdobePassOptions.Field"/> turns on, one behavior at a time.</summary>
public sealed class FieldBehaviorTests
{
    private static readonly PropertyInfo[] Switches =
        [.. typeof(FakeFieldBehavior).GetProperties().Where(static property => property.PropertyType == typeof(bool))];

    [Fact]
    public void All_enables_every_switch_and_the_default_only_UnambiguousCodes()
    {
        Assert.All(Switches, static property => Assert.True((bool)property.GetValue(FakeFieldBehavior.All)!));
        Assert.Equal(
            [nameof(FakeFieldBehavior.UnambiguousCodes)],
            Switches.Where(static property => (bool)property.GetValue(new FakeFieldBehavior())!).Select(static property => property.Name));
        Assert.NotSame(FakeFieldBehavior.All, FakeFieldBehavior.All);
    }

    [Fact]
    public async Task Changes_after_construction_have_no_effect()
    {
        var field = new FakeFieldBehavior();
        await using var fake = Device.NewFake(options => options.Field = field);
        field.ConfigurationAtRoot = true;
        var device = await Device.ReadyAsync(fake);
        Assert.NotNull((await device.BareAsync("GET", "/api/v2/CHAN1/configuration"))["requestor"]!["mvpds"]);
        Assert.Throws<ArgumentNullException>(() => new FakeAdobePass(new FakeAdobePassOptions { Field = null! }));
    }

    [Fact]
    public async Task Authenticate_responds_with_a_form_that_leads_to_the_login()
    {
        await using var fake = NewFake(static field => field.AuthenticateWithForm = true);
        var device = await Device.ReadyAsync(fake);
        var session = await device.CreateSessionAsync();
        var page = await device.SendAsync("GET", (string)session["url"]!);
        Assert.Equal((200, "text/html", null), (page.Status, page.ContentType, page.Location));
        Assert.Contains("onload=\"document.forms[0].submit()\"", page.Text, StringComparison.Ordinal);
        var action = Regex.Match(page.Text, "<form method=\"post\" action=\"([^\"]+)\">").Groups[1].Value;
        var fields = Regex.Matches(page.Text, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")
            .Select(static match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value))).ToArray();
        var login = await device.SendAsync("POST", new Uri(action).PathAndQuery, Device.Form(fields));
        var (last, _) = await device.BrowseAsync(login.Location!.PathAndQuery);
        Assert.Equal(new Uri(Device.Return), last);
        Assert.NotNull((await device.ProfileAsync())["profiles"]!["MvpdAlpha"]);
    }

    [Fact]
    public async Task Logout_redirects_to_the_logout_page_of_the_Mvpd()
    {
        await using var fake = NewFake(static field => field.RedirectOnLogout = true);
        var device = await Device.ReadyAsync(fake);
        await device.LoginAsync();
        var logout = await device.LogoutAsync();
        Assert.Equal((302, ""), (logout.Status, logout.Text));
        var (last, _) = await device.BrowseAsync(logout.Location!.PathAndQuery);
        Assert.Equal("tv.example", last.Host);
        Assert.Equal("{\"profiles\":{}}", (await device.ProfileAsync()).Text);
        await device.LoginAsync("MvpdBeta");
        Assert.Equal(200, (await device.LogoutAsync("MvpdBeta")).Status);
    }

    [Fact]
    public async Task Preauthorize_omits_resources_that_are_not_gated()
    {
        await using var fake = NewFake(static field => field.OmitUngatedResources = true);
        fake.AddMvpd(new FakeMvpd { Id = "Named", UngatedResources = ["clips"] });
        var device = await Device.ReadyAsync(fake);
        await device.LoginAsync();
        await device.LoginAsync("Named");
        Assert.Equal(["res-1"], await ResourcesAsync(device, "preauthorize", "MvpdAlpha", "open-1", "res-1"));
        Assert.Equal(["open-1"], await ResourcesAsync(device, "preauthorize", "Named", "open-1", "clips"));
        Assert.Equal(["open-1"], await ResourcesAsync(device, "authorize", "MvpdAlpha", "open-1"));
    }

    [Fact]
    public async Task Decisions_without_a_profile_are_an_empty_list()
    {
        await using var fake = NewFake(static field => field.EmptyDecisionsWithoutProfile = true);
        var device = await Device.ReadyAsync(fake);
        Assert.Equal("{\"decisions\":[]}", (await device.DecideAsync("authorize", "MvpdAlpha", ["res-1"])).Text);
        await device.LoginAsync();
        Assert.Equal(["denied-1"], await ResourcesAsync(device, "preauthorize", "MvpdAlpha", "denied-1"));
    }

    [Fact]
    public async Task RepeatDecisions_returns_two_decisions_per_resource()
    {
        await using var fake = NewFake(static field => field.RepeatDecisions = true);
        var device = await Device.ReadyAsync(fake);
        await device.LoginAsync();
        Assert.Equal(["a", "a", "b", "b"], await ResourcesAsync(device, "preauthorize", "MvpdAlpha", "a", "b"));
    }

    [Fact]
    public async Task Decisions_lack_the_source_and_permits_have_metadata()
    {
        await using var fake = NewFake(static field => (field.OmitDecisionSource, field.DecisionMetadata) = (true, true));
        var device = await Device.ReadyAsync(fake);
        await device.LoginAsync();
        var rows = (await device.DecideAsync("preauthorize", "MvpdAlpha", ["res-1", "denied-1"]))["decisions"]!;
        Assert.Null(rows[0]!["source"]);
        Assert.Equal("u-001", (string?)rows[0]!["metadata"]!["userID"]!["value"]);
        Assert.Null(rows[1]!["metadata"]);
    }

    [Fact]
    public async Task Configuration_has_the_MVPD_list_at_the_root()
    {
        await using var fake = NewFake(static field => field.ConfigurationAtRoot = true);
        var configuration = await (await Device.ReadyAsync(fake)).BareAsync("GET", "/api/v2/CHAN1/configuration");
        Assert.Equal("MvpdAlpha", (string?)configuration["mvpds"]![0]!["id"]);
        Assert.Null(configuration["requestor"]!["mvpds"]);
    }

    [Theory]
    [InlineData(true, false, "none", "none")]
    [InlineData(false, true, null, null)]
    [InlineData(true, true, "none", null)]
    public async Task Session_reason_type_is_renamed_or_omitted(bool rename, bool omit, string? created, string? resumed)
    {
        await using var fake = NewFake(field => (field.ReasonForReasonType, field.OmitReasonType) = (rename, omit));
        var device = await Device.ReadyAsync(fake);
        var session = await device.CreateSessionAsync();
        Assert.Null(session["reasonType"]);
        Assert.Equal(created, (string?)session["reason"]);
        var again = await device.BareAsync("POST", "/api/v2/CHAN1/sessions/" + session.Code, Device.Form());
        Assert.Null(again["reasonType"]);
        Assert.Equal(resumed, (string?)again["reason"]);
    }

    [Fact]
    public async Task Registration_and_token_responses_have_nonstandard_types()
    {
        await using var fake = NewFake(static field => (field.ScopesAsString, field.CreatedAtAsString) = (true, true));
        var device = new Device(fake);
        Assert.Equal("api:client:v2,extra", (string?)(await device.RegisterAsync(fake.CreateSoftwareStatement("api:client:v2", "extra")))["scopes"]);
        var created = (string)(await device.TokenAsync())["created_at"]!;
        Assert.Equal(
            1_780_000_000_000,
            DateTimeOffset.ParseExact(created, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
                .ToUnixTimeMilliseconds());
        Assert.Equal(200, (await device.ProfileAsync()).Status);
    }

    [Fact]
    public async Task Tokens_of_one_second_are_identical_and_a_revoked_one_stays_revoked()
    {
        await using var fake = Device.NewFake(out var time, static options => options.Field.RepeatTokensWithinSecond = true);
        var device = await Device.ReadyAsync(fake);
        var first = device.Token;
        time.Advance(TimeSpan.FromMilliseconds(900));
        await device.TokenAsync();
        Assert.Equal(first, device.Token);
        fake.RevokeAccessTokens();
        await device.TokenAsync();
        Assert.Equal(first, device.Token);
        Assert.Equal(401, (await device.ProfileAsync()).Status);
        time.Advance(TimeSpan.FromMilliseconds(100));
        await device.TokenAsync();
        Assert.NotEqual(first, device.Token);
        Assert.Equal(200, (await device.ProfileAsync()).Status);
    }

    [Fact]
    public async Task Nonstandard_profile_and_error_are_returned_with_valid_ones()
    {
        await using var fake = NewFake(static field => (field.OddProfile, field.OddItemErrors) = (true, true));
        var device = await Device.ReadyAsync(fake);
        Assert.Equal("{\"profiles\":{}}", (await device.CallAsync("GET", "/api/v2/CHAN1/profiles")).Text);
        await device.LoginAsync();
        var profiles = (await device.CallAsync("GET", "/api/v2/CHAN1/profiles"))["profiles"]!;
        Assert.Null(profiles["OddMvpd"]!["notBefore"]);
        Assert.NotNull(profiles["MvpdAlpha"]!["notBefore"]);
        var rows = (await device.DecideAsync("preauthorize", "MvpdAlpha", ["res-1", "denied-1"]))["decisions"]!;
        Assert.True((bool)rows[0]!["authorized"]!);
        Assert.IsType<JsonObject>(rows[1]!["error"]!["message"]);
        Assert.Equal("403 Forbidden", (string?)rows[1]!["error"]!["status"]);
    }

    [Fact]
    public async Task Every_object_except_maps_has_an_unknown_member()
    {
        await using var fake = NewFake(static field => field.UnknownMembers = true);
        var device = await Device.ReadyAsync(fake);
        await device.LoginAsync();
        var profiles = await device.ProfileAsync();
        Assert.NotNull(profiles["fieldUnknown"]);
        Assert.Equal(["MvpdAlpha"], profiles["profiles"]!.AsObject().Select(static member => member.Key));
        var profile = profiles["profiles"]!["MvpdAlpha"]!;
        Assert.NotNull(profile["fieldUnknown"]);
        Assert.Equal(["userID"], profile["attributes"]!.AsObject().Select(static member => member.Key));
        Assert.NotNull(profile["attributes"]!["userID"]!["fieldUnknown"]);
        Assert.NotNull((await device.AuthorizeAsync("denied-1"))["error"]!["fieldUnknown"]);
        Assert.NotNull((await device.AuthorizeAsync())["token"]!["fieldUnknown"]);
        Assert.NotNull((await device.RegisterAsync("a.b.c"))["fieldUnknown"]);
        Assert.NotNull((await device.BareAsync("GET", "/api/v2/CHAN1/configuration"))["requestor"]!["mvpds"]![0]!["fieldUnknown"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Expired_code_returns_its_profile_if_CodesOutliveLogin_is_set(bool outlives)
    {
        await using var fake = Device.NewFake(out var time, options => options.Field.CodesOutliveLogin = outlives);
        var device = await Device.ReadyAsync(fake);
        var code = await device.LoginAsync();
        time.Advance(TimeSpan.FromMinutes(31));
        var read = await device.BareAsync("GET", "/api/v2/CHAN1/profiles/code/" + code);
        Assert.Equal(outlives ? 200 : 400, read.Status);
        await device.LogoutAsync();
        Assert.Equal(400, (await device.BareAsync("GET", "/api/v2/CHAN1/profiles/code/" + code)).Status);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Service_tokens_require_the_switch_of_the_integration(bool perIntegration, bool sharesWithoutSwitch)
    {
        await using var fake = NewFake(field => field.ServiceTokenPerIntegration = perIntegration);
        fake.AddMvpd(new FakeMvpd { Id = "Switched", ServiceTokenServiceProviders = ["CHAN1"] });
        var token = ("AD-Service-Token", fake.CreateIdentityToken("viewer"));
        var first = await Device.ReadyAsync(fake);
        await first.LoginAsync("MvpdAlpha", token);
        await first.LoginAsync("Switched", token);
        var second = await Device.ReadyAsync(fake, "device-2");
        Assert.Equal(sharesWithoutSwitch, (await second.ProfileAsync("MvpdAlpha", token))["profiles"]!["MvpdAlpha"] is not null);
        Assert.Equal("serviceTokenSSO", (string?)(await second.ProfileAsync("Switched", token))["profiles"]!["Switched"]!["type"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Codes_have_no_ambiguous_characters_by_default(bool unambiguous)
    {
        await using var fake = unambiguous ? Device.NewFake() : NewFake(static field => field.UnambiguousCodes = false);
        var device = await Device.ReadyAsync(fake);
        var ambiguous = false;
        for (var i = 0; i < 200; i++)
        {
            ambiguous |= (await device.CreateSessionAsync()).Code!.IndexOfAny(['0', 'O', '1', 'I', 'L']) >= 0;
        }

        Assert.Equal(!unambiguous, ambiguous);
    }

    [Fact]
    public async Task Main_flow_works_with_every_field_behavior_enabled()
    {
        await using var fake = Device.NewFake(static options => options.Field = FakeFieldBehavior.All);
        var device = await Device.ReadyAsync(fake);
        var code = await device.LoginAsync();
        Assert.NotNull((await device.BareAsync("GET", "/api/v2/CHAN1/profiles/code/" + code))["profiles"]!["MvpdAlpha"]);
        var decision = await device.AuthorizeAsync();
        Assert.Equal(
            FakeMediaTokenStatus.ValidToken, fake.VerifyMediaToken((string)decision["token"]!["serializedToken"]!, "res-1"));
        Assert.Equal(302, (await device.LogoutAsync()).Status);
        Assert.Empty(fake.Rejections);
    }

    private static FakeAdobePass NewFake(Action<FakeFieldBehavior> change) => Device.NewFake(options => change(options.Field));

    private static async Task<string[]> ResourcesAsync(Device device, string kind, string mvpd, params string[] resources) =>
        [.. (await device.DecideAsync(kind, mvpd, resources))["decisions"]!.AsArray().Select(static row => (string)row!["resource"]!)];
}
