using System.Net.Sockets;

namespace AdobePass.Tests.Retries;

/// <summary>A request of which no byte was sent is sent again, whatever it is; one that may have been sent is not.</summary>
public sealed class ConnectFailureTests
{
    public static TheoryData<string, bool> Failures => new()
    {
        { "name", true },
        { "connect", true },
        { "name without details", true },
        { "refused without details", true },
        { "tls", false },
        { "reset", false },
        { "unreachable while sending", false },
        { "unknown", false },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Registration_is_repeated_only_if_nothing_was_sent(string kind, bool isRepeated)
    {
        await using var service = new Service();
        using var handler = new FailingHandler(service.Fake.CreateHandler(), "/o/client/register", () => Create(kind));
        var client = Client(service, handler);

        var thrown = await Record.ExceptionAsync(() => service.Clock.DriveAsync(client.GetProfilesAsync("CHAN1")));

        Assert.Equal(isRepeated, thrown is null);
        Assert.Equal(isRepeated ? 2 : 1, handler.Count);
        Assert.Equal(isRepeated ? 1 : 0, service.Fake.Registrations);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Post_is_repeated_only_if_nothing_was_sent(string kind, bool isRepeated)
    {
        await using var service = new Service();
        using var handler = new FailingHandler(service.Fake.CreateHandler(), "/api/v2/", () => Create(kind));
        var client = Client(service, handler);

        var thrown = await Record.ExceptionAsync(
            () => service.Clock.DriveAsync(client.AuthorizeAsync("CHAN1", "MvpdAlpha", new RestV2.DecisionsRequest { Resources = ["res-1"] })));

        Assert.Equal(isRepeated, thrown is not AdobePassConnectionException);
        Assert.Equal(isRepeated ? 2 : 1, handler.Count);
    }

    [Fact]
    public async Task Connect_attempts_stop_at_the_configured_maximum()
    {
        await using var service = new Service();
        using var handler = new FailingHandler(service.Fake.CreateHandler(), "/o/client/register", () => Create("connect"), times: int.MaxValue);
        var client = Client(service, handler);

        await Assert.ThrowsAsync<AdobePassConnectionException>(() => service.Clock.DriveAsync(client.GetProfilesAsync("CHAN1")));

        Assert.Equal(3, handler.Count);
    }

    [Fact]
    public async Task Registration_is_retried_after_a_refused_connection()
    {
        await using var service = new Service();
        var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var client = service.Client(options =>
        {
            options.Environment = null;
            options.BaseAddress = new Uri($"http://127.0.0.1:{port}/");
            options.HttpMessageHandler = null;
            options.MaxAttempts = 2;
            options.RetryDelay = TimeSpan.FromSeconds(7);
        });
        var waits = service.Clock.NextWaitExcept(TimeSpan.FromSeconds(30));

        var call = client.GetProfilesAsync("CHAN1");
        await Eventually.BeforeAsync(waits, call);

        Assert.InRange(await waits, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(9));
        service.Clock.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<AdobePassConnectionException>(() => call);
    }

    [Fact]
    public async Task Message_for_a_stopped_service_names_the_endpoint_and_what_to_check()
    {
        await using var service = new Service();
        var client = service.Client(options =>
        {
            options.Environment = null;
            options.BaseAddress = new Uri("http://127.0.0.1:9/");
            options.HttpMessageHandler = null;
        });

        var fault = await Assert.ThrowsAsync<AdobePassConnectionException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Contains("No connection to 127.0.0.1:9: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Check that the service runs at this address", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "The host sp.auth-staging.adobe.com was not found: The reason (test). Check")]
    [InlineData(HttpRequestError.SecureConnectionError, "No secure connection to sp.auth-staging.adobe.com:443: The reason (test). Check the clock")]
    [InlineData(HttpRequestError.Unknown, "No response from sp.auth-staging.adobe.com:443: The reason (test).")]
    public async Task Message_for_a_failed_connection_names_the_host_and_what_to_check(HttpRequestError error, string expected)
    {
        await using var service = new Service();
        using var handler = new FailingHandler(
            service.Fake.CreateHandler(),
            "/o/client/register",
            () => new HttpRequestException(error, "The reason (test)."));
        var client = service.Client(options => options.HttpMessageHandler = handler);

        var fault = await Assert.ThrowsAsync<AdobePassConnectionException>(() => client.GetProfilesAsync("CHAN1"));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    private static IEntitlements Client(Service service, HttpMessageHandler handler) => service.Client(options =>
    {
        options.HttpMessageHandler = handler;
        options.MaxAttempts = 3;
    });

    private static HttpRequestException Create(string kind) => kind switch
    {
        "name" => new HttpRequestException(HttpRequestError.NameResolutionError, "The name (test)."),
        "connect" => new HttpRequestException(HttpRequestError.ConnectionError, "The connection (test)."),
        "name without details" => new HttpRequestException("The name (test).", new SocketException((int)SocketError.HostNotFound)),
        "refused without details" => new HttpRequestException("The connection (test).", new SocketException((int)SocketError.ConnectionRefused)),
        "tls" => new HttpRequestException(HttpRequestError.SecureConnectionError, "The certificate (test)."),
        "reset" => new HttpRequestException(HttpRequestError.ResponseEnded, "The response (test).", new SocketException((int)SocketError.ConnectionReset)),
        "unreachable while sending" => new HttpRequestException(
            "The network (test).",
            new IOException("The network (test).", new SocketException((int)SocketError.ConnectionRefused))),
        _ => new HttpRequestException("No reason (test)."),
    };

    private sealed class FailingHandler(HttpMessageHandler inner, string path, Func<Exception> create, int times = 1) : DelegatingHandler(inner)
    {
        private int _count;

        public int Count => _count;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.AbsolutePath.StartsWith(path, StringComparison.Ordinal) && Interlocked.Increment(ref _count) <= times
                ? throw create()
                : base.SendAsync(request, cancellationToken);
    }
}
