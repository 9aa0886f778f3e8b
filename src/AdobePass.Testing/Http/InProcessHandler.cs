using System.Net;

namespace AdobePass.Testing.Http;

/// <summary>Adapts the fake to HttpClient without sockets. It does not follow redirects.</summary>
internal sealed class InProcessHandler(
    Func<FakeRequest, CancellationToken, Task<FakeResponse>> service, string remoteAddress) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri
            ?? throw new InvalidOperationException("The request does not have a URL. Set HttpRequestMessage.RequestUri.");
        if (!uri.IsAbsoluteUri)
        {
            throw new InvalidOperationException("The request URL is not absolute. Set HttpClient.BaseAddress or an absolute RequestUri.");
        }

        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var response = await service(
            new FakeRequest
            {
                Method = request.Method.Method,
                Scheme = uri.Scheme,
                Authority = uri.Authority,
                Path = uri.AbsolutePath,
                Query = uri.Query.TrimStart('?'),
                Headers = Headers(request),
                Body = body,
                RemoteAddress = remoteAddress,
            },
            cancellationToken).ConfigureAwait(false);
        return ToMessage(response, request);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    private static List<KeyValuePair<string, string>> Headers(HttpRequestMessage request)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var header in request.Headers.NonValidated)
        {
            Add(header);
        }

        if (request.Content is not null)
        {
            foreach (var header in request.Content.Headers.NonValidated)
            {
                Add(header);
            }
        }

        return headers;

        void Add(KeyValuePair<string, System.Net.Http.Headers.HeaderStringValues> header)
        {
            if (string.Equals(header.Key, "User-Agent", StringComparison.OrdinalIgnoreCase))
            {
                headers.Add(new(header.Key, header.Value.ToString()));
                return;
            }

            foreach (var value in header.Value)
            {
                headers.Add(new(header.Key, value));
            }
        }
    }

    private static HttpResponseMessage ToMessage(FakeResponse response, HttpRequestMessage request)
    {
        if (response.ResetsConnection)
        {
            throw new HttpRequestException(
                HttpRequestError.ResponseEnded,
                "The connection was reset. The fake injected this fault.",
                new IOException("The connection was reset. The fake injected this fault."));
        }

        var message = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = new FakeContent(response),
        };
        if (response.SafeReasonPhrase is { } phrase)
        {
            message.ReasonPhrase = phrase;
        }

        if (response.ContentType is not null)
        {
            message.Content.Headers.TryAddWithoutValidation("Content-Type", response.ContentType);
        }

        foreach (var header in response.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                message.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        return message;
    }

    private sealed class FakeContent(FakeResponse response) : HttpContent
    {
        protected override bool TryComputeLength(out long length)
        {
            length = response.TotalLength;
            return true;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            new FakeBodyStream(response).CopyToAsync(stream);

        protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            new FakeBodyStream(response).CopyTo(stream);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            new FakeBodyStream(response).CopyToAsync(stream, cancellationToken);

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new FakeBodyStream(response));

        protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => new FakeBodyStream(response);
    }
}
