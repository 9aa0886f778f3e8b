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
    EquatableArray<BoundMethod> Methods);

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
    MethodDocs? Docs);

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
    bool IsNullChecked);

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
    TypeRef? ContextType);

internal sealed record BoundField(string WireName, string Property, WireFormat Format, bool IsNullable);

/// <summary>Represents the reader of the value of a response.</summary>
/// <param name="Type">The type of the value.</param>
/// <param name="Schema">The schema that is read; null for other readers.</param>
internal sealed record BoundResponse(ResponseReader Reader, TypeRef Type, TypeModel? Schema);

internal enum ResponseReader
{
    /// <summary>The value has a schema of the spec.</summary>
    Schema,

    /// <summary>The type reads itself: a model that another project emitted.</summary>
    Model,

    /// <summary>The user's JsonSerializerContext reads it.</summary>
    JsonContext,
}
