using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>Represents a marked interface as declared, without symbols, syntax or locations.</summary>
/// <param name="FullName">The name in C#, with <c>global::</c>.</param>
/// <param name="MetadataName">Namespace, containing types and name, unique in the project.</param>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Containers">The containing types from outside in, as declarations such as <c>class Outer</c>.</param>
/// <param name="Parts">The interface itself and every interface it inherits.</param>
/// <param name="Diagnostic">Why no client can be generated; <see langword="null"/> if one can.</param>
internal sealed record InterfaceModel(
    string FullName,
    string MetadataName,
    string Namespace,
    string Name,
    EquatableArray<string> Containers,
    string Accessibility,
    bool IsPublic,
    string SpecName,
    string? ClientName,
    bool IsDefaultClientNameTaken,
    string? JsonContext,
    bool GeneratesRegistration,
    bool HasStrictResponses,
    EquatableArray<InterfacePartModel> Parts,
    DiagnosticInfo? Diagnostic)
{
    /// <summary>Gets the attributes that restrict the use of the interface, which the client repeats.</summary>
    public EquatableArray<string> Restrictions { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Gets whether the name that replaces a taken default name is taken too.</summary>
    public bool IsFallbackClientNameTaken { get; init; }

    /// <summary>Gets the default name of the client, which is used unless it is taken.</summary>
    public string DefaultClientName => ContainerPrefix + DefaultClientNameOf(Name);

    public static string DefaultClientNameOf(string name) =>
        (name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]) ? name.Substring(1) : name) + "Client";

    /// <summary>
    /// Gets the names of the containing types, which precede the client name. The client of a nested interface is next to the outermost
    /// type.
    /// </summary>
    public string ContainerPrefix =>
        string.Concat(Containers.Select(static container => container.Substring(container.LastIndexOf(' ') + 1).TrimStart('@')));
}

/// <summary>Represents an interface whose members the client implements.</summary>
/// <param name="FullName">The name in C#, with <c>global::</c>.</param>
/// <param name="HasAllOperations">Whether the interface declares nothing and gets a method for each operation.</param>
/// <param name="IsOwn">Whether it is the marked interface and not an inherited one.</param>
/// <param name="SpecName">The spec that an inherited interface names, if it is marked itself.</param>
internal sealed record InterfacePartModel(
    string FullName,
    bool IsOwn,
    bool HasAllOperations,
    string? SpecName,
    EquatableArray<MethodModel> Methods);

/// <summary>Represents a method of an interface.</summary>
/// <param name="IsObsolete">Whether the method has the attribute <c>[Obsolete]</c>.</param>
/// <param name="Diagnostic">Why the method cannot be implemented; <see langword="null"/> if it can.</param>
internal sealed record MethodModel(
    string Name,
    string? OperationId,
    bool IsObsolete,
    ReturnModel Return,
    EquatableArray<MethodParameterModel> Parameters,
    EquatableArray<string> Unresolved,
    DiagnosticInfo? Diagnostic)
{
    /// <summary>Gets whether a public method would replace an implementation in another interface.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>Gets the attributes that restrict the use of the method, which the client repeats.</summary>
    public EquatableArray<string> Restrictions { get; init; } = EquatableArray<string>.Empty;
}

/// <summary>Represents the return type of a method.</summary>
/// <param name="Value">The type of the value, if there is one.</param>
/// <param name="Type">The whole type, if there is no value.</param>
internal sealed record ReturnModel(ReturnWrapper Wrapper, ReturnShape Shape, SignatureType? Value, TypeRef? Type);

internal enum ReturnWrapper
{
    Task,
    ValueTask,

    /// <summary>Only the URL, for a user agent.</summary>
    Uri,
    Unsupported,
}

internal enum ReturnShape
{
    Nothing,
    Value,
    Response,
    ResponseOfValue,
}

/// <param name="Default">The default value, if there is one.</param>
internal sealed record MethodParameterModel(string Name, string? WireName, SignatureType Type, DefaultValue? Default);

/// <summary>Represents the default value of a parameter.</summary>
/// <param name="Text">The string, or the number in invariant format.</param>
internal sealed record DefaultValue(DefaultValueKind Kind, string Text = "")
{
    public static readonly DefaultValue Default = new(DefaultValueKind.Default);
    public static readonly DefaultValue Null = new(DefaultValueKind.Null);
}

internal enum DefaultValueKind
{
    Default,
    Null,
    True,
    False,
    Number,
    String,
}

/// <summary>Represents a type in a signature.</summary>
/// <param name="Kind">The kind of the type for the generator.</param>
/// <param name="Type">The type without its nullable annotation.</param>
/// <param name="IsNullable">Whether it is annotated or wrapped as nullable.</param>
/// <param name="IsValueType">Whether a nullable form is <c>Nullable&lt;T&gt;</c>.</param>
internal sealed record SignatureType(SignatureTypeKind Kind, TypeRef Type, bool IsNullable, bool IsValueType = false)
{
    /// <summary>Gets the type as it is declared.</summary>
    public TypeRef DeclaredType => IsNullable ? new NullableTypeRef(Type) : Type;

    /// <summary>Returns whether it is a model with a name, of this project or of another one.</summary>
    public bool IsModel(string? name) => name is not null && Kind switch
    {
        SignatureTypeKind.Model => Type is PlaceholderTypeRef placeholder && placeholder.Name == name,
        SignatureTypeKind.ForeignModel => Type is NamedTypeRef named && named.Name.EndsWith("." + name, StringComparison.Ordinal),
        _ => false,
    };
}

internal enum SignatureTypeKind
{
    /// <summary>A type that does not resolve when the generator runs: the model of that name.</summary>
    Model,

    /// <summary>A type that reads and writes itself: a model emitted in another project.</summary>
    ForeignModel,

    /// <summary>Any other custom type.</summary>
    Own,
    String,
    Boolean,
    Int32,
    Int64,
    Double,
    DateTimeOffset,
    JsonElement,
    ClientSecret,
    AccessToken,
    SoftwareStatement,
    Device,
    CancellationToken,
}
