using AdobePass.Generators.Catalog;
using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>Represents an interface and the operations that it uses: the complete input of the emitter.</summary>
internal sealed record BoundInterface(
    string FullName,
    string MetadataName,
    string Namespace,
    string Name,
    EquatableArray<string> Containers,
    string Accessibility,
    bool IsPublic,
    string SpecName,
    string ModelNamespace,
    string ClientName,
    string? JsonContext,
    bool GeneratesRegistration,
    bool HasStrictResponses,
    bool IsFilledIn,
    EquatableArray<BoundMethod> Methods)
{
    /// <summary>Gets the attributes of the interface that the client repeats.</summary>
    public EquatableArray<string> Restrictions { get; init; } = EquatableArray<string>.Empty;
}

/// <summary>Represents a method of the client.</summary>
/// <param name="Declarer">The interface that declares it, with <c>global::</c>.</param>
/// <param name="IsExplicit">Whether it is implemented explicitly, because another method has the same name and parameters.</param>
/// <param name="Call">The call; null if the method cannot be bound.</param>
/// <param name="Diagnostic">Why it cannot be bound.</param>
internal sealed record BoundMethod(
    string Declarer,
    string Name,
    bool IsExplicit,
    TypeRef ReturnType,
    EquatableArray<BoundParameter> Parameters,
    BoundCall? Call,
    DiagnosticInfo? Diagnostic,
    MethodDocs? Docs)
{
    /// <summary>Gets the attributes of the method that the client repeats.</summary>
    public EquatableArray<string> Restrictions { get; init; } = EquatableArray<string>.Empty;
}

internal sealed record BoundParameter(string Name, TypeRef Type, DefaultValue? Default, bool IsValueType = false);

internal sealed record MethodDocs(
    string Summary,
    string Remarks,
    string Returns,
    EquatableArray<ParameterDocs> Parameters,
    bool IsDeprecated);

internal sealed record ParameterDocs(string Name, string Text);

/// <summary>Represents the call of an operation by a method.</summary>
/// <param name="ModelNamespace">The namespace of the models of the operation.</param>
/// <param name="Device">The parameter with the device.</param>
/// <param name="Cancellation">The parameter with the cancellation token.</param>
/// <param name="IsCancellationNullable">Whether that parameter is nullable.</param>
internal sealed record BoundCall(
    string OperationId,
    string HttpMethod,
    string Path,
    bool RequiresAccessToken,
    bool Redirects,
    DeviceHeaderKinds DeviceHeaders,
    string ModelNamespace,
    EquatableArray<BoundArgument> Arguments,
    BoundBody? Body,
    string? Device,
    string? Cancellation,
    bool IsCancellationNullable,
    CallResult Result,
    bool IsValueTask,
    BoundResponse? Response)
{
    /// <summary>Gets the scopes that the access token needs, separated by spaces.</summary>
    public string Scopes { get; init; } = string.Empty;

    /// <summary>Gets whether the client-side rate limiter sends other requests first.</summary>
    public bool IsBackground { get; init; }

    /// <summary>Gets whether the operation registers a client, requests an access token, or neither.</summary>
    public RequestKind RequestKind { get; init; }

    /// <summary>Gets whether a request may be sent again although the outcome of the first one is not known.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Gets the media type of the body; null for the default of its format.</summary>
    public string? ContentType { get; init; }

    /// <summary>Gets the media type to accept; null for <c>application/json</c>.</summary>
    public string? Accept { get; init; }

    /// <summary>Gets the server; null for the base address of the options.</summary>
    public ServerModel? Server { get; init; }

    /// <summary>Gets the alternatives of security; empty if <see cref="RequiresAccessToken"/> says it all.</summary>
    public EquatableArray<SecurityRequirementModel> Security { get; init; } = EquatableArray<SecurityRequirementModel>.Empty;

    /// <summary>Gets whether a request can need an access token of Adobe Pass.</summary>
    public bool MayNeedAccessToken => RequiresAccessToken
        || Security.Any(static each => each.Schemes.Any(
            static scheme => scheme.Kind is SecurityKind.AdobePass or SecurityKind.BearerOrAdobePass));

    /// <summary>Gets whether 304 Not Modified is a documented response.</summary>
    public bool AcceptsNotModified { get; init; }

    /// <summary>Gets whether the body is multipart, whose parts are arguments.</summary>
    public bool IsMultipart { get; init; }
}

internal enum CallResult
{
    Uri,
    Nothing,
    Response,
    Value,
    ResponseOfValue,
}

/// <summary>Represents a method parameter that fills a parameter of the operation.</summary>
/// <param name="Parameter">The name of the method parameter.</param>
/// <param name="IsNullable">Whether the method parameter is nullable.</param>
/// <param name="IsNullChecked">Whether the client rejects null.</param>
internal sealed record BoundArgument(
    string WireName,
    ParameterLocation Location,
    string Parameter,
    WireFormat Format,
    bool IsNullable,
    bool IsNullChecked)
{
    /// <summary>Gets the value that is written as JSON first; null for a format of its own.</summary>
    public WrittenValue? Written { get; init; }

    /// <summary>Gets how the value is written.</summary>
    public ParameterFormat Style { get; init; } = ParameterFormat.DefaultOf(Location);

    /// <summary>Gets the media type of a part; null for the default.</summary>
    public string? ContentType { get; init; }
}

/// <summary>Represents a value that a method of the client writes as JSON.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Type">The type without its nullable annotation.</param>
/// <param name="IsValueType">Whether the type is a value type.</param>
internal sealed record WrittenValue(TypeModel Schema, TypeRef Type, bool IsValueType);

/// <summary>Represents the body of a call.</summary>
/// <param name="Parameter">The name of the method parameter.</param>
/// <param name="Fields">The fields of a form.</param>
/// <param name="ContextType">The custom type that a JsonSerializerContext writes; null for a model.</param>
internal sealed record BoundBody(
    BodyFormat Format,
    string Parameter,
    bool IsNullable,
    bool IsNullChecked,
    EquatableArray<BoundField> Fields,
    TypeRef? ContextType)
{
    /// <summary>Gets the value that is written as JSON first; null for other bodies.</summary>
    public WrittenValue? Written { get; init; }
}

internal sealed record BoundField(string WireName, string Property, WireFormat Format, bool IsNullable)
{
    /// <summary>Gets the value that is written as JSON first; null for a format of its own.</summary>
    public WrittenValue? Written { get; init; }

    /// <summary>Gets how the value is written.</summary>
    public ParameterFormat Style { get; init; } = ParameterFormat.DefaultOf(ParameterLocation.Form);
}

/// <summary>Represents the reader of the value of a response.</summary>
/// <param name="Type">The type of the value.</param>
/// <param name="Schema">The schema that is read; null for other readers.</param>
/// <param name="IsOptional">Whether the value is null if the response has no body.</param>
internal sealed record BoundResponse(ResponseReader Reader, TypeRef Type, TypeModel? Schema, bool IsOptional = false);

internal enum ResponseReader
{
    /// <summary>The value has a schema of the spec.</summary>
    Schema,

    /// <summary>The type reads itself: a model that another project emitted.</summary>
    Model,

    /// <summary>The user's JsonSerializerContext reads it.</summary>
    JsonContext,

    /// <summary>The body is a string.</summary>
    Text,

    /// <summary>The body is a stream.</summary>
    Stream,
}
