using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Emits a model with one property for each alternative of <c>oneOf</c> or <c>anyOf</c>.</summary>
internal sealed class ChoiceEmitter
{
    private const string Reads = "Runtime::AdobePassJson.";

    private readonly SourceWriter _writer;
    private readonly ModelFile _file;
    private readonly SchemaModel _schema;
    private readonly Expressions _expressions;
    private readonly string _name;

    private ChoiceEmitter(SourceWriter writer, ModelFile file, NamespaceAliases aliases)
    {
        _writer = writer;
        _file = file;
        _schema = file.Schema;
        _expressions = new Expressions(file.Namespace, aliases);
        _name = Names.Escape(file.Schema.TypeName);
    }

    public static void Emit(SourceWriter writer, ModelFile file, NamespaceAliases aliases) =>
        new ChoiceEmitter(writer, file, aliases).EmitClass();

    /// <summary>
    /// Gets the member of <c>JsonValueKind</c> that values of a type have: <c>True</c> for both Boolean values, <c>Undefined</c> for any.
    /// </summary>
    public static string KindOf(TypeModel type) => type.Shape switch
    {
        SchemaKind.Object or SchemaKind.RuntimeObject or SchemaKind.Map => "Object",
        SchemaKind.Choice => "Undefined",
        SchemaKind.List => "Array",
        SchemaKind.Boolean => "True",
        SchemaKind.Int32 or SchemaKind.Int64 or SchemaKind.UInt64 or SchemaKind.Double or SchemaKind.Decimal
            or SchemaKind.EpochMilliseconds => "Number",
        _ => "String",
    };

    private void EmitClass()
    {
        XmlDocs.Summary(
            _writer,
            _schema.Description.Length > 0 ? _schema.Description : $"The model {_schema.TypeName} of the API spec {_file.SpecName}.");
        _writer.Line("/// <remarks>A value of one of several types. One of the properties is set.</remarks>");
        _writer.Attributes();
        _writer.Open(
            $"{(_file.IsPublic ? "public" : "internal")} sealed class {_name} : Runtime::IJsonModel" +
            (_schema.IsResponse ? ", Runtime::IResponseModel" : string.Empty));
        EmitAlternatives();
        var accessor = _file.HasRequiredMembers ? "init" : "set";
        foreach (var alternative in _schema.Alternatives)
        {
            _writer.Documentation(
                $"<summary>Gets the value if it is of this type; otherwise, <see langword=\"null\"/>.</summary>");
            _writer.Line($"public {_expressions.Type(alternative.Type)}? {Names.Escape(alternative.Name)} {{ get; {accessor}; }}");
            _writer.Line();
        }

        _writer.Documentation(
            "<summary>Gets the value if it is of a type that the API spec does not have; otherwise, <see langword=\"null\"/>.</summary>");
        _writer.Line($"public Json::JsonElement? {_schema.AdditionalMembersName} {{ get; {accessor}; }}");
        _writer.Line();
        ReadIssuesEmitter.Emit(_writer, _schema);
        EmitConversions();
        EmitRead();
        _writer.Line();
        EmitWrite();
        _writer.Close();
    }

    private void EmitAlternatives()
    {
        _writer.Line("private static readonly Runtime::JsonAlternative[] Alternatives =");
        _writer.Line("{");
        foreach (var alternative in _schema.Alternatives)
        {
            var kind = "    new(Json::JsonValueKind." + alternative.Kind;
            if (alternative.Constants.Count + alternative.Members.Count == 0)
            {
                _writer.Line(kind + "),");
                continue;
            }

            var constants = alternative.Constants.SelectMany(static constant => new[] { constant.Member, constant.Value });
            _writer.List(
                kind.Substring(0, kind.IndexOf('(')),
                [
                    kind.Substring(kind.IndexOf('(') + 1),
                    Strings(alternative.Required),
                    Strings(alternative.Members),
                    Strings(constants),
                ],
                ",");
        }

        _writer.Line("};");
        _writer.Line();
    }

    private static string Strings(IEnumerable<string> values)
    {
        var literals = string.Join(", ", values.Select(Literals.String));
        return literals.Length == 0 ? "new string[0]" : $"new[] {{ {literals} }}";
    }

    // C# has no conversions from interfaces, which lists and maps are.
    private void EmitConversions()
    {
        foreach (var alternative in _schema.Alternatives)
        {
            if (alternative.Type.Shape is SchemaKind.List or SchemaKind.Map)
            {
                continue;
            }

            var type = _expressions.Type(alternative.Type);
            _writer.Line("/// <summary>Creates a value of this type.</summary>");
            _writer.Line("/// <param name=\"value\">The value.</param>");
            _writer.Line($"public static implicit operator {_name}({type} value) => new() {{ {Names.Escape(alternative.Name)} = value }};");
            _writer.Line();
        }
    }

    private void EmitRead()
    {
        _writer.Line("/// <summary>Reads the value from JSON in UTF-8.</summary>");
        _writer.Line("/// <param name=\"utf8Json\">The JSON.</param>");
        _writer.Line("/// <returns>The value.</returns>");
        _writer.Line("/// <exception cref=\"Json::JsonException\">The JSON is invalid.</exception>");
        _writer.Line($"public static {_name} Parse(global::System.ReadOnlySpan<byte> utf8Json) => {Reads}Parse(utf8Json, Read);");
        _writer.Line();
        _writer.Line("/// <summary>Reads the value from the reader's current position.</summary>");
        _writer.Line("/// <param name=\"reader\">The reader, on the first token of the value.</param>");
        _writer.Line("/// <returns>The value; the reader is left on its last token.</returns>");
        _writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        _writer.Open($"public static {_name} Read(ref Json::Utf8JsonReader reader)");
        _writer.Open($"switch ({Reads}Choose(reader, Alternatives))");
        for (var i = 0; i < _schema.Alternatives.Count; i++)
        {
            var alternative = _schema.Alternatives[i];
            var type = _expressions.Type(alternative.Type);
            _writer.Line(
                $"case {i} when {Reads}TryReadAlternative<{type}>(ref reader, {_expressions.Reader(alternative.Type)}, out var value{i}):");
            _writer.Line($"    return new {_name} {{ {Names.Escape(alternative.Name)} = value{i} }};");
        }

        _writer.Line("default:");
        _writer.Line($"    return new {_name} {{ {_schema.AdditionalMembersName} = {Reads}ReadAny(ref reader) }};");
        _writer.Close();
        _writer.Close();
    }

    private void EmitWrite()
    {
        _writer.Line("/// <inheritdoc/>");
        _writer.Open("public void WriteTo(Json::Utf8JsonWriter writer)");
        _writer.Open("if (writer is null)");
        _writer.Line("throw new global::System.ArgumentNullException(nameof(writer));");
        _writer.Close();
        _writer.Line();
        var locals = new NameSet(["writer", .. _schema.Alternatives.Select(static alternative => alternative.Name)]);
        for (var i = 0; i < _schema.Alternatives.Count; i++)
        {
            var alternative = _schema.Alternatives[i];
            var local = locals.Take("value" + i);
            _writer.Open($"{(i == 0 ? string.Empty : "else ")}if ({Names.Escape(alternative.Name)} is {{ }} {local})");
            ValueWriter.Write(_writer, alternative.Type, local, null, locals);
            _writer.Close();
        }

        _writer.Open($"else if ({_schema.AdditionalMembersName} is {{ }} {locals.Take("other")})");
        _writer.Line("other.WriteTo(writer);");
        _writer.Close();
        _writer.Open("else");
        var message = Literals.String($"No property of {_schema.TypeName} is set.");
        _writer.Line($"throw new global::System.InvalidOperationException({message});");
        _writer.Close();
        _writer.Close();
    }
}
