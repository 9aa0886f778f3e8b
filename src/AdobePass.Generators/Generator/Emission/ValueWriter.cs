using AdobePass.Generators.Generator.Specs;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Emits the statements that write one value as JSON.</summary>
internal static class ValueWriter
{
    /// <param name="writer">The writer for the statements.</param>
    /// <param name="type">The type of the value.</param>
    /// <param name="value">The C# expression of the value, not null.</param>
    /// <param name="name">The C# expression of the member's name; null inside an array.</param>
    /// <param name="depth">The number of open collections, for the names of loop variables.</param>
    public static void Write(SourceWriter writer, TypeModel type, string value, string? name, int depth)
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
            case SchemaKind.Int32 or SchemaKind.Int64 or SchemaKind.Double:
                writer.Line(Scalar("WriteNumber", value, name));
                break;
            case SchemaKind.Boolean:
                writer.Line(Scalar("WriteBoolean", value, name));
                break;
            case SchemaKind.EpochMilliseconds:
                writer.Line(Scalar("WriteNumber", value + ".ToUnixTimeMilliseconds()", name));
                break;
            case SchemaKind.EpochMillisecondsText:
                const string culture = "global::System.Globalization.CultureInfo.InvariantCulture";
                writer.Line(Scalar("WriteString", $"{value}.ToUnixTimeMilliseconds().ToString({culture})", name));
                break;
            case SchemaKind.List:
                {
                    var item = depth == 0 ? "item" : "item" + (depth + 1);
                    writer.Line(name is null ? "writer.WriteStartArray();" : $"writer.WriteStartArray({name});");
                    writer.Open($"foreach (var {item} in {value})");
                    Write(writer, type.Element!, item, null, depth + 1);
                    writer.Close();
                    writer.Line("writer.WriteEndArray();");
                    break;
                }

            case SchemaKind.Map:
                {
                    var entry = depth == 0 ? "entry" : "entry" + (depth + 1);
                    writer.Line(name is null ? "writer.WriteStartObject();" : $"writer.WriteStartObject({name});");
                    writer.Open($"foreach (var {entry} in {value})");
                    Write(writer, type.Element!, entry + ".Value", entry + ".Key", depth + 1);
                    writer.Close();
                    writer.Line("writer.WriteEndObject();");
                    break;
                }

            default:
                if (name is not null)
                {
                    writer.Line($"writer.WritePropertyName({name});");
                }

                writer.Line($"{value}.WriteTo(writer);");
                break;
        }
    }

    private static string Scalar(string method, string value, string? name) =>
        name is null ? $"writer.{method}Value({value});" : $"writer.{method}({name}, {value});";
}
