using System.Net;

namespace AdobePass.Runtime;

/// <summary>Represents a failed response in memory, which can be returned several times.</summary>
internal sealed class RecordedResponse
{
    // Error bodies have a few hundred bytes.
    private const int MaxBodyBytes = 1024 * 1024;

    private readonly HttpStatusCode _status;
    private readonly string? _reason;
    private readonly Version _version;
    private readonly KeyValuePair<string, IEnumerable<string>>[] _headers;
    private readonly KeyValuePair<string, IEnumerable<string>>[] _contentHeaders;
    private readonly byte[] _body;

    private RecordedResponse(HttpResponseMessage response, byte[] body)
    {
        _status = response.StatusCode;
        _reason = response.ReasonPhrase;
        _version = response.Version;
        _headers = [.. response.Headers];
        _contentHeaders = response.Content is { } content
            ? [.. content.Headers.Where(static header => header.Key != "Content-Length")]
            : [];
        _body = body;
    }

    /// <summary>Records a response and replaces its body with a copy in memory.</summary>
    /// <exception cref="HttpRequestException">The body is too large.</exception>
    internal static async ValueTask<RecordedResponse> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content is not { } content)
        {
            return new RecordedResponse(response, []);
        }

        var body = await ResponseBody.ReadAsync(content, MaxBodyBytes, cancellationToken).ConfigureAwait(false);
        if (body.IsTooLarge)
        {
            throw new HttpRequestException($"The response with status {(int)response.StatusCode} is larger than {MaxBodyBytes:N0} bytes.");
        }

        var recorded = new RecordedResponse(response, body.Span.ToArray());
        body.Return();
        response.Content = recorded.CreateContent();
        content.Dispose();
        return recorded;
    }

    internal HttpResponseMessage ToResponse(HttpRequestMessage request)
    {
        var response = new HttpResponseMessage(_status)
        {
            ReasonPhrase = _reason,
            Version = _version,
            RequestMessage = request,
            Content = CreateContent(),
        };
        foreach (var header in _headers)
        {
            response.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return response;
    }

    private ByteArrayContent CreateContent()
    {
        var content = new ByteArrayContent(_body);
        foreach (var header in _contentHeaders)
        {
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return content;
    }
}
