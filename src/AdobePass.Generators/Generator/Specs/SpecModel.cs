using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Represents the content of an OpenAPI document that the generator uses, without positions.</summary>
internal sealed record SpecModel(string Name, EquatableArray<OperationModel> Operations, EquatableArray<SchemaModel> Schemas)
{
    /// <summary>Finds an operation by its id. The id of one operation may differ from another one only in case or punctuation.</summary>
    public OperationModel? FindOperation(string id)
    {
        var folded = Names.Fold(id);
        foreach (var operation in Operations)
        {
            if (operation.FoldedId == folded)
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>Finds the operation of a method by its explicit id or, without one, by the name of the method.</summary>
    public OperationModel? FindOperationOf(string methodName, string? operationId) =>
        FindOperation(operationId ?? Names.WithoutAsync(methodName)) ?? FindOperation(methodName);

    public SchemaModel? FindSchema(string typeName)
    {
        foreach (var schema in Schemas)
        {
            if (schema.TypeName == typeName && !schema.IsRuntimeType)
            {
                return schema;
            }
        }

        return null;
    }
}

/// <summary>
/// Represents a type of the spec. <paramref name="Name"/> is the C# name of a model or extensible enum. <paramref name="Element"/> is the
/// element type of a list or map.
/// </summary>
internal sealed record TypeModel(SchemaKind Shape, string? Name = null, TypeModel? Element = null)
{
    public bool IsModel => Shape is SchemaKind.Object or SchemaKind.OpenEnum;

    public bool IsScalar =>
        Shape is not (SchemaKind.Object or SchemaKind.RuntimeObject or SchemaKind.List or SchemaKind.Map or SchemaKind.Any);
}

internal enum SchemaKind
{
    String,
    Int32,
    Int64,
    Double,
    Boolean,

    /// <summary>Milliseconds since 1970, a number on the wire.</summary>
    EpochMilliseconds,

    /// <summary>Milliseconds since 1970, a string of digits on the wire.</summary>
    EpochMillisecondsText,
    ClientSecret,
    AccessToken,
    SoftwareStatement,
    Any,
    Object,
    OpenEnum,

    /// <summary>A model that the runtime library has.</summary>
    RuntimeObject,

    /// <summary>An extensible enum that the runtime library has.</summary>
    RuntimeEnum,
    List,
    Map,

    /// <summary>A file in a multipart body.</summary>
    File,

    /// <summary>The bytes of a body that is neither JSON nor text.</summary>
    Stream,
}

internal sealed record SchemaModel(
    string TypeName,
    bool IsEnum,
    EquatableArray<PropertyModel> Properties,
    EquatableArray<EnumValueModel> Values,
    string Description,
    bool IsPlaceholderType = false)
{
    /// <summary>Gets the name of the property with the members that the spec does not have.</summary>
    public string AdditionalMembersName { get; init; } = "AdditionalMembers";

    /// <summary>Gets the name of the property with the parts of a response that could not be read.</summary>
    public string ReadIssuesName { get; init; } = "ReadIssues";

    /// <summary>Gets whether the model is the whole response of an operation.</summary>
    public bool IsResponse { get; init; }

    /// <summary>Gets the name of the property with the target of a redirect; empty if no operation with this response redirects.</summary>
    public string RedirectUriName { get; init; } = string.Empty;

    /// <summary>Gets whether the runtime library has the type, so that nothing is emitted for it elsewhere.</summary>
    public bool IsRuntimeType { get; init; }

    /// <summary>Gets the member of a request whose values an extensible enum restricts; empty if it restricts none.</summary>
    public string RequestMember { get; init; } = string.Empty;

    /// <summary>Gets the methods that find an item of a list by its key.</summary>
    public EquatableArray<LookupModel> Lookups { get; init; } = EquatableArray<LookupModel>.Empty;

    /// <summary>Creates an empty model for a name that the spec does not have.</summary>
    public static SchemaModel PlaceholderType(string typeName) => new(
        typeName,
        IsEnum: false,
        EquatableArray<PropertyModel>.Empty,
        EquatableArray<EnumValueModel>.Empty,
        "A placeholder for a type that neither the API spec nor the project has. See the error where it is used.",
        IsPlaceholderType: true);
}

internal sealed record PropertyModel(string JsonName, string Name, TypeModel Type, bool IsRequired, string Description);

/// <summary>Represents a method that finds an item of a list by its key.</summary>
/// <param name="MethodName">The name of the method.</param>
/// <param name="List">The list.</param>
/// <param name="Key">The member of the items that is the key.</param>
/// <param name="Preferred">The Boolean member that selects among items with the same key; null to use the first item.</param>
internal sealed record LookupModel(string MethodName, PropertyModel List, PropertyModel Key, PropertyModel? Preferred);

internal sealed record EnumValueModel(string Value, string Name, string Description);
