using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Questions about one schema as it is written.</summary>
internal static class SchemaNodes
{
    // Keywords that say what a value is. Others restrict or describe it.
    private static readonly string[] StructuralKeywords =
    [
        "$ref", "type", "properties", "allOf", "oneOf", "anyOf", "enum", "const", "items", "additionalProperties", "format", "required",
        "x-extensible-enum",
    ];

    // Parts of a path that say where a definition is, not what it is.
    private static readonly HashSet<string> PathKeywords = new(StringComparer.Ordinal)
    {
        "components", "schemas", "properties", "definitions", "$defs", "parameters", "responses", "requestBodies", "headers", "content",
        "schema", "allOf", "oneOf", "anyOf", "paths",
    };

    // Secrets are known by the names that DCR gives them, in any document: a spec that forgets to mark them must not leak them.
    public static TypeModel StringType(JsonObject schema, string? jsonName) => new(jsonName switch
    {
        "client_secret" => SchemaKind.ClientSecret,
        "access_token" => SchemaKind.AccessToken,
        "software_statement" => SchemaKind.SoftwareStatement,
        _ => schema.FindString("format") switch
        {
            "epoch-milliseconds" => SchemaKind.EpochMillisecondsText,
            "date-time" => SchemaKind.DateTime,
            "date" => SchemaKind.Date,
            "uuid" => SchemaKind.Uuid,
            "byte" => SchemaKind.Bytes,
            _ => schema.FindString("contentEncoding") == "base64" ? SchemaKind.Bytes : SchemaKind.String,
        },
    });

    public static SchemaKind NumberShape(JsonObject schema, string kind) => (kind, schema.FindString("format")) switch
    {
        ("integer", "epoch-milliseconds") => SchemaKind.EpochMilliseconds,
        ("integer", "int32" or "int16" or "int8" or "uint8" or "uint16") => SchemaKind.Int32,
        ("integer", "uint64") => SchemaKind.UInt64,
        ("integer", _) => SchemaKind.Int64,
        ("number", "double" or "float") => SchemaKind.Double,
        ("number", "int32") => SchemaKind.Int32,
        ("number", "int64") => SchemaKind.Int64,
        _ => SchemaKind.Decimal,
    };

    /// <summary>Gets whether the format is one that only numbers have.</summary>
    public static bool HasNumberFormat(JsonObject schema) => schema.FindString("format") is
        "int8" or "int16" or "int32" or "int64" or "uint8" or "uint16" or "uint32" or "uint64" or "float" or "double" or "decimal";

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

    /// <summary>Gets the type that a schema without "type" has by its other keywords; null if it has none.</summary>
    public static string? ImpliedKind(JsonObject schema)
    {
        if (schema.Find("items") is not null)
        {
            return "array";
        }

        if (schema.Find("additionalProperties") is JsonObject)
        {
            return "object";
        }

        var values = schema.Find("const") is { } constant ? [constant] : schema.FindArray("enum")?.Items;
        if (values is null or { Count: 0 })
        {
            return null;
        }

        return values.All(static value => value is JsonNumber || IsNull(value)) && values.Any(static value => value is JsonNumber)
            ? values.All(static value => value is not JsonNumber number || number.Text.All(static c => c is '-' or (>= '0' and <= '9')))
                ? "integer"
                : "number"
            : values.All(static value => value is JsonLiteral) && values.Any(static value => !IsNull(value)) ? "boolean" : null;
    }

    /// <summary>Gets the strings of an enum or a constant; nothing if it has other values too.</summary>
    public static List<string> EnumValues(JsonObject schema)
    {
        var values = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var items = (schema.FindArray("x-extensible-enum") ?? schema.FindArray("enum"))?.Items
            ?? (schema.Find("const") is { } constant ? [constant] : []);
        foreach (var value in items)
        {
            if (value is JsonString { Value: var text })
            {
                if (known.Add(text))
                {
                    values.Add(text);
                }
            }
            else if (!IsNull(value) && schema.Find("type") is null)
            {
                return [];
            }
        }

        return values;
    }

    /// <summary>Gets the schema of the values of a map; null if the object is not a map.</summary>
    public static JsonNode? MapValues(JsonObject schema) => schema.Find("additionalProperties") as JsonObject;

    /// <summary>Gets whether null is a value of the schema, without regard to references.</summary>
    public static bool IsNullable(JsonObject schema) =>
        schema.IsTrue("nullable")
        || schema.IsTrue("x-nullable")
        || (schema.FindArray("type") is not null && Kinds(schema).Contains("null"))
        || schema.FindString("type") == "null"
        || schema.FindArray("enum")?.Items.Any(IsNull) == true
        || IsNull(schema.Find("const"));

    public static bool IsNullType(JsonNode? node) =>
        node is JsonObject schema
        && (schema.FindString("type") == "null"
            || (schema.FindArray("enum") is { Items.Count: > 0 } values && values.Items.All(IsNull))
            || IsNull(schema.Find("const")));

    public static bool HasProperties(JsonObject schema) => schema.FindObject("properties") is { Members.Count: > 0 };

    /// <summary>Gets whether the schema only restricts or describes a value.</summary>
    public static bool IsAnnotation(JsonNode node) =>
        node is not JsonObject schema || !Array.Exists(StructuralKeywords, keyword => schema.Find(keyword) is not null);

    /// <summary>Gets whether the schema only says which members are required.</summary>
    public static bool OnlyRequires(JsonObject schema) =>
        schema.Find("required") is JsonArray
        && !Array.Exists(StructuralKeywords, keyword => keyword is not ("required" or "type") && schema.Find(keyword) is not null);

    /// <summary>Gets whether a reference has siblings that change what the object has.</summary>
    public static bool HasMembersBesideReference(JsonObject schema) =>
        HasProperties(schema)
        || schema.FindArray("required") is { Items.Count: > 0 }
        || schema.FindArray("allOf") is { Items.Count: > 0 }
        || schema.Find("additionalProperties") is JsonObject;

    // Documented as always present, but a response without it can be used.
    public static bool IsDispensable(JsonNode schema) => (schema as JsonObject)?.IsTrue("x-tolerate-absence") == true;

    public static string Description(JsonNode node)
    {
        var schema = node as JsonObject;
        return schema?.FindString("description") ?? schema?.FindString("title") ?? string.Empty;
    }

    /// <summary>Gets a type name from the path of a reference, such as <c>FamilyRoot</c> for a member of a schema.</summary>
    public static string NameOfPath(string path)
    {
        var name = string.Empty;
        var hash = path.IndexOf('#');
        var file = hash < 0 ? path : path.Substring(0, hash);
        if (file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && path.Substring(file.Length).TrimStart('#').Length == 0)
        {
            // The whole file is the definition.
            return Names.Pascal(file.Substring(file.LastIndexOf('/') + 1).Split('.')[0]);
        }

        foreach (var segment in (hash < 0 ? path : path.Substring(hash + 1)).Split('/'))
        {
            var text = ReferenceResolver.Unescape(segment);
            name += text switch
            {
                "items" => "Item",
                "additionalProperties" => "Value",
                _ when text.Length == 0 || PathKeywords.Contains(text) || text.All(char.IsDigit) || text.Contains("json") => string.Empty,
                _ => Names.Pascal(text),
            };
        }

        return name;
    }

    private static bool IsNull(JsonNode? node) => node is JsonLiteral { Value: null };
}
