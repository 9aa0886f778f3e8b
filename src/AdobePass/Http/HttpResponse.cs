using System.Net;
using System.Text;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>Represents a complete response: the status, the headers, and the body in a buffer.</summary>
internal sealed class HttpResponse(
    AdobePassRequest request,
    AccessToken? token,
    HttpResponseMessage message,
    ResponseBody body,
    ReadIssueReporter reporter) : IDisposable
{
    /// <summary>The advice for a response that is a web page.</summary>
    internal const string WebPageAdvice =
        "A proxy, a firewall or a captive portal has probably sent it, or the base address is the URL of another server. " +
        "Check the network, then the base address in the options.";

    private bool _isDisposed;

    private AdobePassOperation Operation => request.Operation;

    internal HttpStatusCode StatusCode => message.StatusCode;

    internal bool IsSuccess =>
        message.IsSuccessStatusCode || (Operation.Redirects && IsRedirect) || (Operation.AcceptsNotModified && (int)StatusCode == 304);

    /// <summary>
    /// Gets the absolute target of a redirect; <see langword="null"/> if the response is not a redirect or has no location.
    /// </summary>
    internal Uri? RedirectUri => IsRedirect && message.Headers.Location is { } location
        ? location.IsAbsoluteUri ? location : message.RequestMessage?.RequestUri is { } sent ? new Uri(sent, location) : null
        : null;

    /// <summary>Gets whether the body is a web page. A proxy, a captive portal or another server has sent it.</summary>
    internal bool IsWebPage => MediaType is "text/html" or "application/xhtml+xml" || (!Body.IsEmpty && FirstCharacter(Body) == (byte)'<');

    private bool IsRedirect => (int)StatusCode is >= 300 and < 400 and not 304;

    internal string? MediaType => message.Content?.Headers.ContentType?.MediaType;

    internal ReadOnlySpan<byte> Body => body.Span;

    /// <summary>Gets the secrets that the request sent. No message may contain them.</summary>
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

    /// <summary>Reads the body as a string; <see langword="null"/> if there is none.</summary>
    internal string? ReadText()
    {
        if (Body.IsEmpty)
        {
            return null;
        }

        Encoding encoding;
        try
        {
            encoding = message.Content?.Headers.ContentType?.CharSet is { Length: > 0 } name
                ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            // This machine does not support the character set.
            encoding = Encoding.UTF8;
        }

        return encoding.GetString(AdobePassJson.WithoutByteOrderMark(Body).ToArray());
    }

    /// <summary>Reads the body as bytes, in a stream of its own.</summary>
    internal Stream ReadStream() => new MemoryStream(Body.ToArray(), writable: false);

    /// <summary>Reads a response that may have no body, or the body <c>null</c>.</summary>
    internal T? ReadOptional<T>(JsonRead<T> read)
    {
        var json = AdobePassJson.WithoutByteOrderMark(Body);
        var isNull = json.IsEmpty || (json.Length <= 16 && Encoding.UTF8.GetString(json.ToArray()).Trim() == "null");
        return isNull && !IsRedirect ? default : Read(read);
    }

    internal T Read<T>(JsonRead<T> read)
    {
        if (IsRedirect)
        {
            return ReadRedirect(read);
        }

        var json = AdobePassJson.WithoutByteOrderMark(Body);
        if (json.IsEmpty)
        {
            throw new AdobePassResponseException(
                Operation.Id,
                null,
                $"{Operation.Id}: the response with status {(int)StatusCode} has no body. JSON was expected.");
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
        catch (JsonShapeException exception)
        {
            var path = UntrustedText.Clean(AdobePassJson.PathOf(json, exception), FindSecrets());
            throw new AdobePassResponseException(
                Operation.Id,
                path,
                $"{Operation.Id}: the response does not match the spec at {path}: {exception.Message}.");
        }
        catch (JsonException exception)
        {
            if (IsWebPage)
            {
                throw new AdobePassResponseException(
                    Operation.Id,
                    null,
                    $"{Operation.Id}: the response with status {(int)StatusCode} is a web page, not JSON. {WebPageAdvice}");
            }

            // The message of the JSON reader quotes the response. Only the position is used.
            var where = exception.LineNumber is { } line ? $" at line {line + 1}, byte {exception.BytePositionInLine + 1}" : string.Empty;
            throw new AdobePassResponseException(
                Operation.Id,
                null,
                $"{Operation.Id}: the response with status {(int)StatusCode} and content type " +
                $"{UntrustedText.Clean(MediaType, FindSecrets()) ?? "(none)"} is not valid JSON{where}: " +
                "it is truncated, malformed or nested too deeply.");
        }
    }

    // The body of a redirect is ignored: the model contains the target only.
    private T ReadRedirect<T>(JsonRead<T> read)
    {
        if (RedirectUri is not { } target)
        {
            throw new AdobePassResponseException(
                Operation.Id,
                null,
                $"{Operation.Id}: the response with status {(int)StatusCode} has no usable Location header.");
        }

        T value;
        try
        {
            value = AdobePassJson.ParseCore("{}"u8, read, isStrict: false, out _);
        }
        catch (JsonException)
        {
            value = default!;
        }

        if (value is not IRedirectableModel model)
        {
            throw new AdobePassResponseException(
                Operation.Id,
                null,
                $"{Operation.Id}: the service redirects with status {(int)StatusCode}, and {typeof(T).Name} cannot contain the target. " +
                $"Declare the method with the model of the operation, or with {nameof(AdobePassResponse)}.");
        }

        model.SetRedirectUri(target);
        return value;
    }

    private static byte FirstCharacter(ReadOnlySpan<byte> body)
    {
        foreach (var each in AdobePassJson.WithoutByteOrderMark(body))
        {
            if (each is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return each;
            }
        }

        return 0;
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
