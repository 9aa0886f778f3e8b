using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdobePass.Testing;

/// <summary>
/// Represents a response of the fake, independent of its transport. It is immutable; use a <c>with</c> expression to change it.
/// </summary>
public sealed record FakeResponse
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Gets the <c>Content-Type</c>; null sends none.</summary>
    public string? ContentType { get; init; }

    /// <summary>Gets the body; empty by default.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets additional headers, in order. Names may repeat.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>
    /// Gets the number of blanks (bytes) sent after <see cref="Body"/>. They are not kept in memory. Trailing white space keeps JSON valid,
    /// so a body can have any size. Default: 0.
    /// </summary>
    public long TrailingBlanks { get; init; }

    /// <summary>
    /// Gets the number of body bytes after which the connection breaks. <c>Content-Length</c> is the full length. Default: null, never.
    /// </summary>
    public long? TruncateAfter { get; init; }

    /// <summary>
    /// Gets a value indicating whether the connection breaks without a response. All other properties are then ignored. Default: false.
    /// </summary>
    public bool ResetsConnection { get; init; }

    /// <summary>
    /// Gets the HTTP/1.1 reason phrase. It reports the reason for a rejection: clients must ignore it, but it is visible in a trace.
    /// Characters outside printable ASCII are replaced. Default: null, the standard phrase.
    /// </summary>
    public string? ReasonPhrase { get; init; }

    /// <summary>Gets the body decoded as UTF-8, without <see cref="TrailingBlanks"/>.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    internal long TotalLength => Body.Length + TrailingBlanks;

    internal string? SafeReasonPhrase =>
        ReasonPhrase is null ? null : string.Create(ReasonPhrase.Length, ReasonPhrase, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = text[i] is >= ' ' and <= '~' ? text[i] : '?';
            }
        });

    /// <summary>Creates a JSON response with the documented content type <c>application/json;charset=UTF-8</c>.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <returns>The response.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public static FakeResponse Json(int status, JsonNode body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Text(status, body.ToJsonString(Plain), "application/json;charset=UTF-8");
    }

    /// <summary>Creates an HTML response.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="html">The page.</param>
    /// <returns>The response.</returns>
    public static FakeResponse Html(int status, string html) => Text(status, html, "text/html");

    /// <summary>Creates a response with a string as its body, in UTF-8.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The content type; null sends none.</param>
    /// <returns>The response.</returns>
    public static FakeResponse Text(int status, string body, string? contentType) =>
        new() { Status = status, ContentType = contentType, Body = Encoding.UTF8.GetBytes(body) };

    /// <summary>Creates a response without a body.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The response.</returns>
    public static FakeResponse Empty(int status) => new() { Status = status };

    /// <summary>Creates a 302 redirect to a URL.</summary>
    /// <param name="location">The value of <c>Location</c>.</param>
    /// <returns>The response.</returns>
    public static FakeResponse Redirect(string location) => new() { Status = 302, Headers = [new("Location", location)] };

    /// <summary>Creates a result without a response: the connection breaks.</summary>
    /// <returns>The response, with <see cref="Status"/> 0.</returns>
    public static FakeResponse Reset() => new() { Status = 0, ResetsConnection = true };
}
