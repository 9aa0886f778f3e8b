using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>An interface joined with the operations it uses, and with nothing else of the spec: all that is emitted for it.</summary>
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

/// <summary>One method of the client.</summary>
/// <param name="Declarer">The interface that declares it, with <c>global::</c>.</param>
/// <param name="IsExplicit">Whether it is implemented explicitly, because another one has its name and parameters.</param>
/// <param name="ReturnText">The return type in C#.</param>
/// <param name="Call">The call to make; null when the method cannot be bound.</param>
/// <param name="Diagnostic">Why it cannot be bound.</param>
internal sealed record BoundMethod(
    string Declarer,
    string Name,
    bool IsExplicit,
    string ReturnText,
    EquatableArray<BoundParameter> Parameters,
    BoundCall? Call,
    DiagnosticInfo? Diagnostic,
    MethodDocs? Docs);

internal sealed record BoundParameter(string Name, string TypeText, string? DefaultText, bool IsValueType = false);

internal sealed record MethodDocs(string Summary, string Remarks, string Returns, EquatableArray<ParameterDocs> Parameters, bool IsDeprecated);

internal sealed record ParameterDocs(string Name, string Text);

/// <summary>How a method sends its operation.</summary>
/// <param name="ValueText">The type of the value that is read.</param>
/// <param name="ReadText">The delegate that reads it.</param>
internal sealed record BoundCall(
    string OperationId,
    string HttpMethod,
    string Path,
    bool RequiresAccessToken,
    bool Redirects,
    DeviceHeaderKinds DeviceHeaders,
    EquatableArray<BoundArgument> Arguments,
    BoundBody? Body,
    string? DeviceArgument,
    string? CancellationArgument,
    CallResult Result,
    bool IsValueTask,
    string? ValueText,
    string? ReadText)
{
    /// <summary>Gets the scopes that the access token needs, separated by blanks.</summary>
    public string Scopes { get; init; } = string.Empty;

    /// <summary>Gets whether the client-side rate limiter sends other requests first.</summary>
    public bool IsBackground { get; init; }
}

internal enum CallResult
{
    Uri,
    Nothing,
    Response,
    Value,
    ResponseOfValue,
}

/// <summary>A method parameter that fills a parameter of the operation.</summary>
/// <param name="Text">The C# expression of its text on the wire.</param>
/// <param name="IsNullChecked">Whether null is refused.</param>
internal sealed record BoundArgument(string WireName, ParameterLocation Location, string Name, string Text, bool IsNullChecked);

/// <summary>The body of a call.</summary>
/// <param name="Fields">The fields of a form.</param>
/// <param name="TypeInfoText">The user's own type that a context writes; null for a model.</param>
internal sealed record BoundBody(BodyFormat Format, string Name, bool IsNullChecked, EquatableArray<BoundField> Fields, string? TypeInfoText, bool IsAny);

internal sealed record BoundField(string WireName, string Text);
