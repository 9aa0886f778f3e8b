using System.Net;

namespace AdobePass.Entitlements.Tests;

/// <summary>What identifies a viewer and a device: where it is sent, and what is refused before it is sent.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task Visitor_id_is_sent_with_every_operation()
    {
        await using var world = new World();
        var viewer = world.Service.ForDevice(identity: new ViewerIdentity { VisitorId = "1234567890" });
        await viewer.GetMvpdsAsync();
        await world.SignInAsync(viewer: viewer);
        await viewer.GetProfileAsync();
        await viewer.CheckCatalogAsync(["res-1"]);
        await viewer.AuthorizeAsync("res-1");
        await viewer.SignOutAsync();

        var requests = world.Fake.Exchanges.Where(exchange => exchange.Path.StartsWith("/api/v2/", StringComparison.Ordinal)).ToList();
        Assert.All(requests, exchange => Assert.Equal("1234567890", exchange.GetHeader("AP-Visitor-Identifier")));
        Assert.Equal(6, requests.Select(exchange => exchange.Operation).Distinct().Count());
    }

    [Fact]
    public async Task Device_headers_are_sent_where_the_reference_lists_them()
    {
        await using var world = new World();
        await world.SignInAsync();

        Assert.NotNull(world.Of(FakeOperation.CreateSession)[0].GetHeader("X-Device-Info"));
        Assert.Null(world.Of(FakeOperation.ProfileByCode)[0].GetHeader("X-Device-Info"));
    }

    [Fact]
    public async Task Device_headers_are_sent_always_if_the_option_is_set()
    {
        await using var world = new World(
            fake => fake.Strictness = FakeStrictness.Lenient,
            client: options => options.SendDeviceHeadersAlways = true);
        await world.SignInAsync();
        await world.Viewer.ValidateCodeAsync("WRONG");
        await world.Viewer.CheckCatalogAsync(["res-1"]);
        await world.Viewer.AuthorizeAsync("res-1");
        await world.Viewer.SignOutAsync();

        Assert.All(
            world.Fake.Exchanges.Where(exchange => exchange.Path.StartsWith("/api/v2/", StringComparison.Ordinal)),
            exchange => Assert.True(
                exchange.GetHeader("AP-Device-Identifier") is not null && exchange.GetHeader("X-Device-Info") is not null));
        world.Fake.ClearExchanges();
    }

    [Fact]
    public async Task Strict_fake_reports_device_headers_that_the_reference_does_not_list()
    {
        await using var world = new World(client: options => options.SendDeviceHeadersAlways = true);
        await world.SelectAsync();

        Assert.IsType<SignInFailed>(await world.Viewer.SignInOnSecondScreenAsync(_ => { }));

        Assert.Contains("AP-Device-Identifier", Assert.Single(world.Fake.Rejections), StringComparison.Ordinal);
        world.Fake.ClearExchanges();
    }

    [Fact]
    public async Task Server_forwards_the_address_of_each_device()
    {
        await using var world = new World();
        var viewer = world.Service.ForDevice(World.Device("tv", IPAddress.Parse("203.0.113.7")));
        await world.SignInAsync(viewer: viewer);
        await viewer.CheckCatalogAsync(["res-1"]);

        Assert.All(world.Fake.Exchanges, exchange => Assert.Equal("203.0.113.7", exchange.GetHeader("X-Forwarded-For")));
        Assert.Equal(1, world.Fake.Registrations);
    }

    [Fact]
    public async Task Changed_device_identifier_is_another_viewer()
    {
        await using var world = new World();
        await world.SignInAsync();

        Assert.Null(await world.Service.ForDevice(World.Device("device-2")).GetSelectedMvpdAsync());
        Assert.NotNull(await world.Service.ForDevice(World.Device("device-1")).GetSelectedMvpdAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"123\"")]
    [InlineData("1\n2")]
    public void Visitor_id_is_checked(string value) => Assert.Throws<ArgumentException>(() => new ViewerIdentity { VisitorId = value });

    [Theory]
    [InlineData("")]
    [InlineData("undefined")]
    [InlineData("a.b.c d")]
    [InlineData("a.b.c.d.e")]
    public void Service_token_must_be_a_jws(string value) => Assert.Throws<ArgumentException>(() => new ServiceToken(value));

    [Fact]
    public void Secrets_are_not_displayed()
    {
        var identity = TempPassIdentity.FromPlainText("email", "user@domain.com");
        using var fake = new FakeAdobePass();
        var token = fake.CreateIdentityToken("user-1");
        object[] secrets = [identity, new ServiceToken(token), PlatformIdentity.Roku(token), new SerializedMediaToken("secret")];

        Assert.All(secrets, secret => Assert.Equal("***", secret.ToString()));
        Assert.All(secrets, secret =>
        {
            var json = System.Text.Json.JsonSerializer.Serialize(secret, secret.GetType());
            Assert.DoesNotContain(token, json, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", json, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Plain_text_is_not_accepted_as_a_hash()
    {
        Assert.Throws<ArgumentException>(() => TempPassIdentity.FromHash("email", "user@domain.com"));
        Assert.Throws<ArgumentException>(() => TempPassIdentity.FromPlainText("email", " "));
        Assert.Throws<ArgumentException>(() => PartnerFrameworkStatus.WithoutAccess(PartnerAccessStatus.Granted));
        Assert.Throws<ArgumentException>(() => PartnerFrameworkStatus.Granted("", default));
        Assert.Throws<ArgumentException>(() => PlatformIdentity.Amazon("null"));
    }
}
