using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>Represents an operation: everything that is the same for each of its calls.</summary>
/// <param name="id">The operation's id in the spec.</param>
/// <param name="method">
/// The HTTP method in uppercase, such as <c>GET</c>. It is a string, so that generated code does not need a reference to
/// <c>System.Net.Http</c>, which .NET Framework projects do not have by default.
/// </param>
/// <param name="path">The path with a placeholder such as <c>{serviceProvider}</c> for each value.</param>
/// <param name="requiresAccessToken">Whether the operation requires an access token.</param>
/// <param name="deviceHeaders">The device headers that the operation defines.</param>
/// <param name="redirects">Whether a redirect is the documented response.</param>
/// <param name="scopes">The scopes that the access token needs, separated by blanks; <see langword="null"/> if the spec names none.</param>
/// <param name="strictResponses">Whether any part of a response that cannot be read is an exception.</param>
/// <param name="isBackground">Whether the client-side rate limiter sends requests of other operations first.</param>
/// <param name="requestKind">Whether the operation registers a client, requests an access token, or neither.</param>
/// <param name="isIdempotent">
/// Whether a request may be sent again although the outcome of the first one is not known; <see langword="null"/> for the default of the
/// HTTP method, which is <see langword="true"/> for <c>GET</c>.
/// </param>
/// <param name="contentType">The media type of the body; <see langword="null"/> for the default of its format.</param>
/// <param name="accept">The media type of the response; <see langword="null"/> for <c>application/json</c>.</param>
/// <param name="server">The server; <see langword="null"/> for the base address of the options.</param>
/// <param name="security">
/// The alternatives of the operation's security; <see langword="null"/> if <paramref name="requiresAccessToken"/> says it all.
/// </param>
/// <param name="acceptsNotModified">Whether 304 Not Modified is a documented response.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AdobePassOperation(
    string id,
    string method,
    string path,
    bool requiresAccessToken,
    DeviceHeaders deviceHeaders,
    bool redirects = false,
    string? scopes = null,
    bool strictResponses = false,
    bool isBackground = false,
    RequestKind requestKind = RequestKind.Api,
    bool? isIdempotent = null,
    string? contentType = null,
    string? accept = null,
    ApiServer? server = null,
    SecurityRequirement[]? security = null,
    bool acceptsNotModified = false)
{
    /// <summary>Gets the id of the operation in the spec.</summary>
    public string Id { get; } = id;

    /// <summary>Gets the HTTP method.</summary>
    public HttpMethod Method { get; } = method switch
    {
        "GET" => HttpMethod.Get,
        "POST" => HttpMethod.Post,
        _ => new HttpMethod(method),
    };

    /// <summary>Gets the path with a placeholder such as <c>{serviceProvider}</c> for each value.</summary>
    public string Path { get; } = path;

    /// <summary>Gets whether the operation requires an access token.</summary>
    public bool RequiresAccessToken { get; } = requiresAccessToken;

    /// <summary>Gets the device headers that the operation defines.</summary>
    public DeviceHeaders DeviceHeaders { get; } = deviceHeaders;

    /// <summary>Gets whether a redirect is the documented response.</summary>
    public bool Redirects { get; } = redirects;

    /// <summary>Gets the scopes that the access token needs, separated by blanks; <see langword="null"/> if the spec names none.</summary>
    public string? Scopes { get; } = scopes;

    /// <summary>Gets whether any part of a response that cannot be read is an exception.</summary>
    internal bool StrictResponses { get; } = strictResponses;

    /// <summary>Gets whether the client-side rate limiter sends requests of other operations first.</summary>
    public bool IsBackground { get; } = isBackground;

    /// <summary>Gets whether the operation registers a client, requests an access token, or neither.</summary>
    internal RequestKind RequestKind { get; } = requestKind;

    /// <summary>Gets whether a request may be sent again although the outcome of the first one is not known.</summary>
    internal bool IsIdempotent { get; } = isIdempotent ?? method == "GET";

    /// <summary>Gets the media type of the body; <see langword="null"/> for the default of its format.</summary>
    internal string? ContentType { get; } = contentType;

    /// <summary>Gets the media type of the response.</summary>
    internal string Accept { get; } = accept ?? "application/json";

    /// <summary>Gets the server; <see langword="null"/> for the base address of the options.</summary>
    internal ApiServer? Server { get; } = server;

    /// <summary>Gets the alternatives of the operation's security; none if it needs no credentials of the options.</summary>
    internal SecurityRequirement[] Security { get; } = security ?? [];

    /// <summary>Gets whether the operation needs credentials that it names itself.</summary>
    internal bool HasSecurity => Security.Length > 0;

    /// <summary>Gets whether 304 Not Modified is a documented response.</summary>
    internal bool AcceptsNotModified { get; } = acceptsNotModified;

    /// <summary>Gets the URLs of recent calls.</summary>
    internal UrlCache Urls { get; } = new();
}
