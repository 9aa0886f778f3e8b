using System.Net;

namespace AdobePass.Testing.Http;

/// <summary>The adapter without sockets: HttpClient messages in, HttpClient messages out. It never follows a redirect.</summary>
internal sealed class InProcessHandler(
    Func<FakeRequest, CancellationToken, Task<FakeResponse>> service, string remoteAddress) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        if (!uri.IsAbsoluteUri)
        {
            throw new InvalidOperationException("The request address is not absolute.");
        }

        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var answer = await service(
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
        return ToMessage(answer, request);
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

    private static HttpResponseMessage ToMessage(FakeResponse answer, HttpRequestMessage request)
    {
        if (answer.ResetsConnection)
        {
            throw new HttpRequestException(
                HttpRequestError.ResponseEnded,
                "The connection was reset (injected fault).",
                new IOException("The connection was reset (injected fault)."));
        }

        var message = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new FakeContent(answer),
        };
        if (answer.SafeReasonPhrase is { } phrase)
        {
            message.ReasonPhrase = phrase;
        }

        if (answer.ContentType is not null)
        {
            message.Content.Headers.TryAddWithoutValidation("Content-Type", answer.ContentType);
        }

        foreach (var header in answer.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                message.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        return message;
    }

    private sealed class FakeContent(FakeResponse answer) : HttpContent
    {
        protected override bool TryComputeLength(out long length)
        {
            length = answer.TotalLength;
            return true;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            new FakeBodyStream(answer).CopyToAsync(stream);

        protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            new FakeBodyStream(answer).CopyTo(stream);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            new FakeBodyStream(answer).CopyToAsync(stream, cancellationToken);

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new FakeBodyStream(answer));

        protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => new FakeBodyStream(answer);
    }
}
