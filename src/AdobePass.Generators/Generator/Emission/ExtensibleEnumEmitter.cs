using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Emits an extensible enum: known values have names, and a value that the service adds later is kept.</summary>
internal static class ExtensibleEnumEmitter
{
    public static void Emit(SourceWriter writer, ModelFile file)
    {
        var schema = file.Schema;
        var name = Names.Escape(schema.TypeName);

        XmlDocs.Summary(
            writer,
            schema.Description.Length > 0 ? schema.Description : $"The values of {schema.TypeName} in the API spec {file.SpecName}.");
        writer.Line("/// <remarks>An extensible enum: a value that is not listed here is kept as it is.</remarks>");
        writer.Attributes();
        writer.Open(
            $"{(file.IsPublic ? "public" : "internal")} readonly struct {name} : " +
            $"global::System.IEquatable<{name}>, Runtime::IExtensibleEnum");
        var documented = schema.IsRuntimeType ? "DocumentedValues" : "_documentedValues";
        if (!schema.IsRuntimeType)
        {
            EmitDocumentedValues(writer, schema, $"private static readonly string[] {documented} =");
        }

        writer.Line("private readonly string? _value;");
        writer.Line();
        var isRestricted = schema.IsRuntimeType && schema.RequestMember.Length > 0;
        if (!isRestricted)
        {
            writer.Line("/// <summary>Creates a value, listed or not.</summary>");
            writer.Line("/// <param name=\"value\">The value in JSON.</param>");
        }

        writer.Open($"{(isRestricted ? "private" : "public")} {name}(string value)");
        writer.Line("_value = value ?? throw new global::System.ArgumentNullException(nameof(value));");
        writer.Close();

        foreach (var value in schema.Values)
        {
            XmlDocs.Summary(writer, value.Description.Length > 0 ? value.Description : $"The value {value.Value}.");
            writer.Line($"public static {name} {Names.Escape(value.Name)} => new({Literals.String(value.Value)});");
            writer.Line();
        }

        if (schema.IsRuntimeType)
        {
            writer.Line("/// <summary>Gets the values that the API spec lists.</summary>");
            EmitDocumentedValues(writer, schema, $"internal static string[] {documented} {{ get; }} =");
        }

        if (isRestricted)
        {
            EmitParsing(writer, schema, name);
        }

        EmitMembers(writer, name, documented);
        if (!schema.IsRuntimeType)
        {
            EmitReadOptional(writer, name, documented);
        }

        writer.Close();
    }

    private static void EmitDocumentedValues(SourceWriter writer, SchemaModel schema, string declaration)
    {
        var values = schema.Values.Select(static value => Literals.String(value.Value)).ToList();
        var line = $"{declaration} {{ {string.Join(", ", values)} }};";
        if (writer.Fits(line))
        {
            writer.Line(line);
        }
        else
        {
            writer.Open(declaration);
            foreach (var value in values)
            {
                writer.Line(value + ",");
            }

            writer.Close(";");
        }

        writer.Line();
    }

    private static void EmitMembers(SourceWriter writer, string name, string documented) => writer.Lines($$"""
        /// <summary>Gets the value in JSON; empty for <see langword="default"/>.</summary>
        public string Value => _value ?? string.Empty;

        /// <summary>Reads a value from the reader's current position.</summary>
        /// <param name="reader">The reader, on a string.</param>
        /// <returns>The value.</returns>
        [global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]
        public static {{name}} Read(ref Json::Utf8JsonReader reader) =>
            new(Runtime::AdobePassJson.ReadString(ref reader, {{documented}}));

        /// <summary>Compares two values character by character.</summary>
        /// <param name="left">The first value.</param>
        /// <param name="right">The second value.</param>
        /// <returns><see langword="true"/> if they are equal; otherwise, <see langword="false"/>.</returns>
        public static bool operator ==({{name}} left, {{name}} right) => left.Equals(right);

        /// <summary>Compares two values character by character.</summary>
        /// <param name="left">The first value.</param>
        /// <param name="right">The second value.</param>
        /// <returns><see langword="true"/> if they differ; otherwise, <see langword="false"/>.</returns>
        public static bool operator !=({{name}} left, {{name}} right) => !left.Equals(right);

        /// <inheritdoc/>
        public bool Equals({{name}} other) => string.Equals(Value, other.Value, global::System.StringComparison.Ordinal);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is {{name}} other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => global::System.StringComparer.Ordinal.GetHashCode(Value);

        /// <summary>Returns the value in JSON.</summary>
        /// <returns><see cref="Value"/>.</returns>
        public override string ToString() => Value;
        """.Replace("\r\n", "\n"));

    private static void EmitReadOptional(SourceWriter writer, string name, string documented) => writer.Lines($$"""

        /// <summary>Reads the value of an optional member.</summary>
        /// <param name="reader">The reader, at the name of the member.</param>
        /// <returns>The value; <see langword="null"/> if it is absent, <c>null</c> or cannot be read.</returns>
        [global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]
        public static {{name}}? ReadOptional(ref Json::Utf8JsonReader reader) =>
            Runtime::AdobePassJson.ReadOptionalString(ref reader, {{documented}}) is { } value ? new(value) : null;
        """.Replace("\r\n", "\n"));

    // The service restricts the values of a request, so a typing error must not become a value.
    private static void EmitParsing(SourceWriter writer, SchemaModel schema, string name)
    {
        var member = Literals.String(schema.RequestMember);
        writer.Lines($$"""
            /// <summary>Finds the documented value with the given text.</summary>
            /// <param name="text">The text, exactly as documented.</param>
            /// <returns>The value.</returns>
            /// <exception cref="global::System.ArgumentException"><paramref name="text"/> is not documented. The message lists the values
            /// that are.</exception>
            public static {{name}} Parse(string text) =>
                TryParse(text, out var value) ? value : throw Pass::DeviceValues.NotDocumented({{member}}, DocumentedValues, text);

            /// <summary>Tries to find the documented value with the given text.</summary>
            /// <param name="text">The text, exactly as documented.</param>
            /// <param name="value">The value, or <see langword="default"/> if the text is not documented.</param>
            /// <returns><see langword="true"/> if the text is documented; otherwise, <see langword="false"/>.</returns>
            public static bool TryParse(string? text, out {{name}} value)
            {
                var isDocumented = global::System.Array.IndexOf(DocumentedValues, text) >= 0;
                value = isDocumented ? new {{name}}(text!) : default;
                return isDocumented;
            }

            /// <summary>Creates a value that is not documented, for one that Adobe has added since or has agreed with you.</summary>
            /// <param name="text">The text to send.</param>
            /// <returns>The value.</returns>
            /// <exception cref="global::System.ArgumentException"><paramref name="text"/> is empty.</exception>
            /// <remarks>The service may treat a device with unknown values as an unknown platform, or reject the request.</remarks>
            public static {{name}} Undocumented(string text) => new(Pass::DeviceValues.NotEmpty(text));

            """.Replace("\r\n", "\n"));
    }
}
