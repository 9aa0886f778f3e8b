using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdobePass.Testing;

/// <summary>A response of the fake, whichever transport it leaves by. Immutable; change it with a <c>with</c> expression.</summary>
public sealed record FakeResponse
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The <c>Content-Type</c>; null sends none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body; empty by default.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Further headers, in order; names may repeat.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>
    /// Blanks sent after <see cref="Body"/>, in bytes, without being held in memory: trailing white space keeps JSON valid, so this makes
    /// bodies of any size. Default: 0.
    /// </summary>
    public long TrailingBlanks { get; init; }

    /// <summary>
    /// Breaks the connection after this many body bytes although <c>Content-Length</c> announced all of them. Default: null, never.
    /// </summary>
    public long? TruncateAfter { get; init; }

    /// <summary>Breaks the connection instead of answering; everything else is then ignored. Default: false.</summary>
    public bool ResetsConnection { get; init; }

    /// <summary>
    /// The HTTP/1.1 reason phrase. Rejections put their report here, because a client must ignore it while a human can read it in a trace.
    /// Characters outside printable ASCII are replaced. Default: null, the standard phrase.
    /// </summary>
    public string? ReasonPhrase { get; init; }

    /// <summary>The body read as UTF-8, without <see cref="TrailingBlanks"/>.</summary>
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

    /// <summary>A JSON response with the documented content type <c>application/json;charset=UTF-8</c>.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <returns>The response.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public static FakeResponse Json(int status, JsonNode body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Text(status, body.ToJsonString(Plain), "application/json;charset=UTF-8");
    }

    /// <summary>An HTML response.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="html">The page.</param>
    /// <returns>The response.</returns>
    public static FakeResponse Html(int status, string html) => Text(status, html, "text/html");

    /// <summary>A response with any text, in UTF-8.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The content type; null sends none.</param>
    /// <returns>The response.</returns>
    public static FakeResponse Text(int status, string body, string? contentType) =>
        new() { Status = status, ContentType = contentType, Body = Encoding.UTF8.GetBytes(body) };

    /// <summary>A response without a body.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The response.</returns>
    public static FakeResponse Empty(int status) => new() { Status = status };

    /// <summary>A 302 to another address.</summary>
    /// <param name="location">The value of <c>Location</c>.</param>
    /// <returns>The response.</returns>
    public static FakeResponse Redirect(string location) => new() { Status = 302, Headers = [new("Location", location)] };

    /// <summary>A response without an answer: the connection breaks.</summary>
    /// <returns>The response, with <see cref="Status"/> 0.</returns>
    public static FakeResponse Reset() => new() { Status = 0, ResetsConnection = true };
}
