namespace AdobePass.Testing;

/// <summary>
/// Represents one request and its result. Values of <c>Authorization</c>, <c>client_secret</c> and <c>software_statement</c> are
/// <c>***</c>.
/// </summary>
public sealed record FakeExchange
{
    /// <summary>Gets the number of the exchange, from 1, in the order in which responses were ready.</summary>
    public required long Number { get; init; }

    /// <summary>Gets the time at which the request arrived, on the clock of the fake.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets the operation.</summary>
    public required FakeOperation Operation { get; init; }

    /// <summary>Gets the HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the path as sent.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the query as sent, without the question mark.</summary>
    public required string Query { get; init; }

    /// <summary>Gets all request headers.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>Gets the request body as a string; empty if there is no body.</summary>
    public required string Body { get; init; }

    /// <summary>Gets the HTTP status of the response; 0 if the connection was broken.</summary>
    public required int Status { get; init; }

    /// <summary>Gets the reason for the rejection; null if the request was not rejected.</summary>
    public string? Rejection { get; init; }

    /// <summary>Gets the kind of the injected fault; null if none was injected.</summary>
    public FakeFaultKind? Fault { get; init; }

    /// <summary>Gets the client id of the request; null if there is none or the request was rejected before it was known.</summary>
    public string? ClientId { get; init; }

    /// <summary>Gets the Base64 identifier from <c>AP-Device-Identifier</c>; null if none was read.</summary>
    public string? DeviceId { get; init; }

    /// <summary>Gets the IP address that the throttle counts the request for.</summary>
    public required string Address { get; init; }

    /// <summary>Gets the first value of a request header.</summary>
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
}
