using System.Net;

namespace AdobePass.Tests.Configuration;

/// <summary>A handler that follows redirects would send tokens and client credentials to hosts that nobody configured.</summary>
public sealed class RedirectTests
{
    public static TheoryData<string, bool> Handlers => new()
    {
        { "sockets", true },
        { "sockets off", false },
        { "platform", true },
        { "platform off", false },
        { "chain of sockets", true },
        { "chain of sockets off", false },
        { "chain of platform", true },
        { "chain without end", false },
        { "own", false },
    };

    [Theory]
    [MemberData(nameof(Handlers))]
    public async Task Handler_that_follows_redirects_is_rejected_at_start(string kind, bool isRejected)
    {
        await using var service = new Service();
        using var handler = Create(kind);
        var options = service.Options(options => options.HttpMessageHandler = handler);

        var thrown = Record.Exception(() => new AdobePassClient(options).Dispose());

        if (!isRejected)
        {
            Assert.Null(thrown);
            return;
        }

        var fault = Assert.IsType<AdobePassConfigurationException>(thrown);
        Assert.Contains("AllowAutoRedirect", fault.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(AdobePassOptions.HttpMessageHandler), fault.Message, StringComparison.Ordinal);
    }

    private static HttpMessageHandler Create(string kind) => kind switch
    {
        "sockets" => new SocketsHttpHandler(),
        "sockets off" => new SocketsHttpHandler { AllowAutoRedirect = false },
        "platform" => new HttpClientHandler(),
        "platform off" => new HttpClientHandler { AllowAutoRedirect = false },
        "chain of sockets" => new Link(new Link(new SocketsHttpHandler())),
        "chain of sockets off" => new Link(new Link(new SocketsHttpHandler { AllowAutoRedirect = false })),
        "chain of platform" => new Link(new HttpClientHandler()),
        "chain without end" => new Link(null),
        _ => new Own(),
    };

    private sealed class Link : DelegatingHandler
    {
        public Link(HttpMessageHandler? inner)
        {
            if (inner is not null)
            {
                InnerHandler = inner;
            }
        }
    }

    private sealed class Own : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
    }
}
