using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AdobePass.Testing.Http;

/// <summary>
/// Adapts the fake to Kestrel on 127.0.0.1. It does not use a host, so that configuration files, environment variables and console
/// handlers of the process have no effect.
/// </summary>
internal sealed class LoopbackServer(Func<FakeRequest, CancellationToken, Task<FakeResponse>> service)
    : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private readonly Func<FakeRequest, CancellationToken, Task<FakeResponse>> _service = service;
    private KestrelServer? _server;

    public async Task<Uri> StartAsync(int port, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = 4 * 1024 * 1024;
        options.Listen(IPAddress.Loopback, port);
        var server = new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(this, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        _server = server;
        return new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_server is { } server)
        {
            _server = null;
            await server.StopAsync(cancellationToken).ConfigureAwait(false);
            server.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A cancelled token closes the connections at once instead of waiting for running requests.
        await StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        FakeResponse response;
        try
        {
            response = await _service(await ReadAsync(context).ConfigureAwait(false), context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        if (response.ResetsConnection)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, response).ConfigureAwait(false);
    }

    private static async Task<FakeRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var header in context.Request.Headers)
        {
            foreach (var value in header.Value)
            {
                headers.Add(new(header.Key, value ?? ""));
            }
        }

        return new FakeRequest
        {
            Method = context.Request.Method,
            Scheme = context.Request.Scheme,
            Authority = context.Request.Host.Value ?? "127.0.0.1",
            Path = mark < 0 ? target : target[..mark],
            Query = mark < 0 ? "" : target[(mark + 1)..],
            Headers = headers,
            Body = body.ToArray(),
            RemoteAddress = context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1",
        };
    }

    private static async Task WriteAsync(HttpContext context, FakeResponse response)
    {
        var output = context.Response;
        output.StatusCode = response.Status;
        if (response.SafeReasonPhrase is { } phrase)
        {
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = phrase;
        }

        if (response.ContentType is not null)
        {
            output.ContentType = response.ContentType;
        }

        foreach (var header in response.Headers)
        {
            output.Headers.Append(header.Key, header.Value);
        }

        // A status that forbids a body (204, 304) must not announce one.
        if (response.Status is 204 or 304)
        {
            return;
        }

        output.ContentLength = response.TotalLength;
        try
        {
            await new FakeBodyStream(response).CopyToAsync(output.Body, context.RequestAborted).ConfigureAwait(false);
        }
        catch (IOException)
        {
            await output.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            context.Abort();
        }
        catch (OperationCanceledException)
        {
            // The client closed the connection within the body, so the error cannot be reported.
        }
    }
}
