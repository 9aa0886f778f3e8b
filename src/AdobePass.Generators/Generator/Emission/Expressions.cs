using AdobePass.Generators.Generator.Binding;
using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Writes the expressions that read and write values of schemas.</summary>
/// <param name="modelNamespace">The namespace of the models.</param>
/// <param name="aliases">The aliases of the file.</param>
internal sealed class Expressions(string modelNamespace, NamespaceAliases aliases)
{
    private readonly string _reads = aliases.Shorten("global::AdobePass.Runtime.AdobePassJson.");
    private readonly string _utf8JsonReader = aliases.Shorten("global::System.Text.Json.Utf8JsonReader");

    public string Type(TypeModel type) => TypeNames.Of(SchemaTypes.Of(type, modelNamespace), aliases);

    /// <summary>Gets the expression that reads a value from the reader's current position.</summary>
    public string ReadCall(TypeModel type) => type.Shape switch
    {
        SchemaKind.List or SchemaKind.Map => CollectionCall("Read", type),
        _ => Reader(type) + "(ref reader)",
    };

    /// <summary>Gets the expression that reads an optional member; its value is null if the member is absent or unreadable.</summary>
    public string ReadOptionalCall(TypeModel type) => type.Shape switch
    {
        SchemaKind.List or SchemaKind.Map => CollectionCall("ReadOptional", type),
        SchemaKind.String => _reads + "ReadOptionalString(ref reader)",
        SchemaKind.EpochMilliseconds or SchemaKind.EpochMillisecondsText => _reads + "ReadOptionalEpochMilliseconds(ref reader)",
        SchemaKind.OpenEnum => Type(type) + ".ReadOptional(ref reader)",
        _ when SchemaTypes.IsValueType(type) => $"{_reads}ReadOptionalValue(ref reader, {Reader(type)})",
        _ => $"{_reads}ReadOptional(ref reader, {Reader(type)})",
    };

    /// <summary>Gets the delegate that reads a value.</summary>
    public string Reader(TypeModel type) => type.Shape switch
    {
        SchemaKind.Object or SchemaKind.OpenEnum or SchemaKind.Choice or SchemaKind.RuntimeObject or SchemaKind.RuntimeEnum =>
            Type(type) + ".Read",
        SchemaKind.List or SchemaKind.Map => $"static (ref {_utf8JsonReader} reader) => {ReadCall(type)}",
        SchemaKind.String => _reads + "ReadString",
        SchemaKind.Int32 => _reads + "ReadInt32",
        SchemaKind.Int64 => _reads + "ReadInt64",
        SchemaKind.UInt64 => _reads + "ReadUInt64",
        SchemaKind.Double => _reads + "ReadDouble",
        SchemaKind.Decimal => _reads + "ReadDecimal",
        SchemaKind.Boolean => _reads + "ReadBoolean",
        SchemaKind.EpochMilliseconds or SchemaKind.EpochMillisecondsText => _reads + "ReadEpochMilliseconds",
        SchemaKind.DateTime => _reads + "ReadDateTime",
        SchemaKind.Date => _reads + "ReadDate",
        SchemaKind.Uuid => _reads + "ReadUuid",
        SchemaKind.Bytes => _reads + "ReadBytes",
        SchemaKind.ClientSecret => _reads + "ReadClientSecret",
        SchemaKind.AccessToken => _reads + "ReadAccessToken",
        SchemaKind.SoftwareStatement => _reads + "ReadSoftwareStatement",
        _ => _reads + "ReadAny",
    };

    // JSON that can be anything represents null itself. The other elements are null.
    private string CollectionCall(string prefix, TypeModel type)
    {
        var element = type.Element!;
        var isNullable = element.IsNullable;
        var reader = Reader(element);
        if (isNullable && element.Shape != SchemaKind.Any)
        {
            var method = SchemaTypes.IsValueType(element) ? "ReadNullableValue" : "ReadNullable";
            reader = $"static (ref {_utf8JsonReader} reader) => {_reads}{method}{TypeArgument(element)}(ref reader, {reader})";
        }

        // The compiler would infer the type of each lambda inside a lambda several times.
        var typeArgument = isNullable || element.Element is not null ? TypeArgument(element) : string.Empty;
        if (typeArgument.Length > 0 && isNullable && element.Shape != SchemaKind.Any)
        {
            typeArgument = typeArgument.Insert(typeArgument.Length - 1, "?");
        }

        return $"{_reads}{prefix}{(type.Shape == SchemaKind.List ? "List" : "Map")}{(isNullable ? "WithNulls" : string.Empty)}"
            + $"{typeArgument}(ref reader, {reader})";
    }

    private string TypeArgument(TypeModel element) => element.Element?.Element is not null || element.Element?.IsNullable == true
        ? $"<{Type(element)}>"
        : string.Empty;

    /// <summary>Gets the delegate that reads a response.</summary>
    /// <param name="response">The response.</param>
    /// <param name="jsonContext">The user's JsonSerializerContext.</param>
    public string Reader(BoundResponse response, string? jsonContext) => response.Reader switch
    {
        ResponseReader.Text or ResponseReader.Stream => string.Empty,
        ResponseReader.Schema => OptionalReader(response, Reader(response.Schema!)),
        ResponseReader.Model => TypeNames.Of(Unannotated(response.Type), aliases) + ".Read",
        _ => $"static (ref {_utf8JsonReader} reader) => global::System.Text.Json.JsonSerializer.Deserialize(ref reader, "
            + $"{TypeInfo(Unannotated(response.Type), jsonContext)})!",
    };

    // The delegate of a nullable value cannot be a method that returns the value.
    private string OptionalReader(BoundResponse response, string reader) =>
        response is { IsOptional: true, Type: NullableTypeRef, Schema: { } schema }
            && SchemaTypes.IsValueType(schema)
            && !reader.StartsWith("static ", StringComparison.Ordinal)
            ? $"static (ref {_utf8JsonReader} reader) => {reader}(ref reader)"
            : reader;

    /// <summary>Gets the expression of the JSON contract of a custom type.</summary>
    public string TypeInfo(TypeRef type, string? jsonContext) =>
        $"{_reads}TypeInfo<{TypeNames.Of(type, aliases)}>({jsonContext}.Default)";

    /// <summary>Gets the expression of a value as a string in a path, a query, a header or a form; null stays null.</summary>
    public string WireText(WireFormat format, string value, bool isNullable)
    {
        var dot = isNullable ? "?." : ".";
        return format switch
        {
            WireFormat.Text => value,
            WireFormat.EnumValue => value + dot + "Value",
            WireFormat.Secret => value + dot + "Reveal()",
            WireFormat.Json => value + dot + "ToString()",
            _ => $"{aliases.Shorten("global::AdobePass.Runtime.AdobePassFormat")}.Text({value})",
        };
    }

    private static TypeRef Unannotated(TypeRef type) => type is NullableTypeRef nullable ? nullable.Inner : type;
}
