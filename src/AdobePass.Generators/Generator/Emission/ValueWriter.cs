using AdobePass.Generators.Generator.Binding;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Emits the statements that write one value as JSON.</summary>
internal static class ValueWriter
{
    private const string Culture = "global::System.Globalization.CultureInfo.InvariantCulture";

    /// <param name="writer">The writer for the statements.</param>
    /// <param name="type">The type of the value.</param>
    /// <param name="value">The C# expression of the value, not null.</param>
    /// <param name="name">The C# expression of the member's name; null inside an array.</param>
    /// <param name="locals">The names in scope, for the names of loop variables.</param>
    public static void Write(SourceWriter writer, TypeModel type, string value, string? name, NameSet locals)
    {
        switch (type.Shape)
        {
            case SchemaKind.String:
                writer.Line(Scalar("WriteString", value, name));
                break;
            case SchemaKind.OpenEnum or SchemaKind.RuntimeEnum:
                writer.Line(Scalar("WriteString", value + ".Value", name));
                break;
            case SchemaKind.ClientSecret or SchemaKind.AccessToken or SchemaKind.SoftwareStatement:
                writer.Line(Scalar("WriteString", value + ".Reveal()", name));
                break;
            case SchemaKind.Int32 or SchemaKind.Int64 or SchemaKind.UInt64 or SchemaKind.Double or SchemaKind.Decimal:
                writer.Line(Scalar("WriteNumber", value, name));
                break;
            case SchemaKind.Boolean:
                writer.Line(Scalar("WriteBoolean", value, name));
                break;
            case SchemaKind.EpochMilliseconds:
                writer.Line(Scalar("WriteNumber", value + ".ToUnixTimeMilliseconds()", name));
                break;
            case SchemaKind.EpochMillisecondsText:
                writer.Line(Scalar("WriteString", $"{value}.ToUnixTimeMilliseconds().ToString({Culture})", name));
                break;
            case SchemaKind.DateTime:
                writer.Line(Scalar("WriteString", $"global::AdobePass.Runtime.AdobePassFormat.DateTime({value})", name));
                break;
            case SchemaKind.Date:
                writer.Line(Scalar("WriteString", $"{value}.ToString(\"O\", {Culture})", name));
                break;
            case SchemaKind.Uuid:
                writer.Line(Scalar("WriteString", value, name));
                break;
            case SchemaKind.Bytes:
                writer.Line(Scalar("WriteBase64String", value, name));
                break;
            case SchemaKind.List:
                {
                    var item = locals.Take("item");
                    writer.Line(name is null ? "writer.WriteStartArray();" : $"writer.WriteStartArray({name});");
                    writer.Open($"foreach (var {item} in {value})");
                    WriteElement(writer, type.Element!, item, null, locals);
                    writer.Close();
                    writer.Line("writer.WriteEndArray();");
                    locals.Release(item);
                    break;
                }

            case SchemaKind.Map:
                writer.Line(name is null ? "writer.WriteStartObject();" : $"writer.WriteStartObject({name});");
                WriteEntries(writer, type.Element!, value, locals);
                writer.Line("writer.WriteEndObject();");
                break;

            default:
                if (name is not null)
                {
                    writer.Line($"writer.WritePropertyName({name});");
                }

                writer.Line($"{value}.WriteTo(writer);");
                break;
        }
    }

    /// <summary>Writes the entries of a map as members of the open object.</summary>
    public static void WriteEntries(SourceWriter writer, TypeModel element, string value, NameSet locals)
    {
        var entry = locals.Take("entry");
        writer.Open($"foreach (var {entry} in {value})");
        WriteElement(writer, element, entry + ".Value", entry + ".Key", locals);
        writer.Close();
        locals.Release(entry);
    }

    private static void WriteElement(SourceWriter writer, TypeModel type, string value, string? name, NameSet locals)
    {
        if (type is { IsNullable: true, Shape: not SchemaKind.Any })
        {
            writer.Open($"if ({value} is null)");
            writer.Line(name is null ? "writer.WriteNullValue();" : $"writer.WriteNull({name});");
            writer.Line("continue;");
            writer.Close();
            writer.Line();
            value += SchemaTypes.IsValueType(type) ? ".Value" : string.Empty;
        }

        Write(writer, type, value, name, locals);
    }

    private static string Scalar(string method, string value, string? name) =>
        name is null ? $"writer.{method}Value({value});" : $"writer.{method}({name}, {value});";
}
