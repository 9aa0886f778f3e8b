using System.Text;
using System.Text.Json.Nodes;

namespace AdobePass.Testing.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Registration_returns_201_with_the_documented_members()
    {
        await using var fake = Device.NewFake();
        var answer = await new Device(fake).RegisterAsync(fake.CreateSoftwareStatement("api:client:v2", "extra"), "app://tv.example");
        Assert.Equal(201, answer.Status);
        Assert.Equal(
            ["client_id", "client_secret", "redirect_uris", "grant_types", "scopes", "client_id_issued_at"],
            answer.Json!.Select(member => member.Key));
        Assert.Equal("app://tv.example", (string?)answer["redirect_uris"]![0]);
        Assert.Equal("client_credentials", (string?)answer["grant_types"]![0]);
        Assert.Equal(["api:client:v2", "extra"], answer["scopes"]!.AsArray().Select(scope => (string)scope!));
        Assert.Equal(1_780_000_000, (long)answer["client_id_issued_at"]!);
    }

    [Fact]
    public async Task Issue_time_can_be_in_milliseconds()
    {
        await using var fake = Device.NewFake(options => options.ClientIdIssuedAtInMilliseconds = true);
        var answer = await new Device(fake).RegisterAsync(fake.CreateSoftwareStatement());
        Assert.Equal(1_780_000_000_000, (long)answer["client_id_issued_at"]!);
        Assert.Empty(answer["redirect_uris"]!.AsArray());
    }

    [Fact]
    public async Task Token_request_returns_201_with_the_documented_members()
    {
        await using var fake = Device.NewFake();
        var device = new Device(fake);
        await device.RegisterAsync(fake.CreateSoftwareStatement("api:client:v2", "extra"));
        var answer = await device.TokenAsync();
        Assert.Equal(201, answer.Status);
        Assert.Equal(["id", "access_token", "created_at", "expires_in", "token_type"], answer.Json!.Select(member => member.Key));
        Assert.Equal(1_780_000_000_000, (long)answer["created_at"]!);
        Assert.Equal(21600, (long)answer["expires_in"]!);
        Assert.Equal("bearer", (string?)answer["token_type"]);
        var payload = device.Token!.Split('.')[1].Replace('-', '+').Replace('_', '/');
        var claims = JsonNode.Parse(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '=')))!;
        Assert.Equal("api:client:v2,extra", (string?)claims["scopes"]);
        Assert.Equal(device.ClientId, (string?)claims["sub"]);
        Assert.Equal(21600, (long)claims["exp"]! - (long)claims["iat"]!);
        Assert.Equal(1, fake.TokensIssued);
    }

    [Fact]
    public async Task Invalid_software_statements_are_rejected()
    {
        await using var fake = Device.NewFake();
        var device = new Device(fake);
        Assert.Equal("{\"error\":\"invalid_software_statement\"}", (await device.RegisterAsync("a.b.c")).Text);
        var statement = fake.CreateSoftwareStatement();
        fake.UnapproveSoftwareStatement(statement);
        Assert.Equal("{\"error\":\"unapproved_software_statement\"}", (await device.RegisterAsync(statement)).Text);
        fake.ApproveSoftwareStatement(statement);
        Assert.Equal(201, (await device.RegisterAsync(statement)).Status);
        await device.TokenAsync();
        fake.RevokeSoftwareStatement(statement);
        Assert.Equal(400, (await device.RegisterAsync(statement)).Status);
        Assert.Equal("{\"error\":\"invalid_client\"}", (await device.TokenAsync()).Text);
        Assert.Equal("invalid_access_token_client_application", (await device.ProfileAsync()).Code);
        Assert.Throws<ArgumentException>(() => fake.RevokeSoftwareStatement("unknown"));
        Assert.Empty(fake.Rejections);
    }

    [Fact]
    public async Task AcceptAnySoftwareStatement_accepts_any_well_formed_statement()
    {
        await using var fake = Device.NewFake(options => options.AcceptAnySoftwareStatement = true);
        await using var other = Device.NewFake();
        var device = new Device(fake);
        Assert.Equal(201, (await device.RegisterAsync(other.CreateSoftwareStatement())).Status);
        Assert.Equal(400, (await device.RegisterAsync("no statement")).Status);
    }

    [Theory]
    [InlineData("https://tv.example/x", true)]
    [InlineData("app://sub.tv.example", true)]
    [InlineData("https://nottv.example", false)]
    [InlineData("not a uri", false)]
    public async Task Redirect_URI_is_checked_against_the_registered_domains(string uri, bool accepted)
    {
        await using var fake = Device.NewFake();
        var answer = await new Device(fake).RegisterAsync(
            fake.CreateSoftwareStatement(new FakeSoftwareApplication { Domains = ["tv.example"] }), uri);
        Assert.Equal(accepted ? 201 : 400, answer.Status);
        if (!accepted)
        {
            Assert.Equal("{\"error\":\"invalid_redirect_uri\"}", answer.Text);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("oops")]
    [InlineData("{\"software_statement\":1}")]
    [InlineData("{\"software_statement\":\"a\",\"software_statement\":\"b\"}")]
    [InlineData("{\"software_statement\":\"a\",\"redirect_uri\":[\"b\"]}")]
    [InlineData("{\"software_statement\":\"a\",\"redirect_uris\":[\"b\"]}")]
    public async Task Malformed_register_body_returns_invalid_request(string body)
    {
        await using var fake = Device.NewFake();
        var answer = await new Device(fake).SendAsync(
            "POST", "/o/client/register", new StringContent(body, Encoding.UTF8, "application/json"), ("X-Device-Info", Device.DeviceInfo));
        Assert.Equal(400, answer.Status);
        Assert.Equal("{\"error\":\"invalid_request\"}", answer.Text);
        Assert.Single(fake.Rejections);
    }

    [Fact]
    public async Task Invalid_token_parameters_are_rejected()
    {
        await using var fake = Device.NewFake();
        var device = await Device.ReadyAsync(fake);
        Assert.Equal("{\"error\":\"unsupported_grant_type\"}", (await device.TokenAsync("password")).Text);
        async Task<string> Ask(params (string, string)[] fields) =>
            (await device.SendAsync("POST", "/o/client/token", Device.Form(fields), ("X-Device-Info", Device.DeviceInfo))).Text;
        var id = ("client_id", device.ClientId!);
        var secret = ("client_secret", device.ClientSecret!);
        var grant = ("grant_type", "client_credentials");
        Assert.Equal("{\"error\":\"invalid_request\"}", await Ask(id, secret));
        Assert.Equal("{\"error\":\"invalid_request\"}", await Ask(id, grant));
        Assert.Equal("{\"error\":\"invalid_request\"}", await Ask(secret, grant));
        Assert.Equal("{\"error\":\"invalid_request\"}", await Ask(id, id, secret, grant));
        Assert.Equal("{\"error\":\"invalid_request\"}", await Ask(id, secret, grant, ("refresh_token", "x")));
        Assert.Equal("{\"error\":\"invalid_client\"}", await Ask(id, ("client_secret", "wrong"), grant));
        Assert.Equal("{\"error\":\"invalid_client\"}", await Ask(("client_id", "wrong"), secret, grant));
        fake.RevokeCredentials(device.ClientId!);
        Assert.Equal("{\"error\":\"invalid_client\"}", await Ask(id, secret, grant));
        Assert.Throws<ArgumentException>(() => fake.RevokeCredentials("unknown"));
    }

    [Fact]
    public async Task Only_the_lenient_fake_accepts_token_parameters_in_the_query()
    {
        foreach (var strictness in new[] { FakeStrictness.Strict, FakeStrictness.Lenient })
        {
            await using var fake = Device.NewFake(options => options.Strictness = strictness);
            var device = await Device.ReadyAsync(fake);
            var answer = await device.SendAsync(
                "POST",
                $"/o/client/token?client_id={device.ClientId}&client_secret={device.ClientSecret}&grant_type=client_credentials",
                Device.Form(),
                ("X-Device-Info", Device.DeviceInfo));
            Assert.Equal(strictness == FakeStrictness.Strict ? 400 : 201, answer.Status);
            Assert.DoesNotContain(device.ClientSecret!, fake.Exchanges[^1].Query, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Tokens_expire_with_the_clock_or_on_demand()
    {
        await using var fake = Device.NewFake(out var time);
        var device = await Device.ReadyAsync(fake);
        time.Advance(TimeSpan.FromSeconds(21599));
        Assert.Equal(200, (await device.ProfileAsync()).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        var expired = await device.ProfileAsync();
        Assert.Equal(401, expired.Status);
        Assert.Equal("{\"error\":\"access_denied\"}", expired.Text);
        await device.TokenAsync();
        Assert.Equal(200, (await device.ProfileAsync()).Status);
        fake.ExpireAllTokens();
        Assert.Equal(401, (await device.ProfileAsync()).Status);
        await device.TokenAsync();
        Assert.Equal(0, fake.RevokeAccessTokens("other"));
        Assert.Equal(3, fake.RevokeAccessTokens(device.ClientId));
        Assert.Equal(401, (await device.ProfileAsync()).Status);
        await device.TokenAsync();
        Assert.Equal(200, (await device.ProfileAsync()).Status);
        Assert.Empty(fake.Rejections);
    }

    [Fact]
    public async Task Revoked_client_or_unauthorized_service_provider_requires_a_new_registration()
    {
        await using var fake = Device.NewFake();
        fake.AddServiceProvider("CHAN2");
        var bound = await Device.ReadyAsync(
            fake, statement: fake.CreateSoftwareStatement(new FakeSoftwareApplication { ServiceProviders = ["CHAN2"] }));
        var answer = await bound.ProfileAsync();
        Assert.Equal(401, answer.Status);
        Assert.Equal("invalid_access_token_service_provider", answer.Code);
        Assert.Equal("application-registration", (string?)answer["action"]);
        Assert.Equal(200, (await bound.CallAsync("GET", "/api/v2/CHAN2/profiles")).Status);
        var scopeless = await Device.ReadyAsync(fake, statement: fake.CreateSoftwareStatement("config:client"));
        Assert.Equal("invalid_access_token_service_provider", (await scopeless.ProfileAsync()).Code);
        fake.RevokeCredentials(bound.ClientId!);
        var revoked = await bound.CallAsync("GET", "/api/v2/CHAN2/profiles");
        Assert.Equal(401, revoked.Status);
        Assert.Equal("invalid_access_token_client_application", revoked.Code);
        Assert.True(Guid.TryParse((string?)revoked["trace"], out _));
        Assert.True(Uri.TryCreate((string?)revoked["helpUrl"], UriKind.Absolute, out _));
    }
}
