using System.Text;

namespace AdobePass.Testing;

/// <summary>Represents a request to the fake, independent of its transport. It is immutable.</summary>
public sealed class FakeRequest
{
    /// <summary>Gets the operation of the path.</summary>
    public FakeOperation Operation { get; internal init; }

    /// <summary>Gets the HTTP method as sent.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the URI scheme: <c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; init; } = "http";

    /// <summary>Gets the host and, if it is not the default, the port.</summary>
    public string Authority { get; init; } = "localhost";

    /// <summary>Gets the path as sent, still percent-encoded.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the query as sent, without the question mark; empty if there is none.</summary>
    public string Query { get; init; } = "";

    /// <summary>Gets all headers in order. A repeated header has several entries.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Gets the body; empty if there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets the IP address of the connection. It is the throttle key if <c>X-Forwarded-For</c> is absent.</summary>
    public string RemoteAddress { get; init; } = "127.0.0.1";

    /// <summary>Gets the body decoded as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    /// <summary>Gets the first value of a header.</summary>
    /// <param name="name">The name of the header; case is ignored.</param>
    /// <returns>The value, or null if the header was not sent.</returns>
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
