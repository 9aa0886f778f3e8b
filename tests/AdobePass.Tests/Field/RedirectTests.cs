using AdobePass.Testing;
using AdobePass.Tests.RestV2;

namespace AdobePass.Tests.Field;

/// <summary>Outcomes that the service is seen to send although its pages do not list them.</summary>
public sealed class RedirectTests
{
    [Fact]
    public async Task Logout_with_302_returns_the_redirect_target()
    {
        await using var service = new Service(options => options.Field = new FakeFieldBehavior { RedirectOnLogout = true });
        var client = service.Client();
        await SignInAsync(service, client);

        var response = await client.LogoutAsync("CHAN1", "MvpdAlpha", "https://tv.example/bye");

        Assert.True(response.RedirectUri is { IsAbsoluteUri: true });
        Assert.Null(response.Logouts);
        Assert.Empty((await client.GetProfilesAsync("CHAN1")).Profiles);
    }

    [Fact]
    public async Task Logout_with_200_returns_no_redirect_target()
    {
        await using var service = new Service();
        var client = service.Client();
        await SignInAsync(service, client);

        var response = await client.LogoutAsync("CHAN1", "MvpdAlpha", "https://tv.example/bye");

        Assert.Null(response.RedirectUri);
        Assert.Equal("MvpdAlpha", Assert.Single(response.Logouts!).Key);
    }

    [Theory]
    [InlineData("/relative?x=1")]
    [InlineData("https://other.example/x")]
    public async Task Redirect_target_is_an_absolute_URI(string location)
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetConfigurationAsync("CHAN1");
        service.Answer = (request, answer) => request.Operation == FakeOperation.Logout
            ? new FakeResponse { Status = 302, Headers = [new("Location", location)] }
            : answer;

        var response = await client.LogoutAsync("CHAN1", "MvpdAlpha", "https://tv.example/bye");

        Assert.True(response.RedirectUri is { IsAbsoluteUri: true });
        Assert.EndsWith(location, response.RedirectUri.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(302, null)]
    [InlineData(304, "https://other.example/x")]
    public async Task Redirect_without_a_target_throws(int status, string? location)
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetConfigurationAsync("CHAN1");
        service.Answer = (request, answer) => request.Operation == FakeOperation.Logout
            ? new FakeResponse { Status = status, Headers = location is null ? [] : [new("Location", location)] }
            : answer;

        await Assert.ThrowsAnyAsync<AdobePassException>(() => client.LogoutAsync("CHAN1", "MvpdAlpha", "https://tv.example/bye"));
    }

    [Fact]
    public async Task Other_operations_do_not_accept_a_redirect()
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetConfigurationAsync("CHAN1");
        service.Answer = (request, answer) => request.Operation == FakeOperation.Profiles
            ? new FakeResponse { Status = 302, Headers = [new("Location", "https://portal.example/login")] }
            : answer;

        var fault = await Assert.ThrowsAsync<AdobePassApiException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Contains("captive portal", fault.Message, StringComparison.Ordinal);
    }

    private static async Task SignInAsync(Service service, IEntitlements client)
    {
        var session = await client.CreateSessionAsync(
            "CHAN1",
            new SessionRequest { Mvpd = "MvpdAlpha", DomainName = "tv.example", RedirectUrl = "https://tv.example/done" });
        service.Fake.CompleteLogin(session.Code!);
    }
}
