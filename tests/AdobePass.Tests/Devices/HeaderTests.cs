using System.Net;
using System.Text;
using AdobePass.Testing;

namespace AdobePass.Tests.Devices;

public sealed class HeaderTests
{
    private static readonly FakeOperation[] AllOperations =
        [.. Enum.GetValues<FakeOperation>().Where(operation => operation is >= FakeOperation.Register and <= FakeOperation.CreatePartnerProfile and not FakeOperation.Authenticate)];

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(false, "203.0.113.7")]
    [InlineData(true, "2001:db8::7")]
    public async Task Every_operation_sends_exactly_the_documented_headers(bool loopback, string? address)
    {
        await using var service = new Service();
        var device = new StreamingDevice("device-1", Service.Information(), address is null ? null : IPAddress.Parse(address), 52100);
        var client = await service.ClientAsync(loopback, options =>
        {
            options.Device = null;
            options.UserAgent = "Tests/1.0 (fake; éxcept)".Replace("é", "e", StringComparison.Ordinal);
        });

        await CallEverythingAsync(service, client, device);

        Assert.Empty(service.Fake.Rejections);
        foreach (var operation in AllOperations)
        {
            var requests = service.Received.Where(request => request.Operation == operation).ToArray();
            Assert.True(requests.Length > 0, operation.ToString());
            var isRegistration = operation is FakeOperation.Register or FakeOperation.Token;
            var ofDevice = operation is not (FakeOperation.ResumeSession or FakeOperation.ReadSession or FakeOperation.ProfileByCode);
            foreach (var request in requests)
            {
                Assert.Equal(isRegistration ? null : "Bearer", request.GetHeader("Authorization")?.Split(' ')[0]);
                Assert.Equal(ofDevice ? device.InformationHeader : null, request.GetHeader("X-Device-Info"));
                Assert.Equal(ofDevice && !isRegistration ? device.IdentifierHeader : null, request.GetHeader("AP-Device-Identifier"));
                Assert.Equal(address, request.GetHeader("X-Forwarded-For"));
                Assert.Equal("application/json", request.GetHeader("Accept"));
                Assert.Equal("Tests/1.0 (fake; except)", request.GetHeader("User-Agent"));
            }
        }
    }

    [Fact]
    public async Task Headers_set_by_the_caller_are_sent_unchanged()
    {
        await using var service = new Service();
        var client = service.Client();
        var identity = service.Fake.CreateIdentityToken("user-1");

        await client.GetProfilesAsync("CHAN1", adobeSubjectToken: identity, adServiceToken: identity, apVisitorIdentifier: "ecid 1");

        var request = Assert.Single(service.Received, request => request.Operation == FakeOperation.Profiles);
        Assert.Equal(identity, request.GetHeader("Adobe-Subject-Token"));
        Assert.Equal(identity, request.GetHeader("AD-Service-Token"));
        Assert.Equal("ecid 1", request.GetHeader("AP-Visitor-Identifier"));
        Assert.Null(request.GetHeader("X-Roku-Reserved-Roku-Connect-Token"));
        Assert.Empty(service.Fake.Rejections);
    }

    [Theory]
    [InlineData("a\r\nX-Injected: 1")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\tb")]
    [InlineData("a\u007fb")]
    [InlineData("\u00e9")]
    public async Task Unsafe_header_value_is_rejected_and_not_shown(string value)
    {
        await using var service = new Service();
        var client = service.Client();

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => client.GetProfilesAsync("CHAN1", apVisitorIdentifier: value));

        Assert.Contains("AP-Visitor-Identifier", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, service.Fake.Requests);
    }

    [Fact]
    public async Task Call_without_a_device_throws_configuration_exception()
    {
        await using var service = new Service();
        var connection = service.Connect(options => options.Device = null);
        var client = new EntitlementsClient(connection);

        var fault = await Assert.ThrowsAsync<AdobePassConfigurationException>(() => client.GetProfilesAsync("CHAN1"));
        await Assert.ThrowsAsync<AdobePassConfigurationException>(() => connection.FindCredentialsAsync());
        await Assert.ThrowsAsync<AdobePassConfigurationException>(() => connection.DeleteCredentialsAsync());

        Assert.Contains("Device", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, service.Fake.Requests);
    }

    [Fact]
    public async Task Device_of_the_call_overrides_the_device_of_the_options()
    {
        await using var service = new Service();
        var device = Service.Device("device-2");

        await service.Client().GetProfilesAsync("CHAN1", device);

        Assert.NotNull(await service.StoredAsync("device-2"));
        Assert.Null(await service.StoredAsync("device-1"));
        Assert.Equal(device.IdentifierHeader, service.Received.Last().GetHeader("AP-Device-Identifier"));
    }

    private static async Task CallEverythingAsync(Service service, IEntitlements client, StreamingDevice device)
    {
        const string Channel = "CHAN1";
        const string Mvpd = "MvpdAlpha";
        var login = new RestV2.SessionRequest { Mvpd = Mvpd, DomainName = "tv.example", RedirectUrl = "https://tv.example/done?a=b&c=d e" };
        var status = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            """{"frameworkPermissionInfo":{"accessStatus":"granted"},"frameworkProviderInfo":{"id":"map-77","expirationDate":"1790000000000"}}"""));

        await client.GetConfigurationAsync(Channel, device);
        var partial = await client.CreateSessionAsync(Channel, new RestV2.SessionRequest { Mvpd = Mvpd }, device);
        var session = await client.ResumeSessionAsync(Channel, partial.Code!, login, device);
        Assert.Equal("authenticate", session.ActionName?.Value);
        await client.GetSessionAsync(Channel, session.Code!, device);
        service.Fake.CompleteLogin(session.Code!);
        Assert.Single((await client.GetProfilesAsync(Channel, device)).Profiles);
        Assert.Single((await client.GetProfileForMvpdAsync(Channel, Mvpd, device)).Profiles);
        Assert.Single((await client.GetProfileForCodeAsync(Channel, session.Code!, device)).Profiles);
        Assert.True((await client.PreauthorizeAsync(Channel, Mvpd, new RestV2.DecisionsRequest { Resources = ["r"] }, device)).Decisions[0].Authorized);
        var decision = (await client.AuthorizeAsync(Channel, Mvpd, new RestV2.DecisionsRequest { Resources = ["r <\u00e9>"] }, device)).Decisions[0];
        Assert.Equal("r <\u00e9>", decision.Resource);
        Assert.Equal(FakeMediaTokenStatus.ValidToken, service.Fake.VerifyMediaToken(decision.Token!.SerializedToken, decision.Resource));
        Assert.Single((await client.LogoutAsync(Channel, Mvpd, "https://tv.example/?a=b&c", device)).Logouts!);
        var partner = await client.CreatePartnerSessionAsync(
            Channel, "Apple", status, new RestV2.PartnerSessionRequest { DomainName = "tv.example", RedirectUrl = "https://tv.example/" }, device);
        Assert.Equal("partner_profile", partner.ActionName?.Value);
        Assert.Single((await client.CreatePartnerProfileAsync(
            Channel, "Apple", status, new RestV2.PartnerProfileRequest { SAMLResponse = service.Fake.CreatePartnerResponse() }, device)).Profiles);
    }
}
