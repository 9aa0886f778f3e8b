using System.Net;
using AdobePass.Generated.Tests.RestV2;
using Microsoft.Extensions.DependencyInjection;

namespace AdobePass.Generated.Tests;

/// <summary>The forms a declared method may have.</summary>
public class FormTests
{
    [Fact]
    public async Task Parameters_in_any_order_and_ValueTask_results_are_supported()
    {
        await using var service = await Service.StartAsync();
        IForms api = new FormsClient(service.AdobePass);

        var answer = await api.AuthorizeAsync(Service.Device, new DecisionsRequest { Resources = ["res-1"] }, "MvpdAlpha", "CHAN1");

        Assert.Equal(ErrorCode.AuthenticatedProfileMissing, answer.Decisions[0].Error!.Code);
    }

    [Fact]
    public async Task Response_wrapper_exposes_status_headers_and_model()
    {
        await using var service = await Service.StartAsync();
        IForms api = new FormsClient(service.AdobePass);

        var answer = await api.ProfilesWithHeadersAsync("CHAN1", Service.Device);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("application/json", answer.GetHeader("content-type"), StringComparison.Ordinal);
        Assert.Empty(answer.Value.Profiles);
    }

    [Fact]
    public async Task Login_page_redirect_is_returned_and_not_followed()
    {
        await using var service = await Service.StartAsync();
        IForms api = new FormsClient(service.AdobePass);
        var session = await new EntitlementsClient(service.AdobePass).CreateSessionAsync("CHAN1", new SessionRequest { Mvpd = "MvpdAlpha", DomainName = "tv.example", RedirectUrl = "https://tv.example" });

        var answer = await api.FollowAsync("CHAN1", session.Code!);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("/adobe-services/", answer.GetHeader("Location"), StringComparison.Ordinal);
        Assert.Equal($"/api/v2/authenticate/CHAN1/{session.Code}", api.LoginPage("CHAN1", session.Code!).AbsolutePath);
        Assert.Empty(service.Fake.Rejections);
    }

    [Fact]
    public async Task User_defined_types_use_the_supplied_JsonSerializerContext()
    {
        await using var service = await Service.StartAsync();
        IForms api = new FormsClient(service.AdobePass);

        Assert.Empty((await api.OwnAsync("CHAN1", "MvpdAlpha", Service.Device)).Profiles);
        var raw = await api.RawAsync("CHAN1", "MvpdAlpha", new OwnRequest(["res-1", "res-2"]), Service.Device);

        Assert.Equal(2, raw.GetProperty("decisions").GetArrayLength());
        await api.SignOutAsync("CHAN1", "MvpdAlpha", "https://tv.example", Service.Device);
    }

    [Fact]
    public async Task Generated_registration_resolves_the_client_from_dependency_injection()
    {
        await using var service = await Service.StartAsync();
        var services = new ServiceCollection();
        services.AddAdobePass(options =>
        {
            options.BaseAddress = service.Fake.BaseAddress;
            options.SoftwareStatement = new SoftwareStatement(service.Fake.CreateSoftwareStatement());
            options.CredentialStore = new MemoryCredentialStore();
            options.Device = Service.Device;
        }).AddEntitlements().AddForms();
        await using var provider = services.BuildServiceProvider();

        var api = provider.GetRequiredService<IEntitlements>();

        Assert.NotEmpty((await api.GetConfigurationAsync("CHAN1")).Requestor!.Mvpds!);
        Assert.Same(api, provider.GetRequiredService<IEntitlements>());
        Assert.NotNull(provider.GetRequiredService<IForms>());
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public async Task Path_parameter_that_would_change_the_path_is_rejected(string provider)
    {
        await using var service = await Service.StartAsync(loopback: false);

        await Assert.ThrowsAsync<ArgumentException>(() => new EntitlementsClient(service.AdobePass).GetProfilesAsync(provider));
        await Assert.ThrowsAsync<ArgumentNullException>(() => new EntitlementsClient(service.AdobePass).GetProfilesAsync(null!));
    }

    [Fact]
    public async Task Path_parameters_are_escaped()
    {
        await using var service = await Service.StartAsync(loopback: false);

        await Assert.ThrowsAsync<AdobePassApiException>(() => new EntitlementsClient(service.AdobePass).GetProfilesAsync("../o/client/token?x=#"));

        Assert.Equal("/api/v2/..%2Fo%2Fclient%2Ftoken%3Fx%3D%23/profiles", service.Fake.Exchanges[^1].Path);
    }
}
