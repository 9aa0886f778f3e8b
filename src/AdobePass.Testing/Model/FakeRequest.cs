using System.Text;

namespace AdobePass.Testing;

/// <summary>A request as the fake sees it, whichever transport it came over. Immutable.</summary>
public sealed class FakeRequest
{
    /// <summary>The operation the path belongs to.</summary>
    public FakeOperation Operation { get; internal init; }

    /// <summary>The HTTP method, upper case as sent.</summary>
    public required string Method { get; init; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; init; } = "http";

    /// <summary>Host and, when it is not the default one, port.</summary>
    public string Authority { get; init; } = "localhost";

    /// <summary>The path as sent, still percent-encoded.</summary>
    public required string Path { get; init; }

    /// <summary>The query as sent, without the question mark; empty when there is none.</summary>
    public string Query { get; init; } = "";

    /// <summary>All headers in order; a repeated header occurs repeatedly.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The address the connection came from; the throttle key when <c>X-Forwarded-For</c> is absent.</summary>
    public string RemoteAddress { get; init; } = "127.0.0.1";

    /// <summary>The body read as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The first value of a header.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <returns>The value, or null when the header was not sent.</returns>
    public string? GetHeader(string name)
    {
        foreach (var header in Headers)
        {
            if (string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value;
            }
        }

        return null;
    }

    internal FakeRequest WithOperation(FakeOperation operation) => new()
    {
        Operation = operation,
        Method = Method,
        Scheme = Scheme,
        Authority = Authority,
        Path = Path,
        Query = Query,
        Headers = Headers,
        Body = Body,
        RemoteAddress = RemoteAddress,
    };
}
