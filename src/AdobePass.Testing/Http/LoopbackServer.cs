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
/// The adapter with sockets: Kestrel on 127.0.0.1, without a host, so that no configuration file, environment variable or
/// console handler of the surrounding process plays a part.
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
        // A stop with a cancelled token closes connections at once instead of draining them.
        await StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        FakeResponse answer;
        try
        {
            answer = await _service(await ReadAsync(context).ConfigureAwait(false), context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        if (answer.ResetsConnection)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, answer).ConfigureAwait(false);
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

    private static async Task WriteAsync(HttpContext context, FakeResponse answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        if (answer.SafeReasonPhrase is { } phrase)
        {
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = phrase;
        }

        if (answer.ContentType is not null)
        {
            response.ContentType = answer.ContentType;
        }

        foreach (var header in answer.Headers)
        {
            response.Headers.Append(header.Key, header.Value);
        }

        // A status that forbids a body (204, 304) must not announce one.
        if (answer.Status is 204 or 304)
        {
            return;
        }

        response.ContentLength = answer.TotalLength;
        try
        {
            await new FakeBodyStream(answer).CopyToAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
        }
        catch (IOException)
        {
            await response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            context.Abort();
        }
        catch (OperationCanceledException)
        {
            // The client went away in the middle of a body; there is nobody left to tell.
        }
    }
}
