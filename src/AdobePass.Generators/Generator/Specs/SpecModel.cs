using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Represents the content of an OpenAPI document that the generator uses, without positions.</summary>
internal sealed record SpecModel(string Name, EquatableArray<OperationModel> Operations, EquatableArray<SchemaModel> Schemas)
{
    // Not part of the value. They are created when they are needed, because most models are only compared.
    private Dictionary<string, OperationModel>? _operationsById;
    private Dictionary<string, SchemaModel>? _schemasByName;

    /// <summary>Finds an operation by its id. The id of one operation may differ from another one only in case or punctuation.</summary>
    public OperationModel? FindOperation(string id)
    {
        _operationsById ??= IndexOf(Operations, static operation => operation.FoldedId);
        return _operationsById.TryGetValue(Names.Fold(id), out var operation) ? operation : null;
    }

    /// <summary>Finds the operation of a method by its explicit id or, without one, by the name of the method.</summary>
    public OperationModel? FindOperationOf(string methodName, string? operationId) =>
        FindOperation(operationId ?? Names.WithoutAsync(methodName)) ?? FindOperation(methodName);

    public SchemaModel? FindSchema(string typeName)
    {
        _schemasByName ??= IndexOf(Schemas.Where(static schema => !schema.IsRuntimeType), static schema => schema.TypeName);
        return _schemasByName.TryGetValue(typeName, out var schema) ? schema : null;
    }

    public bool Equals(SpecModel? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Name == other.Name && Operations.Equals(other.Operations) && Schemas.Equals(other.Schemas));

    public override int GetHashCode() =>
        unchecked((((Name.GetHashCode() * 31) + Operations.GetHashCode()) * 31) + Schemas.GetHashCode());

    // The first of several items with the same key.
    private static Dictionary<string, T> IndexOf<T>(IEnumerable<T> items, Func<T, string> keyOf)
    {
        var index = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var key = keyOf(item);
            if (!index.ContainsKey(key))
            {
                index.Add(key, item);
            }
        }

        return index;
    }
}

/// <summary>
/// Represents a type of the spec. <paramref name="Name"/> is the C# name of a model or extensible enum. <paramref name="Element"/> is the
/// element type of a list or map.
/// </summary>
internal sealed record TypeModel(SchemaKind Shape, string? Name = null, TypeModel? Element = null)
{
    /// <summary>Gets whether null is a value of the type too. The type of a property is never nullable: the property is.</summary>
    public bool IsNullable { get; init; }

    public bool IsModel => Shape is SchemaKind.Object or SchemaKind.OpenEnum or SchemaKind.Choice;

    public bool IsScalar => Shape is not (
        SchemaKind.Object or SchemaKind.RuntimeObject or SchemaKind.Choice or SchemaKind.List or SchemaKind.Map or SchemaKind.Any);
}

internal enum SchemaKind
{
    String,
    Int32,
    Int64,
    UInt64,
    Double,

    /// <summary>A number without a format. Every digit is kept.</summary>
    Decimal,
    Boolean,

    /// <summary>A date and time of RFC 3339.</summary>
    DateTime,

    /// <summary>A date of RFC 3339.</summary>
    Date,
    Uuid,

    /// <summary>Bytes, as base64 on the wire.</summary>
    Bytes,

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

    /// <summary>A model with one property for each alternative of <c>oneOf</c> or <c>anyOf</c>.</summary>
    Choice,

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

    /// <summary>Gets the type of the values of members that the spec does not name; null if they have any value.</summary>
    public TypeModel? Additional { get; init; }

    /// <summary>Gets the name of the property with these members.</summary>
    public string AdditionalName { get; init; } = string.Empty;

    /// <summary>Gets whether the base type has this property.</summary>
    public bool InheritsAdditional { get; init; }

    /// <summary>Gets the model that this one extends; empty if there is none.</summary>
    public string BaseTypeName { get; init; } = string.Empty;

    /// <summary>Gets the member that selects among the subtypes.</summary>
    public string Discriminator { get; init; } = string.Empty;

    /// <summary>Gets the subtypes by the values of the discriminator.</summary>
    public EquatableArray<SubtypeModel> Subtypes { get; init; } = EquatableArray<SubtypeModel>.Empty;

    /// <summary>Gets whether other models extend this one.</summary>
    public bool IsBase { get; init; }

    /// <summary>Gets the alternatives of a choice; empty for other models.</summary>
    public EquatableArray<AlternativeModel> Alternatives { get; init; } = EquatableArray<AlternativeModel>.Empty;

    public bool IsChoice => Alternatives.Count > 0;

    /// <summary>Gets whether the model can represent a redirect: an object whose members belong to it alone.</summary>
    public bool CanRedirect => !IsChoice && BaseTypeName.Length == 0 && !IsBase;

    /// <summary>Gets the types that the model refers to.</summary>
    public IEnumerable<TypeModel> ReferencedTypes
    {
        get
        {
            foreach (var property in Properties)
            {
                yield return property.Type;
            }

            foreach (var alternative in Alternatives)
            {
                yield return alternative.Type;
            }

            foreach (var subtype in Subtypes)
            {
                yield return new TypeModel(SchemaKind.Object, subtype.TypeName);
            }

            if (BaseTypeName.Length > 0)
            {
                yield return new TypeModel(SchemaKind.Object, BaseTypeName);
            }

            if (Additional is not null)
            {
                yield return Additional;
            }
        }
    }

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

/// <param name="IsRequired">Whether the member is always present and not null.</param>
internal sealed record PropertyModel(string JsonName, string Name, TypeModel Type, bool IsRequired, string Description)
{
    /// <summary>Gets whether the member is always present and can be null.</summary>
    public bool IsNullRequired { get; init; }

    /// <summary>Gets whether only responses have the member.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Gets whether only requests have the member.</summary>
    public bool IsWriteOnly { get; init; }

    /// <summary>Gets whether the base type has the property.</summary>
    public bool IsInherited { get; init; }
}

/// <summary>Represents a subtype that a value of the discriminator selects.</summary>
internal sealed record SubtypeModel(string Value, string TypeName);

/// <summary>Represents an alternative of a choice.</summary>
/// <param name="Name">The name of its property.</param>
/// <param name="Kind">The kind of JSON value: a member of <c>JsonValueKind</c>.</param>
/// <param name="Constants">The members whose values select the alternative.</param>
internal sealed record AlternativeModel(string Name, TypeModel Type, string Kind, EquatableArray<ConstantModel> Constants)
{
    /// <summary>Gets the members that values of this alternative have.</summary>
    public EquatableArray<string> Required { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Gets the members that values of this alternative can have.</summary>
    public EquatableArray<string> Members { get; init; } = EquatableArray<string>.Empty;
}

/// <summary>Represents a member with a value that selects an alternative.</summary>
internal sealed record ConstantModel(string Member, string Value);

/// <summary>Represents a method that finds an item of a list by its key.</summary>
/// <param name="MethodName">The name of the method.</param>
/// <param name="List">The list.</param>
/// <param name="Key">The member of the items that is the key.</param>
/// <param name="Preferred">The Boolean member that selects among items with the same key; null to use the first item.</param>
internal sealed record LookupModel(string MethodName, PropertyModel List, PropertyModel Key, PropertyModel? Preferred);

internal sealed record EnumValueModel(string Value, string Name, string Description);
