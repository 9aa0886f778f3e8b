namespace AdobePass.Testing;

/// <summary>One request and what became of it. Values of <c>Authorization</c>, <c>client_secret</c> and <c>software_statement</c> are <c>***</c>.</summary>
public sealed record FakeExchange
{
    /// <summary>Its number, from 1, in the order in which answers were ready.</summary>
    public required long Number { get; init; }

    /// <summary>When the request came in, on the clock of the fake.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The operation.</summary>
    public required FakeOperation Operation { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path as sent.</summary>
    public required string Path { get; init; }

    /// <summary>The query as sent, without the question mark.</summary>
    public required string Query { get; init; }

    /// <summary>All request headers.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The request body as text; empty when there was none.</summary>
    public required string Body { get; init; }

    /// <summary>The HTTP status of the answer; 0 when the connection was broken instead.</summary>
    public required int Status { get; init; }

    /// <summary>Why the request was refused; null when it was not.</summary>
    public string? Rejection { get; init; }

    /// <summary>The fault that was injected; null when there was none.</summary>
    public FakeFaultKind? Fault { get; init; }

    /// <summary>The client the request belongs to; null when it has none (or was refused before that was known).</summary>
    public string? ClientId { get; init; }

    /// <summary>The Base64 identifier from <c>AP-Device-Identifier</c>; null when none was read.</summary>
    public string? DeviceId { get; init; }

    /// <summary>The address the throttle counts the request for.</summary>
    public required string Address { get; init; }

    /// <summary>The first value of a request header.</summary>
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
}
