using AdobePass.Generators.Generator.Binding;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>One model to emit.</summary>
/// <param name="HasRequiredMembers">Whether the project's framework knows <c>required</c> and <c>init</c>.</param>
internal sealed record ModelFile(string SpecName, string Namespace, SchemaModel Schema, bool IsPublic, bool HasRequiredMembers)
{
    /// <summary>The type names of a spec differ by more than case, and stand-ins keep apart from them.</summary>
    public string HintName => $"{Namespace}.{Schema.TypeName}{(Schema.IsPlaceholderType ? ".PlaceholderType" : string.Empty)}{WellKnownNames.EmittedFileSuffix}";
}

/// <summary>Emits a model of the spec: a class that reads and writes itself, or an open enumeration.</summary>
internal static class ModelEmitter
{
    private const string Json = "global::AdobePass.Runtime.AdobePassJson.";
    private const string ReaderType = "global::System.Text.Json.Utf8JsonReader";
    private const string WriterType = "global::System.Text.Json.Utf8JsonWriter";
    private const string ElementType = "global::System.Text.Json.JsonElement";
    private const string IssuesType = "global::System.Collections.Generic.IReadOnlyList<global::AdobePass.ReadIssue>";

    public static string Emit(ModelFile file)
    {
        var writer = EmittedFile.Begin();
        writer.OpenNamespace(Names.EscapeNamespace(file.Namespace));
        if (file.Schema.IsEnum)
        {
            ExtensibleEnumEmitter.Emit(writer, file);
        }
        else
        {
            EmitClass(writer, file);
        }

        writer.CloseNamespace(file.Namespace);
        return writer.ToString();
    }

    private static void EmitClass(SourceWriter writer, ModelFile file)
    {
        var schema = file.Schema;
        var types = new TypeExpressions(file.Namespace);
        var name = Names.Escape(schema.TypeName);

        XmlDocs.Summary(writer, schema.Description.Length > 0 ? schema.Description : $"The model {schema.TypeName} of the API spec {file.SpecName}.");
        writer.Line(EmittedFile.Marker);
        writer.Line("[global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]");
        var accessibility = file.IsPublic ? "public" : "internal";
        writer.Open($"{accessibility} sealed {(schema.IsRuntimeType ? "partial " : string.Empty)}class {name} : {Interfaces(schema)}");

        foreach (var property in schema.Properties)
        {
            EmitProperty(writer, file, types, property);
            writer.Line();
        }

        writer.Line("/// <summary>Gets the members that the API spec does not have; <see langword=\"null\"/> if there are none.</summary>");
        writer.Line($"public global::System.Collections.Generic.IReadOnlyDictionary<string, {ElementType}>? {schema.AdditionalMembersName} {{ get; {(file.HasRequiredMembers ? "init" : "set")}; }}");
        writer.Line();
        if (schema.IsResponse)
        {
            writer.Line("/// <summary>Gets the parts of the response that could not be read and were left out.</summary>");
            writer.Line($"public {IssuesType} {schema.ReadIssuesName} {{ get; private set; }} = global::System.Array.Empty<global::AdobePass.ReadIssue>();");
            writer.Line();
            writer.Line($"void global::AdobePass.Runtime.IResponseModel.SetReadIssues({IssuesType} issues) => {schema.ReadIssuesName} = issues;");
            writer.Line();
        }

        if (schema.RedirectUriName.Length > 0)
        {
            writer.Line(
                "/// <summary>Gets the target of the redirect, absolute, if the service redirects instead of sending a body; " +
                "otherwise, <see langword=\"null\"/>.</summary>");
            writer.Line($"public global::System.Uri? {schema.RedirectUriName} {{ get; private set; }}");
            writer.Line();
            writer.Line(
                "void global::AdobePass.Runtime.IRedirectableModel.SetRedirectUri(global::System.Uri uri) => " +
                $"{schema.RedirectUriName} = uri;");
            writer.Line();
        }

        foreach (var lookup in schema.Lookups)
        {
            EmitLookup(writer, types, schema, lookup);
            writer.Line();
        }

        writer.Line("/// <summary>Reads the model from JSON text in UTF-8.</summary>");
        writer.Line("/// <param name=\"utf8Json\">The text.</param>");
        writer.Line("/// <returns>The model.</returns>");
        writer.Line("/// <exception cref=\"global::System.Text.Json.JsonException\">The text is not JSON, or a required member is missing or unreadable; the message names its path.</exception>");
        writer.Line($"public static {name} Parse(global::System.ReadOnlySpan<byte> utf8Json) => {Json}Parse(utf8Json, Read);");
        writer.Line();
        EmitRead(writer, file, types, name);
        writer.Line();
        EmitWrite(writer, file, types);
        writer.Close();
    }

    private static string Interfaces(SchemaModel schema) =>
        "global::AdobePass.Runtime.IJsonModel"
        + (schema.IsResponse ? ", global::AdobePass.Runtime.IResponseModel" : string.Empty)
        + (schema.RedirectUriName.Length > 0 ? ", global::AdobePass.Runtime.IRedirectableModel" : string.Empty);

    private static void EmitLookup(SourceWriter writer, TypeExpressions types, SchemaModel schema, LookupModel lookup)
    {
        var isRequired = schema.Properties.First(property => property.Name == lookup.List.Name).IsRequired;
        var list = Names.Escape(lookup.List.Name);
        var item = types.Of(lookup.List.Type.Element!);
        var key = lookup.Key.JsonName;
        var preferred = lookup.Preferred;
        var parameter = Names.Escape(Names.Camel(lookup.Key.Name));
        var items = isRequired ? list : $"{list} ?? global::System.Array.Empty<{item}>()";

        writer.Line(
            $"/// <summary>Finds an item of <see cref=\"{list}\"/> by its <c>{key}</c>. The service may leave items out.</summary>");
        writer.Line($"/// <param name=\"{Names.Camel(lookup.Key.Name)}\">The <c>{key}</c>, compared character by character.</param>");
        writer.Line(preferred is null
            ? "/// <returns>The first such item, or <see langword=\"null\"/> if no item has it.</returns>"
            : $"/// <returns>The first such item whose <c>{preferred.JsonName}</c> is true, or else the first such item; " +
              "<see langword=\"null\"/> if no item has it.</returns>");
        writer.Open($"public {item}? {lookup.MethodName}(string {parameter})");
        if (preferred is not null)
        {
            writer.Line($"{item}? found = null;");
        }

        writer.Open($"foreach (var item in {items})");
        writer.Open($"if (string.Equals(item.{Names.Escape(lookup.Key.Name)}, {parameter}, global::System.StringComparison.Ordinal))");
        if (preferred is null)
        {
            writer.Line("return item;");
        }
        else
        {
            writer.Open($"if (item.{Names.Escape(preferred.Name)} is true)");
            writer.Line("return item;");
            writer.Close();
            writer.Line();
            writer.Line("found ??= item;");
        }

        writer.Close();
        writer.Close();
        writer.Line();
        writer.Line(preferred is null ? "return null;" : "return found;");
        writer.Close();
    }

    private static void EmitProperty(SourceWriter writer, ModelFile file, TypeExpressions types, PropertyModel property)
    {
        XmlDocs.Summary(writer, property.Description.Length > 0 ? property.Description : $"The member {property.JsonName}.");
        var type = types.Of(property.Type);
        var name = Names.Escape(property.Name);
        if (!property.IsRequired)
        {
            writer.Line($"public {type}? {name} {{ get; {(file.HasRequiredMembers ? "init" : "set")}; }}");
        }
        else if (file.HasRequiredMembers)
        {
            writer.Line($"public required {type} {name} {{ get; init; }}");
        }
        else
        {
            writer.Line($"public {type} {name} {{ get; set; }}{(TypeExpressions.IsValueType(property.Type) ? string.Empty : " = null!;")}");
        }
    }

    private static void EmitRead(SourceWriter writer, ModelFile file, TypeExpressions types, string name)
    {
        var properties = file.Schema.Properties;
        var locals = new NameSet("reader", "writer");
        var localOf = properties.Select(property => Names.Escape(locals.Take(Names.Camel(property.Name)))).ToList();
        var additional = locals.Take("additionalMembers");

        writer.Line("/// <summary>Reads the model from the reader's current position.</summary>");
        writer.Line("/// <param name=\"reader\">The reader, on the start of the object.</param>");
        writer.Line("/// <returns>The model; the reader is left on the end of the object.</returns>");
        writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        writer.Open($"public static {name} Read(ref {ReaderType} reader)");
        writer.Line($"{Json}ExpectObject(ref reader);");
        for (var i = 0; i < properties.Count; i++)
        {
            writer.Line($"{types.Of(properties[i].Type)}? {localOf[i]} = null;");
        }

        writer.Line($"global::AdobePass.Runtime.UnknownMembers? {additional} = null;");

        writer.Line();
        writer.Open($"while ({Json}NextMember(ref reader))");
        for (var i = 0; i < properties.Count; i++)
        {
            var property = properties[i];
            writer.Open($"{(i == 0 ? string.Empty : "else ")}if (reader.ValueTextEquals({ClientEmitter.Literal(property.JsonName)}u8))");
            writer.Line(property.IsRequired
                ? $"{localOf[i]} = {Json}MoveToValue(ref reader) ? {types.ReadCall(property.Type)} : null;"
                : $"{localOf[i]} = {types.ReadOptionalCall(property.Type)};");
            writer.Close();
        }

        if (properties.Count > 0)
        {
            writer.Open("else");
        }

        writer.Line($"{Json}KeepMember(ref reader, ref {additional});");
        if (properties.Count > 0)
        {
            writer.Close();
        }

        writer.Close();
        writer.Line();
        writer.Open($"return new {name}");
        for (var i = 0; i < properties.Count; i++)
        {
            var property = properties[i];
            var missing = property.IsRequired ? $" ?? throw {Json}Missing(ref reader, {ClientEmitter.Literal(property.JsonName)})" : string.Empty;
            writer.Line($"{Names.Escape(property.Name)} = {localOf[i]}{missing},");
        }

        writer.Line($"{file.Schema.AdditionalMembersName} = {additional},");

        writer.Close(";");
        writer.Close();
    }

    private static void EmitWrite(SourceWriter writer, ModelFile file, TypeExpressions types)
    {
        var properties = file.Schema.Properties;
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public void WriteTo({WriterType} writer)");
        writer.Open("if (writer is null)");
        writer.Line("throw new global::System.ArgumentNullException(nameof(writer));");
        writer.Close();
        writer.Line();
        writer.Line("writer.WriteStartObject();");

        var locals = new NameSet("writer", "reader");
        foreach (var property in properties)
        {
            var value = Names.Escape(property.Name);
            if (!property.IsRequired)
            {
                var local = Names.Escape(locals.Take(Names.Camel(property.Name)));
                writer.Open($"if ({value} is {{ }} {local})");
                ValueWriter.Write(writer, property.Type, local, ClientEmitter.Literal(property.JsonName) + "u8", depth: 0);
                writer.Close();
            }
            else
            {
                if (!file.HasRequiredMembers && !TypeExpressions.IsValueType(property.Type))
                {
                    writer.Open($"if ({value} is null)");
                    writer.Line($"throw new global::System.InvalidOperationException({ClientEmitter.Literal($"{file.Schema.TypeName}.{property.Name} is required.")});");
                    writer.Close();
                    writer.Line();
                }

                ValueWriter.Write(writer, property.Type, value, ClientEmitter.Literal(property.JsonName) + "u8", depth: 0);
            }
        }

        writer.Line($"{Json}WriteMembers(writer, {file.Schema.AdditionalMembersName});");
        writer.Line("writer.WriteEndObject();");
        writer.Close();
    }
}
