using System.Net;

namespace AdobePass;

/// <summary>Represents the status and the headers of a successful response.</summary>
public class AdobePassResponse
{
    internal AdobePassResponse(
        HttpStatusCode statusCode,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        Uri? redirectUri,
        string? content = null)
    {
        StatusCode = statusCode;
        Headers = headers;
        RedirectUri = redirectUri;
        Content = content;
    }

    /// <summary>Gets the HTTP status: 200 or 201, or 302 where the operation may redirect.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Gets the target of a redirect, absolute; <see langword="null"/> if the response is not a redirect.</summary>
    public Uri? RedirectUri { get; }

    /// <summary>
    /// Gets the body as a string if the operation has no model, for example the HTML form that some MVPDs send for
    /// <c>startAuthentication</c>; otherwise, <see langword="null"/>. It may contain personal data: do not log it.
    /// </summary>
    public string? Content { get; }

    /// <summary>Gets the headers in the order in which they were received. A header with several values has one entry for each.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>Gets the first value of a header.</summary>
    /// <param name="name">The name of the header. It is not case-sensitive.</param>
    /// <returns>The value; <see langword="null"/> if the response does not have the header.</returns>
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

/// <summary>Represents a successful response: its model, status and headers.</summary>
/// <typeparam name="T">The type of the model.</typeparam>
public sealed class AdobePassResponse<T> : AdobePassResponse
{
    internal AdobePassResponse(HttpStatusCode statusCode, IReadOnlyList<KeyValuePair<string, string>> headers, Uri? redirectUri, T value)
        : base(statusCode, headers, redirectUri) => Value = value;

    /// <summary>Gets the model that was read from the body.</summary>
    public T Value { get; }
}
