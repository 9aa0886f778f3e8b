using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Represents an operation of a spec.</summary>
internal sealed record OperationModel(
    string Id,
    string Method,
    string Path,
    bool RequiresAccessToken,
    bool Redirects,
    DeviceHeaderKinds DeviceHeaders,
    EquatableArray<ParameterModel> Parameters,
    BodyModel? Body,
    TypeModel? Response,
    string Summary,
    string Description,
    string ResponseDescription,
    bool IsDeprecated)
{
    /// <summary>Gets the scopes that the access token needs, separated by spaces; empty if the document names none.</summary>
    public string Scopes { get; init; } = string.Empty;

    /// <summary>Gets whether the client-side rate limiter sends other requests first.</summary>
    public bool IsBackground { get; init; }

    /// <summary>Gets whether the operation registers a client, requests an access token, or neither.</summary>
    public RequestKind RequestKind { get; init; }

    /// <summary>Gets whether a request may be sent again although the outcome of the first one is not known.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>
    /// Gets the normalized id. It is computed once, because every method of every interface is compared with all ids.
    /// </summary>
    public string FoldedId { get; } = Names.Fold(Id);

    /// <summary>Gets the format of the response.</summary>
    public ResponseFormat ResponseFormat { get; init; }

    /// <summary>Gets whether a successful response may have no body.</summary>
    public bool IsResponseOptional { get; init; }

    /// <summary>Gets whether 304 Not Modified is a documented response.</summary>
    public bool AcceptsNotModified { get; init; }

    /// <summary>Gets the types of successful responses with different bodies; empty if there is only one.</summary>
    public EquatableArray<TypeModel> Alternatives { get; init; } = EquatableArray<TypeModel>.Empty;

    /// <summary>Gets the media type to accept; null for <c>application/json</c>.</summary>
    public string? Accept { get; init; }

    /// <summary>Gets whether the body is <c>multipart/form-data</c>, whose parts are parameters.</summary>
    public bool IsMultipart { get; init; }

    /// <summary>Gets the server; null for the base address of the options.</summary>
    public ServerModel? Server { get; init; }

    /// <summary>Gets the alternatives of security; empty if <see cref="RequiresAccessToken"/> says it all.</summary>
    public EquatableArray<SecurityRequirementModel> Security { get; init; } = EquatableArray<SecurityRequirementModel>.Empty;

    /// <summary>Gets whether only a user agent opens the URL: the request has no token, and the response is a redirect.</summary>
    public bool IsForUserAgent =>
        !RequiresAccessToken && Security.Count == 0 && Redirects && Method == "get" && Response is null && !AcceptsNotModified;

    /// <summary>Finds the parameter that a method parameter fills, by its explicit wire name or else by its name.</summary>
    /// <param name="name">The name of the method parameter.</param>
    /// <param name="wireName">The explicit name.</param>
    /// <param name="isBound">Whether another method parameter fills a parameter. Two locations may have the same name.</param>
    public ParameterModel? FindParameter(string name, string? wireName, Func<ParameterModel, bool>? isBound = null)
    {
        ParameterModel? first = null;
        string? folded = null;
        for (var step = NameMatch.Exact; step <= NameMatch.FoldedWithLocation; step++)
        {
            if (step == NameMatch.Folded)
            {
                folded = Names.Fold(wireName ?? name);
            }

            foreach (var candidate in Parameters)
            {
                if (!IsMatch(candidate, step, name, wireName, folded))
                {
                    continue;
                }

                if (isBound is null || !isBound(candidate))
                {
                    return candidate;
                }

                first ??= candidate;
            }
        }

        return first;
    }

    // Two parameters of a spec may differ only in case or punctuation. The location may be part of the name: "idQuery".
    private static bool IsMatch(ParameterModel candidate, NameMatch step, string name, string? wireName, string? folded) => step switch
    {
        NameMatch.Exact => candidate.Name == (wireName ?? name),
        NameMatch.Camel => wireName is null && candidate.CamelName == name,
        NameMatch.Folded => candidate.FoldedName == folded,
        _ => folded!.Length > candidate.FoldedName.Length
            && Names.Fold(candidate.Location.ToString()) is var location
            && (candidate.FoldedName + location == folded || location + candidate.FoldedName == folded),
    };

    private enum NameMatch
    {
        Exact,
        Camel,
        Folded,
        FoldedWithLocation,
    }
}

[Flags]
internal enum DeviceHeaderKinds
{
    None = 0,
    DeviceIdentifier = 1,
    DeviceInformation = 2,
    ForwardedFor = 4,
}

/// <summary>Represents a parameter of an operation, or a part of a multipart body.</summary>
internal sealed record ParameterModel(string Name, ParameterLocation Location, bool IsRequired, TypeModel Type, string Description)
{
    /// <summary>Gets the normalized name.</summary>
    public string FoldedName { get; } = Names.Fold(Name);

    /// <summary>Gets the name in camel case.</summary>
    public string CamelName { get; } = Names.Camel(Name);

    /// <summary>Gets how the value is written.</summary>
    public ParameterFormat Format { get; init; } = ParameterFormat.DefaultOf(Location);

    /// <summary>Gets the media type of a part; null for the default.</summary>
    public string? ContentType { get; init; }

    /// <summary>Gets the key that identifies the parameter. Headers differ by more than case.</summary>
    public string Key => Location + "\n" + (Location == ParameterLocation.Header ? Name.ToLowerInvariant() : Name);
}

/// <summary>Represents how a value is written: the style of OpenAPI and its modifiers.</summary>
internal sealed record ParameterFormat(ParameterStyle Style, bool Explode, bool AllowReserved)
{
    public static ParameterFormat DefaultOf(ParameterLocation location) =>
        new(DefaultStyle(location), IsForm(location), AllowReserved: false);

    public static ParameterStyle DefaultStyle(ParameterLocation location) =>
        IsForm(location) ? ParameterStyle.Form : ParameterStyle.Simple;

    private static bool IsForm(ParameterLocation location) => location is not (ParameterLocation.Path or ParameterLocation.Header);
}

/// <summary>Specifies a style of OpenAPI. The names are those of the runtime library.</summary>
internal enum ParameterStyle
{
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,

    /// <summary>The value is JSON.</summary>
    Json,
}

internal enum ParameterLocation
{
    Path,
    Query,
    Header,
    Cookie,

    /// <summary>A field of a form body.</summary>
    Form,

    /// <summary>A part of a multipart body.</summary>
    Part,
}

/// <summary>Represents a body that one method parameter contains.</summary>
/// <param name="ContentType">The media type; null for the default of the format.</param>
internal sealed record BodyModel(BodyFormat Format, bool IsRequired, TypeModel Type, string Description, string? ContentType = null)
{
    /// <summary>Gets whether the body is a model that writes itself.</summary>
    public bool IsObject => Type.Shape == SchemaKind.Object && (Format is BodyFormat.Json or BodyFormat.Form);

    /// <summary>Gets how the fields of a form are written that are not single values.</summary>
    public EquatableArray<FieldFormatModel> FieldFormats { get; init; } = EquatableArray<FieldFormatModel>.Empty;
}

internal sealed record FieldFormatModel(string Name, ParameterFormat Format);

internal enum BodyFormat
{
    Json,
    Form,
    Text,
    Stream,
}

internal enum ResponseFormat
{
    Json,
    Text,
    Stream,
}

/// <summary>Represents a server.</summary>
/// <param name="SpecName">The name of the spec if the server is the default of all operations; otherwise, an empty string.</param>
/// <param name="DeclaredUrl">The URL as the document declares it.</param>
/// <param name="Url">The absolute URL, or a path that begins with <c>/</c>.</param>
/// <param name="Variables">The names and default values of the variables, in turn.</param>
internal sealed record ServerModel(string SpecName, string DeclaredUrl, string Url, EquatableArray<string> Variables);

/// <summary>Represents one alternative of security; without schemes, the operation needs no credentials.</summary>
internal sealed record SecurityRequirementModel(EquatableArray<SecuritySchemeModel> Schemes);

/// <param name="Name">The name of the scheme in the document.</param>
/// <param name="Kind">How the credential is sent.</param>
/// <param name="Parameter">The name of the header, the query parameter or the cookie; otherwise, an empty string.</param>
internal sealed record SecuritySchemeModel(string Name, SecurityKind Kind, string Parameter);

/// <summary>Specifies how a credential is sent. The names are those of the runtime library.</summary>
internal enum SecurityKind
{
    AdobePass,
    Basic,
    Bearer,
    BearerOrAdobePass,
    HeaderKey,
    QueryKey,
    CookieKey,

    /// <summary>The handler of the connection sends the credential, for example a client certificate.</summary>
    Handler,
}
