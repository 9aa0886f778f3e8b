using AdobePass.Generated.Tests.RestV2;
using AdobePass.Testing;

namespace AdobePass.Generated.Tests;

/// <summary>Items are found by key, whatever the service leaves out or repeats.</summary>
public class LookupTests
{
    [Theory]
    [InlineData("""{"decisions":[]}""", null)]
    [InlineData("""{"decisions":[{"resource":"other","authorized":true}]}""", null)]
    [InlineData("""{"decisions":[{"resource":"RES-1","authorized":true}]}""", null)]
    [InlineData("""{"decisions":[{"resource":"res-1","authorized":false}]}""", false)]
    [InlineData("""{"decisions":[{"resource":"res-1","authorized":false},{"resource":"res-1","authorized":true}]}""", true)]
    [InlineData("""{"decisions":[{"resource":"res-1","authorized":true},{"resource":"res-1","authorized":false}]}""", true)]
    [InlineData("""{"decisions":[{"resource":"other","authorized":true},{"resource":"res-1","authorized":false}]}""", false)]
    [InlineData("""{"decisions":[7,{"resource":"res-1","authorized":true}]}""", true)]
    public void Find_returns_the_decision_of_the_resource_and_prefers_permits(string json, bool? authorized)
    {
        var found = DecisionsResponse.Parse(System.Text.Encoding.UTF8.GetBytes(json)).Find("res-1");

        Assert.Equal(authorized, found?.Authorized);
    }

    [Fact]
    public void Find_returns_the_first_of_several_denials()
    {
        var found = DecisionsResponse.Parse("""
            {"decisions":[{"resource":"r","authorized":false,"mvpd":"first"},{"resource":"r","authorized":false,"mvpd":"second"}]}
            """u8).Find("r");

        Assert.Equal("first", found?.Mvpd);
    }

    [Fact]
    public async Task Mvpd_is_found_by_id()
    {
        await using var service = await Service.StartAsync(loopback: false);

        var configuration = await ((IEntitlements)new EntitlementsClient(service.AdobePass)).GetConfigurationAsync("CHAN1");

        Assert.Equal("MvpdBeta", configuration.Requestor?.Find("MvpdBeta")?.Id);
        Assert.Null(configuration.Requestor?.Find("nobody"));
        Assert.Null(Requestor.Parse("""{"id":"CHAN1"}"""u8).Find("MvpdBeta"));
    }

    [Fact]
    public async Task HTML_form_instead_of_a_redirect_is_returned_to_the_caller()
    {
        await using var fake = new FakeAdobePass(new FakeAdobePassOptions { ThrottleEnabled = false, Field = new FakeFieldBehavior { AuthenticateWithForm = true } });
        await using var client = new AdobePassClient(new AdobePassOptions
        {
            BaseAddress = await fake.StartAsync(),
            SoftwareStatement = new SoftwareStatement(fake.CreateSoftwareStatement()),
            CredentialStore = new MemoryCredentialStore(),
            Device = Service.Device,
        });
        var session = await ((IEntitlements)new EntitlementsClient(client)).CreateSessionAsync(
            "CHAN1",
            new SessionRequest { Mvpd = "MvpdAlpha", DomainName = "tv.example", RedirectUrl = "https://tv.example" });

        var page = await ((IForms)new FormsClient(client)).FollowAsync("CHAN1", session.Code!);

        Assert.Equal(200, (int)page.StatusCode);
        Assert.Null(page.RedirectUri);
        Assert.Contains("<form", page.Content, StringComparison.Ordinal);
    }
}
