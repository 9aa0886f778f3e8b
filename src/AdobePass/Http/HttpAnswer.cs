using System.Net;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>One whole answer: status, headers, and the body in a buffer.</summary>
internal sealed class HttpAnswer(
    AdobePassRequest request,
    AccessToken? token,
    HttpResponseMessage message,
    ResponseBody body,
    ReadIssueReporter reporter) : IDisposable
{
    private bool _isDisposed;

    private AdobePassOperation Operation => request.Operation;

    internal HttpStatusCode StatusCode => message.StatusCode;

    internal bool IsSuccess => message.IsSuccessStatusCode || (Operation.Redirects && (int)StatusCode is >= 300 and < 400);

    internal string? MediaType => message.Content?.Headers.ContentType?.MediaType;

    internal ReadOnlySpan<byte> Body => body.Span;

    /// <summary>Gets what the request has sent and no message may contain.</summary>
    internal IReadOnlyList<string> FindSecrets() => request.FindSecrets(token);

    internal TimeSpan? RetryAfter(DateTimeOffset now) => message.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - now,
        _ => null,
    };

    internal IReadOnlyList<KeyValuePair<string, string>> GetHeaders()
    {
        var list = new List<KeyValuePair<string, string>>();
        foreach (var header in message.Headers)
        {
            foreach (var value in header.Value)
            {
                list.Add(new KeyValuePair<string, string>(header.Key, value));
            }
        }

        if (message.Content is { } content)
        {
            foreach (var header in content.Headers)
            {
                foreach (var value in header.Value)
                {
                    list.Add(new KeyValuePair<string, string>(header.Key, value));
                }
            }
        }

        return list;
    }

    internal T Read<T>(JsonRead<T> read)
    {
        var json = AdobePassJson.WithoutByteOrderMark(Body);
        if (json.IsEmpty)
        {
            throw new AdobePassResponseException(Operation.Id, null, $"{Operation.Id}: the answer with status {(int)StatusCode} has no body; JSON was expected.");
        }

        try
        {
            var value = AdobePassJson.ParseCore(json, read, Operation.StrictResponses, out var report);
            if (report is not null)
            {
                var secrets = FindSecrets();
                report.AttachTo(value, secrets);
                reporter.Report(Operation.Id, report, secrets);
            }

            return value;
        }
        catch (JsonShapeException fault)
        {
            var path = ForeignText.Clean(AdobePassJson.PathOf(json, fault), FindSecrets());
            throw new AdobePassResponseException(Operation.Id, path, $"{Operation.Id}: the answer does not fit the spec at {path}: {fault.Message}.");
        }
        catch (JsonException fault)
        {
            // The reader's own message quotes the text; only its position is passed on.
            var where = fault.LineNumber is { } line ? $" at line {line + 1}, byte {fault.BytePositionInLine + 1}" : string.Empty;
            throw new AdobePassResponseException(
                Operation.Id,
                null,
                $"{Operation.Id}: the answer with status {(int)StatusCode} and content type {ForeignText.Clean(MediaType, FindSecrets()) ?? "(none)"} is no JSON that can be read{where}: it is cut off, malformed or nested too deeply.");
        }
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            body.Return();
            message.Dispose();
        }
    }
}
