using System.Net;
using System.Net.Http.Headers;
using AdobePass.Testing;

namespace AdobePass.Tests.Tokens;

public sealed class TokenHandlerTests
{
    private const string Api = "https://sp.auth-staging.adobe.com/api/v2/CHAN1/configuration";

    [Fact]
    public async Task GetAccessTokenAsync_shares_the_token_cache_with_calls()
    {
        await using var service = new Service();
        var client = service.Connect();
        await new EntitlementsClient(client).GetProfilesAsync("CHAN1");

        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetAccessTokenAsync().AsTask()));
        var other = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetAccessTokenAsync(Service.Device("other")).AsTask()));

        Assert.Equal("Bearer " + Assert.Single(tokens.Distinct()).Reveal(), Assert.Single(service.TokensSent));
        Assert.NotEqual(tokens[0], Assert.Single(other.Distinct()));
        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(2, service.Fake.Registrations);
    }

    [Fact]
    public async Task GetAccessTokenAsync_throws_if_the_client_is_disposed_or_without_device()
    {
        await using var service = new Service();
        var client = service.Connect(options => options.Device = null);
        await client.GetAccessTokenAsync(Service.Device());

        await Assert.ThrowsAsync<AdobePassConfigurationException>(() => client.GetAccessTokenAsync().AsTask());
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => client.GetAccessTokenAsync(Service.Device(), new CancellationToken(canceled: true)).AsTask());
        await client.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetAccessTokenAsync(Service.Device()).AsTask());
    }

    [Fact]
    public async Task Requests_of_any_HTTP_client_reach_the_service_with_token_and_device()
    {
        await using var service = new Service();
        using var http = Create(service, service.Connect(), options => options.AddDeviceHeaders = true);

        using var request = new HttpRequestMessage(HttpMethod.Get, Api);
        request.SetStreamingDevice(Service.Device("other", IPAddress.Parse("203.0.113.9")));
        using var response = await http.SendAsync(request);
        using var own = await http.GetAsync(new Uri(Api));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], new[] { response.StatusCode, own.StatusCode });
        Assert.Equal(2, service.TokensSent.Distinct().Count());
        Assert.Contains(service.Received, each => each.GetHeader("X-Forwarded-For") == "203.0.113.9");
        Assert.Empty(service.Fake.Rejections);
        Assert.Empty(request.Headers);
    }

    [Theory]
    [InlineData("https://sp.auth-staging.adobe.com/x", true)]
    [InlineData("https://SP.AUTH-STAGING.adobe.com:443/x", true)]
#pragma warning disable AP2012 // That is what is tested.
    [InlineData("http://sp.auth-staging.adobe.com/x", false)]
#pragma warning restore AP2012
    [InlineData("https://sp.auth-staging.adobe.com:8443/x", false)]
    [InlineData("https://sp.auth.adobe.com/x", false)]
    [InlineData("https://sp.auth-staging.adobe.com.example/x", false)]
    [InlineData("https://sp.auth-staging.adobe.com@example.com/x", false)]
    [InlineData("https://api.example.com/x", true)]
    [InlineData("http://api.example.com/x", false)]
    [InlineData("https://www.api.example.com/x", false)]
    [InlineData("https://api.example.com:8443/x", false)]
    [InlineData("https://api.example.org:8443/x", true)]
    [InlineData("https://api.example.org/x", false)]
    [InlineData("http://localhost:5000/x", true)]
    [InlineData("http://localhost:5001/x", false)]
    [InlineData("http://[::1]:5000/x", true)]
    public async Task Token_is_sent_to_allowed_hosts_only(string address, bool isSent)
    {
        await using var service = new Service();
        using var recorder = new Headers();
        var options = Allow("api.example.com", "API.example.org:8443", "localhost:5000", "[::1]:5000");
        using var handler = new AdobePassTokenHandler(service.Connect(), options)
        {
            InnerHandler = recorder,
        };
        using var http = new HttpClient(handler);

        using var response = await http.GetAsync(new Uri(address));

        Assert.Equal(isSent ? ["Authorization"] : [], recorder.Names);
        Assert.Equal(isSent ? 1 : 0, service.Fake.TokenRequests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://api.example.com")]
    [InlineData("api.example.com/path")]
    [InlineData("*.example.com")]
    [InlineData("*")]
    [InlineData("user@api.example.com")]
    [InlineData("api.example.com:port")]
    public async Task Invalid_host_entry_is_rejected(string entry)
    {
        await using var service = new Service();
        var client = service.Connect();

        var fault = Assert.Throws<ArgumentException>(() => new AdobePassTokenHandler(client, Allow(entry)));

        Assert.Contains($"'{entry}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Existing_Authorization_header_is_kept()
    {
        await using var service = new Service();
        using var recorder = new Headers();
        using var handler = new AdobePassTokenHandler(service.Connect()) { InnerHandler = recorder };
        using var http = new HttpClient(handler);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "eDp5");

        using var response = await http.GetAsync(new Uri(Api));

        Assert.Equal("Basic eDp5", recorder.Authorization);
        Assert.Equal(0, service.Fake.TokenRequests);
    }

    [Fact]
    public async Task Rejected_token_is_replaced_and_a_request_without_content_is_retried()
    {
        await using var service = new Service();
        using var http = Create(service, service.Connect(Pause), options => options.AddDeviceHeaders = true);
        using var first = await http.GetAsync(new Uri(Api));
        service.Fake.RevokeAccessTokens();

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => http.GetAsync(new Uri(Api))));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(2, service.Fake.TokenRequests);
        Assert.Equal(1, service.Fake.Registrations);
    }

    [Fact]
    public async Task Request_with_content_is_not_retried_and_invalidates_the_token()
    {
        await using var service = new Service();
        var client = service.Connect(Pause);
        using var http = Create(service, client, options => options.AddDeviceHeaders = true);
        await client.GetAccessTokenAsync();
        service.Fake.RevokeAccessTokens();

        using var content = new StringContent("""{"resources":["res-1"]}""", new MediaTypeHeaderValue("application/json"));
        var authorize = new Uri("https://sp.auth-staging.adobe.com/api/v2/CHAN1/decisions/authorize/MvpdAlpha");
        using var rejected = await http.PostAsync(authorize, content);
        Assert.Equal(1, service.Fake.TokenRequests);
        using var accepted = await http.GetAsync(new Uri(Api));

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK], new[] { rejected.StatusCode, accepted.StatusCode });
        Assert.Equal(1, service.Count(FakeOperation.Authorize));
        Assert.Equal(2, service.Fake.TokenRequests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rejection_of_every_token_causes_one_token_request_per_break(bool hasContent)
    {
        await using var service = new Service();
        var client = service.Connect(Pause);
        using var http = Create(service, client);
        service.Answer = static (request, response) =>
            request.Path.StartsWith("/api/v2/", StringComparison.Ordinal) ? response with { Status = 401 } : response;

        for (var pause = 1; pause <= 3; pause++)
        {
            for (var call = 0; call < 5; call++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, Api) { Content = hasContent ? new StringContent("{}") : null };
                using var response = await http.SendAsync(request);
                Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            }

            Assert.Equal(1 + pause, service.Fake.TokenRequests);
            service.Clock.Advance(TimeSpan.FromSeconds(31));
        }

        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(15 + (hasContent ? 0 : 3), service.Received.Count(each => each.Path.StartsWith("/api/v2/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Token_that_cannot_be_obtained_fails_the_request()
    {
        await using var service = new Service();
        using var http = Create(service, service.Connect());
        service.Fake.RevokeSoftwareStatement(service.Statement);

        await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => http.GetAsync(new Uri(Api)));

        Assert.Equal(0, service.Count(FakeOperation.Configuration));
    }

    [Fact]
    public async Task Synchronous_requests_are_rejected()
    {
        await using var service = new Service();
        using var http = Create(service, service.Connect());
        using var request = new HttpRequestMessage(HttpMethod.Get, Api);

        Assert.Throws<NotSupportedException>(() => http.Send(request));
    }

    [Fact]
    public async Task Token_handler_in_its_own_client_throws_configuration_exception()
    {
        await using var service = new Service();
        using var handler = new AdobePassTokenHandler(service.Connect()) { InnerHandler = service.Fake.CreateHandler() };

        var fault = Assert.Throws<AdobePassConfigurationException>(() => service.Connect(options => options.HttpMessageHandler = handler));

        Assert.Contains(nameof(AdobePassTokenHandler), fault.Message, StringComparison.Ordinal);
    }

    private static void Pause(AdobePassOptions options) => options.RegistrationBreakDuration = TimeSpan.FromSeconds(30);

    private static AdobePassTokenHandlerOptions Allow(params string[] hosts)
    {
        var options = new AdobePassTokenHandlerOptions();
        foreach (var host in hosts)
        {
            options.AllowedHosts.Add(host);
        }

        return options;
    }

    private static HttpClient Create(Service service, AdobePassClient client, Action<AdobePassTokenHandlerOptions>? configure = null)
    {
        var options = new AdobePassTokenHandlerOptions();
        configure?.Invoke(options);
        return new HttpClient(new AdobePassTokenHandler(client, options) { InnerHandler = service.Fake.CreateHandler() });
    }

    /// <summary>Any host: it records the headers of the last request.</summary>
    private sealed class Headers : HttpMessageHandler
    {
        public string[] Names { get; private set; } = [];

        public string? Authorization { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Names = [.. request.Headers.Select(header => header.Key)];
            Authorization = request.Headers.Authorization?.ToString();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
