using System.Net;
using AdobePass.Runtime;
using AdobePass.Testing;

namespace AdobePass.Tests.Requests;

public sealed class RequestTests
{
    [Theory]
    [InlineData("CHAN1", "CHAN1")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("../x", "..%2Fx")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("...", "...")]
    [InlineData("a b?c#d&e=f+g", "a%20b%3Fc%23d%26e%3Df%2Bg")]
    [InlineData("\u00fc\ud83d\ude00", "%C3%BC%F0%9F%98%80")]
    [InlineData("~-_.", "~-_.")]
    [InlineData("\r\n", "%0D%0A")]
    [InlineData("\\", "%5C")]
    public async Task Path_value_is_escaped_into_one_segment(string value, string escaped)
    {
        await using var service = new Service();
        service.Fake.AddServiceProvider(value);

        await service.Client().GetProfilesAsync(value);

        Assert.Equal($"/api/v2/{escaped}/profiles", service.Received.Last().Path);
        Assert.Equal(1, service.Count(FakeOperation.Profiles, 200));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(null)]
    public async Task Path_value_that_would_change_the_path_is_rejected(string? value)
    {
        await using var service = new Service();
        var client = service.Client();

        Assert.Equal("serviceProvider", (await Assert.ThrowsAnyAsync<ArgumentException>(() => client.GetProfilesAsync(value!))).ParamName);
        Assert.Equal("mvpd", (await Assert.ThrowsAnyAsync<ArgumentException>(() => client.GetProfileForMvpdAsync("CHAN1", value!))).ParamName);

        Assert.Equal(0, service.Fake.Requests);
    }

    [Theory]
    [InlineData("https://tv.example/done?x=a+b&y=%20z", "https%3A%2F%2Ftv.example%2Fdone%3Fx%3Da%2Bb%26y%3D%2520z")]
    [InlineData("a b", "a+b")]
    [InlineData("\u00fc=&", "%C3%BC%3D%26")]
    [InlineData("", "")]
    public async Task A_form_field_is_encoded_exactly_once(string value, string encoded)
    {
        await using var service = new Service();

        try
        {
            await service.Client().CreateSessionAsync("CHAN1", new RestV2.SessionRequest { DomainName = "tv.example", RedirectUrl = value });
        }
        catch (AdobePassApiException fault) when (fault.Error?.Code == ErrorCode.InvalidParameterRedirectUrl)
        {
            // What the service thinks of the value does not matter here.
        }

        var request = service.Received.Last();
        Assert.Equal("domainName=tv.example&redirectUrl=" + encoded, request.BodyText);
        Assert.Equal("application/x-www-form-urlencoded", request.GetHeader("Content-Type"));
    }

    [Fact]
    public async Task Form_without_fields_is_sent_as_a_form()
    {
        await using var service = new Service();

        await service.Client().CreateSessionAsync("CHAN1");

        Assert.Empty(service.Received.Last().BodyText);
        Assert.Equal("application/x-www-form-urlencoded", service.Received.Last().GetHeader("Content-Type"));
        Assert.Empty(service.Fake.Rejections);
    }

    [Fact]
    public async Task A_query_value_is_encoded_exactly_once()
    {
        await using var service = new Service();

        await service.Client().LogoutAsync("CHAN1", "MvpdAlpha", "https://tv.example/?a=b c&d=%20\u00fc+");

        Assert.Equal("redirectUrl=https%3A%2F%2Ftv.example%2F%3Fa%3Db%20c%26d%3D%2520%C3%BC%2B", service.Received.Last().Query);
    }

    [Fact]
    public async Task The_token_request_is_a_form_with_the_stored_pair()
    {
        await using var service = new Service();
        await service.Client().GetProfilesAsync("CHAN1");

        var pair = await service.StoredAsync();
        var request = Assert.Single(service.Received, request => request.Operation == FakeOperation.Token);
        Assert.Equal(
            $"client_id={Uri.EscapeDataString(pair!.ClientId)}&client_secret={Uri.EscapeDataString(pair.ClientSecret.Reveal())}&grant_type=client_credentials",
            request.BodyText);
        Assert.Empty(request.Query);
    }

    [Fact]
    public async Task User_agent_URL_is_created_without_a_request()
    {
        await using var service = new Service();

        var address = service.Client(options => options.Device = null).StartAuthenticationUri("CH 1", "C/1");

        Assert.Equal("https://sp.auth-staging.adobe.com/api/v2/authenticate/CH%201/C%2F1", address.AbsoluteUri);
        Assert.Equal(0, service.Fake.Requests);
    }

    [Theory]
    [InlineData("https://gateway.example/adobe/", "https://gateway.example/adobe/api/v2/CHAN1/configuration")]
    [InlineData("https://gateway.example", "https://gateway.example/api/v2/CHAN1/configuration")]
    public async Task A_base_address_may_have_a_path(string address, string expected)
    {
        await using var service = new Service();
        var handler = new RecordingHandler(service.Fake.CreateHandler());
        var client = service.Client(options =>
        {
            options.Environment = null;
            options.BaseAddress = new Uri(address);
            options.RegistrationBaseAddress = new Uri("https://register.example/");
            options.HttpMessageHandler = handler;
        });

        try
        {
            await client.GetConfigurationAsync("CHAN1");
        }
        catch (AdobePassApiException fault) when (fault.StatusCode == HttpStatusCode.NotFound)
        {
            // The fake knows no path before its own.
        }

        Assert.Equal(
            ["https://register.example/o/client/register", "https://register.example/o/client/token", expected],
            handler.Addresses.Select(uri => uri.AbsoluteUri));
    }

    [Theory]
    [InlineData("/adobe-services/x?a=b", "https://sp.auth-staging.adobe.com/adobe-services/x?a=b")]
    [InlineData("https://mvpd.example/y", "https://mvpd.example/y")]
    public async Task Response_URL_is_resolved_against_the_service_URL(string url, string expected)
    {
        await using var service = new Service();

        Assert.Equal(expected, service.Connect().ResolveUri(url).AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    public async Task URL_that_is_not_HTTP_is_rejected(string url)
    {
        await using var service = new Service();

        Assert.Equal("url", Assert.Throws<ArgumentException>(() => service.Connect().ResolveUri(url)).ParamName);
    }

    private sealed class RecordingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public List<Uri> Addresses { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Addresses.Add(request.RequestUri!);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
