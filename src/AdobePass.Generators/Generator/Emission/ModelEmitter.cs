using AdobePass.Generators.Generator.Binding;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Emits a model of the spec: a class that reads and writes itself, or an extensible enum.</summary>
internal sealed class ModelEmitter
{
    private const string Reads = "Runtime::AdobePassJson.";
    private const int LongestElseChain = 200;

    private readonly SourceWriter _writer;
    private readonly ModelFile _file;
    private readonly SchemaModel _schema;
    private readonly Expressions _expressions;
    private readonly string _name;

    private ModelEmitter(SourceWriter writer, ModelFile file, NamespaceAliases aliases)
    {
        _writer = writer;
        _file = file;
        _schema = file.Schema;
        _expressions = new Expressions(file.Namespace, aliases);
        _name = Names.Escape(file.Schema.TypeName);
    }

    public static string Emit(ModelFile file)
    {
        var writer = EmittedFile.Begin();
        var aliases = NamespaceAliases.InModel(file.Namespace);
        writer.Namespace(Names.EscapeNamespace(file.Namespace), aliases, () =>
        {
            if (file.Schema.IsEnum)
            {
                ExtensibleEnumEmitter.Emit(writer, file);
            }
            else if (file.Schema.IsChoice)
            {
                ChoiceEmitter.Emit(writer, file, aliases);
            }
            else
            {
                new ModelEmitter(writer, file, aliases).EmitClass();
            }
        });
        return writer.TakeText();
    }

    private void EmitClass()
    {
        XmlDocs.Summary(
            _writer,
            _schema.Description.Length > 0 ? _schema.Description : $"The model {_schema.TypeName} of the API spec {_file.SpecName}.");
        _writer.Attributes();
        var accessibility = _file.IsPublic ? "public" : "internal";
        var modifiers = (_schema.IsBase ? string.Empty : "sealed ") + (_schema.IsRuntimeType ? "partial " : string.Empty);
        _writer.Open($"{accessibility} {modifiers}class {_name} : {Bases()}");

        foreach (var property in _schema.Properties)
        {
            if (!property.IsInherited)
            {
                EmitProperty(property);
                _writer.Line();
            }
        }

        EmitAdditionalMembers();
        foreach (var lookup in _schema.Lookups)
        {
            EmitLookup(lookup);
            _writer.Line();
        }

        _writer.Line("/// <summary>Reads the model from JSON in UTF-8.</summary>");
        _writer.Line("/// <param name=\"utf8Json\">The JSON.</param>");
        _writer.Line("/// <returns>The model.</returns>");
        _writer.Line(
            "/// <exception cref=\"Json::JsonException\">The JSON is invalid, or a required member is missing or unreadable.</exception>");
        _writer.ExpressionBody($"public static {_name} Parse(global::System.ReadOnlySpan<byte> utf8Json)", $"{Reads}Parse(utf8Json, Read)");
        _writer.Line();
        EmitRead();
        _writer.Line();
        EmitWrite();
        _writer.Close();
    }

    private void EmitAdditionalMembers()
    {
        var accessor = _file.HasRequiredMembers ? "init" : "set";
        if (_schema is { Additional: { } additional, InheritsAdditional: false })
        {
            _writer.Documentation(
                "<summary>Gets the members that the API spec does not name and whose values have the type that it gives; " +
                "<see langword=\"null\"/> if there are none.</summary>");
            var type = $"Generic::IReadOnlyDictionary<string, {_expressions.Type(additional)}>?";
            _writer.Line($"public {type} {_schema.AdditionalName} {{ get; {accessor}; }}");
            _writer.Line();
        }

        if (_schema.BaseTypeName.Length == 0)
        {
            EmitUnknownMembers(accessor);
        }

        ReadIssuesEmitter.Emit(_writer, _schema);
        if (_schema.RedirectUriName.Length > 0)
        {
            _writer.Documentation(
                "<summary>Gets the absolute URL of the redirect, if the service redirects instead of sending a body; " +
                "otherwise, <see langword=\"null\"/>.</summary>");
            _writer.Line($"public global::System.Uri? {_schema.RedirectUriName} {{ get; private set; }}");
            _writer.Line();
            _writer.ExpressionBody(
                "void Runtime::IRedirectableModel.SetRedirectUri(global::System.Uri uri)",
                $"{_schema.RedirectUriName} = uri");
            _writer.Line();
        }
    }

    private void EmitUnknownMembers(string accessor)
    {
        _writer.Line(
            "/// <summary>Gets the members that the API spec does not have; <see langword=\"null\"/> if there are none.</summary>");
        _writer.Line(
            $"public Generic::IReadOnlyDictionary<string, Json::JsonElement>? {_schema.AdditionalMembersName} {{ get; {accessor}; }}");
        _writer.Line();
    }

    private string Bases() =>
        (_schema.BaseTypeName.Length > 0
            ? _expressions.Type(new TypeModel(SchemaKind.Object, _schema.BaseTypeName))
            : "Runtime::IJsonModel")
        + (_schema.IsResponse ? ", Runtime::IResponseModel" : string.Empty)
        + (_schema.RedirectUriName.Length > 0 ? ", Runtime::IRedirectableModel" : string.Empty);

    private void EmitLookup(LookupModel lookup)
    {
        var isRequired = _schema.Properties.First(property => property.Name == lookup.List.Name).IsRequired;
        var list = Names.Escape(lookup.List.Name);
        var item = _expressions.Type(lookup.List.Type.Element!);
        var key = lookup.Key.JsonName;
        var preferred = lookup.Preferred;
        var parameter = Names.Escape(Names.Camel(lookup.Key.Name));
        var items = isRequired ? list : $"{list} ?? global::System.Array.Empty<{item}>()";

        _writer.Documentation(
            $"<summary>Finds an item of <see cref=\"{list}\"/> by its <c>{key}</c>. The service may leave items out.</summary>");
        _writer.Documentation(
            $"<param name=\"{Names.Camel(lookup.Key.Name)}\">The <c>{key}</c>, compared character by character.</param>");
        _writer.Documentation(preferred is null
            ? "<returns>The first such item, or <see langword=\"null\"/> if no item has it.</returns>"
            : $"<returns>The first such item whose <c>{preferred.JsonName}</c> is true; if there is none, the first such item; " +
              "<see langword=\"null\"/> if no item has it.</returns>");
        _writer.Open($"public {item}? {lookup.MethodName}(string {parameter})");
        if (preferred is not null)
        {
            _writer.Line($"{item}? found = null;");
        }

        _writer.Open($"foreach (var item in {items})");
        _writer.Open($"if (string.Equals(item.{Names.Escape(lookup.Key.Name)}, {parameter}, global::System.StringComparison.Ordinal))");
        if (preferred is null)
        {
            _writer.Line("return item;");
        }
        else
        {
            _writer.Open($"if (item.{Names.Escape(preferred.Name)} is true)");
            _writer.Line("return item;");
            _writer.Close();
            _writer.Line();
            _writer.Line("found ??= item;");
        }

        _writer.Close();
        _writer.Close();
        _writer.Line();
        _writer.Line(preferred is null ? "return null;" : "return found;");
        _writer.Close();
    }

    private void EmitProperty(PropertyModel property)
    {
        XmlDocs.Summary(_writer, property.Description.Length > 0 ? property.Description : $"The member {property.JsonName}.");
        var type = _expressions.Type(property.Type);
        var name = Names.Escape(property.Name);
        if (property.IsNullRequired && _file.HasRequiredMembers)
        {
            _writer.Line($"public required {type}? {name} {{ get; init; }}");
        }
        else if (!property.IsRequired)
        {
            _writer.Line($"public {type}? {name} {{ get; {(_file.HasRequiredMembers ? "init" : "set")}; }}");
        }
        else if (_file.HasRequiredMembers)
        {
            _writer.Line($"public required {type} {name} {{ get; init; }}");
        }
        else
        {
            _writer.Line($"public {type} {name} {{ get; set; }}{(SchemaTypes.IsValueType(property.Type) ? string.Empty : " = null!;")}");
        }
    }

    private void EmitRead()
    {
        var properties = _schema.Properties;
        var locals = LocalNames();
        var member = locals.Take("member");
        var localOf = properties.Select(property => Local(locals, property.Name)).ToList();
        var typed = _schema.Additional is null ? null : Local(locals, _schema.AdditionalName);
        var additional = locals.Take("additionalMembers");

        _writer.Line("/// <summary>Reads the model from the reader's current position.</summary>");
        _writer.Line("/// <param name=\"reader\">The reader, on the start of the object.</param>");
        _writer.Line("/// <returns>The model; the reader is left on the end of the object.</returns>");
        _writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        _writer.Open($"public static {_name} Read(ref Json::Utf8JsonReader reader)");
        EmitSubtypes();
        _writer.Line($"{Reads}ExpectObject(ref reader);");
        for (var i = 0; i < properties.Count; i++)
        {
            _writer.Line($"{_expressions.Type(properties[i].Type)}? {localOf[i]} = null;");
        }

        if (typed is not null)
        {
            _writer.Line($"Generic::Dictionary<string, {_expressions.Type(_schema.Additional!)}>? {typed} = null;");
        }

        _writer.Line($"Runtime::UnknownMembers? {additional} = null;");

        _writer.Line();
        EmitMembers(member, localOf, typed, additional);
        _writer.Line();
        _writer.Open($"return new {_name}");
        for (var i = 0; i < properties.Count; i++)
        {
            var property = properties[i];
            var missing = property.IsRequired
                ? $" ?? throw {Reads}Missing(ref reader, {Literals.String(property.JsonName)})"
                : string.Empty;
            _writer.Line($"{Names.Escape(property.Name)} = {localOf[i]}{missing},");
        }

        if (typed is not null)
        {
            _writer.Line($"{_schema.AdditionalName} = {typed},");
        }

        _writer.Line($"{_schema.AdditionalMembersName} = {additional},");

        _writer.Close(";");
        _writer.Close();
    }

    // A local variable must not have the name of a property, which characters without case would give it.
    private NameSet LocalNames() => new([
        "reader", "writer", "nameof", _schema.TypeName, _schema.AdditionalName, _schema.AdditionalMembersName, _schema.ReadIssuesName,
        .. _schema.Properties.Select(static property => property.Name)]);

    private static string Local(NameSet locals, string name)
    {
        var camel = Names.Camel(name);
        return Names.Escape(locals.Take(camel == name ? "value" + name : camel));
    }

    private void EmitSubtypes()
    {
        if (_schema.Subtypes.Count == 0)
        {
            return;
        }

        _writer.Open($"switch ({Reads}FindString(reader, {Literals.String(_schema.Discriminator)}u8))");
        foreach (var subtype in _schema.Subtypes)
        {
            _writer.Line($"case {Literals.String(subtype.Value)}:");
            _writer.Line($"    return {_expressions.Type(new TypeModel(SchemaKind.Object, subtype.TypeName))}.Read(ref reader);");
        }

        _writer.Close();
        _writer.Line();
    }

    private void EmitMembers(string member, List<string> localOf, string? typed, string additional)
    {
        var properties = _schema.Properties;
        var keep = typed is null
            ? $"{Reads}KeepMember(ref reader, ref {additional});"
            : $"{Reads}KeepMember(ref reader, Json::JsonValueKind.{ChoiceEmitter.KindOf(_schema.Additional!)}, " +
              $"{_expressions.Reader(_schema.Additional!)}, ref {typed}, ref {additional});";
        var name = properties.Count == 0 ? string.Empty : $", out var {member}";
        _writer.Open($"while ({Reads}NextMember(ref reader{name}))");

        // The compiler nests each "else if" in the one before.
        var isChain = properties.Count <= LongestElseChain;
        for (var i = 0; i < properties.Count; i++)
        {
            var property = properties[i];
            _writer.Open($"{(i == 0 || !isChain ? string.Empty : "else ")}if ({member}.Is({Literals.String(property.JsonName)}u8))");
            EmitAssignment(property, localOf[i]);
            if (!isChain)
            {
                _writer.Line("continue;");
            }

            _writer.Close();
        }

        if (properties.Count > 0 && isChain)
        {
            _writer.Open("else");
            _writer.Line(keep);
            _writer.Close();
        }
        else
        {
            _writer.Line(keep);
        }

        _writer.Close();
    }

    private void EmitAssignment(PropertyModel property, string local)
    {
        if (!property.IsRequired)
        {
            _writer.Line($"{local} = {_expressions.ReadOptionalCall(property.Type)};");
            return;
        }

        var line = $"{local} = {Reads}MoveToValue(ref reader) ? {_expressions.ReadCall(property.Type)} : null;";
        _writer.Lines(_writer.Fits(line) ? line : line.Replace(") ? ", ")\n    ? ").Replace(" : null;", "\n    : null;"));
    }

    private void EmitWrite()
    {
        _writer.Line("/// <inheritdoc/>");
        var modifier = _schema.BaseTypeName.Length > 0 ? "override " : _schema.IsBase ? "virtual " : string.Empty;
        _writer.Open($"public {modifier}void WriteTo(Json::Utf8JsonWriter writer)");
        _writer.Open("if (writer is null)");
        _writer.Line("throw new global::System.ArgumentNullException(nameof(writer));");
        _writer.Close();
        _writer.Line();
        _writer.Line("writer.WriteStartObject();");

        var locals = LocalNames();
        var localOf = _schema.Properties.Select(property => property.IsRequired ? string.Empty : Local(locals, property.Name)).ToList();
        for (var i = 0; i < localOf.Count; i++)
        {
            EmitWrite(_schema.Properties[i], localOf[i], locals);
        }

        if (_schema.Additional is { } additional)
        {
            var local = Local(locals, _schema.AdditionalName);
            _writer.Open($"if ({_schema.AdditionalName} is {{ }} {local})");
            ValueWriter.WriteEntries(_writer, additional, local, locals);
            _writer.Close();
        }

        _writer.Line($"{Reads}WriteMembers(writer, {_schema.AdditionalMembersName});");
        _writer.Line("writer.WriteEndObject();");
        _writer.Close();
    }

    private void EmitWrite(PropertyModel property, string local, NameSet locals)
    {
        var value = Names.Escape(property.Name);
        var jsonName = Literals.String(property.JsonName) + "u8";
        if (!property.IsRequired)
        {
            _writer.Open($"if ({value} is {{ }} {local})");
            ValueWriter.Write(_writer, property.Type, local, jsonName, locals);
            _writer.Close();
            if (property.IsNullRequired)
            {
                _writer.Open("else");
                _writer.Line($"writer.WriteNull({jsonName});");
                _writer.Close();
            }

            return;
        }

        if (!_file.HasRequiredMembers && !SchemaTypes.IsValueType(property.Type))
        {
            _writer.Open($"if ({value} is null)");
            var message = Literals.String($"{_schema.TypeName}.{property.Name} is required.");
            _writer.Line($"throw new global::System.InvalidOperationException({message});");
            _writer.Close();
            _writer.Line();
        }

        ValueWriter.Write(_writer, property.Type, value, jsonName, locals);
    }
}
