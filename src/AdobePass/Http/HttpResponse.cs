using System.Net;
using System.Text;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>One whole answer: status, headers, and the body in a buffer.</summary>
internal sealed class HttpResponse(
    AdobePassRequest request,
    AccessToken? token,
    HttpResponseMessage message,
    ResponseBody body,
    ReadIssueReporter reporter) : IDisposable
{
    /// <summary>What to check when a web page arrives.</summary>
    internal const string WebPageAdvice =
        "A proxy, a firewall or a captive portal has probably answered, or the address is that of another server. " +
        "Check the network, then the address in the options.";

    private bool _isDisposed;

    private AdobePassOperation Operation => request.Operation;

    internal HttpStatusCode StatusCode => message.StatusCode;

    internal bool IsSuccess => message.IsSuccessStatusCode || (Operation.Redirects && IsRedirect);

    /// <summary>Gets the target of a redirect, absolute; null if the response is not a redirect or does not say where to.</summary>
    internal Uri? RedirectUri => IsRedirect && message.Headers.Location is { } location
        ? location.IsAbsoluteUri ? location : message.RequestMessage?.RequestUri is { } sent ? new Uri(sent, location) : null
        : null;

    /// <summary>Gets whether the body is a page for a browser: a proxy, a captive portal or another server has answered.</summary>
    internal bool IsWebPage => MediaType is "text/html" or "application/xhtml+xml" || (!Body.IsEmpty && FirstCharacter(Body) == (byte)'<');

    private bool IsRedirect => (int)StatusCode is >= 300 and < 400 and not 304;

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

    /// <summary>Reads the body as text; null if there is none.</summary>
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
            // A character set that this machine does not know.
            encoding = Encoding.UTF8;
        }

        return encoding.GetString(AdobePassJson.WithoutByteOrderMark(Body).ToArray());
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
            var path = UntrustedText.Clean(AdobePassJson.PathOf(json, fault), FindSecrets());
            throw new AdobePassResponseException(Operation.Id, path, $"{Operation.Id}: the answer does not fit the spec at {path}: {fault.Message}.");
        }
        catch (JsonException fault)
        {
            if (IsWebPage)
            {
                throw new AdobePassResponseException(
                    Operation.Id,
                    null,
                    $"{Operation.Id}: the response with status {(int)StatusCode} is a web page, not JSON. {WebPageAdvice}");
            }

            // The reader's own message quotes the text; only its position is passed on.
            var where = fault.LineNumber is { } line ? $" at line {line + 1}, byte {fault.BytePositionInLine + 1}" : string.Empty;
            throw new AdobePassResponseException(
                Operation.Id,
                null,
                $"{Operation.Id}: the answer with status {(int)StatusCode} and content type {UntrustedText.Clean(MediaType, FindSecrets()) ?? "(none)"} is no JSON that can be read{where}: it is cut off, malformed or nested too deeply.");
        }
    }

    // A redirect has no body of interest: the model is empty but for the target.
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
                $"{Operation.Id}: the service redirects with status {(int)StatusCode}, and {typeof(T).Name} cannot hold the target. " +
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
