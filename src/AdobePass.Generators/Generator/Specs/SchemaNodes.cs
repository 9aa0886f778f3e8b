using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Questions about one schema as it is written.</summary>
internal static class SchemaNodes
{
    // Secrets are known by the names that DCR gives them, in any document: a spec that forgets to mark them must not leak them.
    public static TypeModel StringType(JsonObject schema, string? jsonName) => new(jsonName switch
    {
        "client_secret" => SchemaKind.ClientSecret,
        "access_token" => SchemaKind.AccessToken,
        "software_statement" => SchemaKind.SoftwareStatement,
        _ => schema.FindString("format") == "epoch-milliseconds" ? SchemaKind.EpochMillisecondsText : SchemaKind.String,
    });

    public static HashSet<string> Kinds(JsonObject schema)
    {
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        switch (schema.Find("type"))
        {
            case JsonString { Value: var kind }:
                kinds.Add(kind);
                break;
            case JsonArray list:
                foreach (var item in list.Items)
                {
                    if (item is JsonString { Value: var each })
                    {
                        kinds.Add(each);
                    }
                }

                break;
            default:
                break;
        }

        return kinds;
    }

    public static List<string> EnumValues(JsonObject schema)
    {
        var values = new List<string>();
        foreach (var value in (schema.FindArray("x-extensible-enum") ?? schema.FindArray("enum"))?.Items ?? [])
        {
            if (value is JsonString { Value: var text } && !values.Contains(text))
            {
                values.Add(text);
            }
        }

        return values;
    }

    // One part and nothing beside it is that part; everything else is an object of its own.
    public static bool IsMerged(JsonObject schema) =>
        schema.FindArray("allOf") is { } parts
            && (parts.Items.Count > 1 || (parts.Items.Count == 1 && schema.FindObject("properties") is { Members.Count: > 0 }));

    public static bool IsObjectWithProperties(JsonObject schema) =>
        schema.Find("allOf") is null && schema.FindObject("properties") is { Members.Count: > 0 };

    // Documented as always present, but a response without it can be used.
    public static bool IsDispensable(JsonNode schema) => (schema as JsonObject)?.IsTrue("x-tolerate-absence") == true;

    public static string Description(JsonNode node)
    {
        var schema = node as JsonObject;
        return schema?.FindString("description") ?? schema?.FindString("title") ?? string.Empty;
    }
}
