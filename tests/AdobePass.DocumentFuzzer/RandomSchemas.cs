using System.Text.Json.Nodes;

namespace AdobePass.DocumentFuzzer;

/// <summary>Creates schemas from the grammar of OpenAPI, with names and combinations that few people would choose.</summary>
/// <param name="random">The random numbers.</param>
internal sealed class RandomSchemas(Random random)
{
    /// <summary>Represents half of a surrogate pair.</summary>
    public const string HalfPair = "\ue000";

    private static readonly string[] Names =
    [
        "a", "b", "item", "entry", "value", "reader", "writer", "nameof", "Read", "WriteTo", "Parse", "ToString", "Equals", "class",
        "field", "record", "required", "await", "Thing", "thing", "THING", "S0", "S1", "S2", "System", "Json", "Runtime", "Generic", "+1",
        "-1", "1st", "_1", "", "@", "日本", "é", "\ud83d\ude00", HalfPair, "a-b", "a_b", "aB", "a.b/c~d", "List<Thing>", "\"\\\n\u0000",
        "additionalMembers", "body", "device", "request", "cancellationToken", "client_secret", "access_token", "global", "{0}", "*/",
        "</summary>", "value0",
    ];

    private static readonly string[] Formats =
    [
        "int32", "int64", "uint64", "float", "double", "decimal", "date", "date-time", "uuid", "byte", "binary", "epoch-milliseconds", "x",
    ];

    private static readonly string[] Types = ["string", "integer", "number", "boolean", "array", "object", "null", "x"];

    public string Name() => random.Next(40) == 0 ? new string('x', random.Next(2_000)) : Pick(Names);

    public JsonNode Schema(int depth)
    {
        if (random.Next(30) == 0)
        {
            return random.Next(2) == 0;
        }

        if (random.Next(4) == 0)
        {
            return WithSiblings(new JsonObject { ["$ref"] = Reference() });
        }

        var schema = new JsonObject();
        switch (random.Next(depth > 4 ? 3 : 9))
        {
            case 0 or 1:
                schema["type"] = random.Next(6) == 0 ? new JsonArray(Pick(Types), Pick(Types)) : Pick(Types);
                break;
            case 2:
                schema["enum"] = new JsonArray(Name(), Name(), random.Next(4) == 0 ? null : Name(), random.Next(6) == 0 ? 1 : "z");
                break;
            case 3:
                schema["type"] = "array";
                schema["items"] = Schema(depth + 1);
                break;
            case 4:
                schema["additionalProperties"] = Schema(depth + 1);
                break;
            case 5:
                schema[Pick("oneOf", "anyOf", "allOf")] = Schemas(depth);
                break;
            default:
                AddProperties(schema, depth);
                break;
        }

        return WithSiblings(schema);
    }

    private void AddProperties(JsonObject schema, int depth)
    {
        var properties = new JsonObject();
        var count = random.Next(4);
        for (var i = 0; i < count; i++)
        {
            properties[Name()] = Schema(depth + 1);
        }

        schema["properties"] = properties;
        if (random.Next(3) == 0)
        {
            schema["additionalProperties"] = Schema(depth + 1);
        }

        if (random.Next(6) == 0)
        {
            schema[Pick("oneOf", "anyOf", "allOf")] = Schemas(depth);
        }
    }

    private JsonArray Schemas(int depth)
    {
        var schemas = new JsonArray();
        var count = random.Next(1, 4);
        for (var i = 0; i < count; i++)
        {
            schemas.Add(Schema(depth + 1));
        }

        return schemas;
    }

    private JsonObject WithSiblings(JsonObject schema)
    {
        while (random.Next(3) == 0)
        {
            var (name, value) = random.Next(15) switch
            {
                0 => ("nullable", (JsonNode)true),
                1 => ("description", $"A */ </summary> {HalfPair} & {{0}}\n text"),
                2 => ("format", Pick(Formats)),
                3 => ("readOnly", true),
                4 => ("writeOnly", true),
                5 => ("required", new JsonArray(Name(), Name())),
                6 => ("const", Name()),
                7 => ("default", 5),
                8 => ("discriminator", new JsonObject
                {
                    ["propertyName"] = Name(),
                    ["mapping"] = new JsonObject { [Name()] = Reference() },
                }),
                9 => ("title", Name()),
                10 => ("$anchor", Name()),
                11 => ("x-extensible-enum", new JsonArray(Name(), Name())),
                12 => ("x-lookup", new JsonObject { ["key"] = Name(), ["prefer"] = Name() }),
                13 => random.Next(3) == 0
                    ? ("x-runtime-type", (JsonNode)Pick("EnhancedError", "OsName", "x"))
                    : (Pick("x-tolerate-absence", "x-nullable"), (JsonNode)true),
                _ => ("type", Pick(Types)),
            };
            schema[name] = value;
        }

        return schema;
    }

    private string Reference() => random.Next(12) switch
    {
        0 => "#/components/schemas/S0/properties/a",
        1 => "#/components/schemas/S1/items",
        2 => "#/components/schemas/" + Uri.EscapeDataString(random.Next(2) == 0 ? "missing" : "a.b~1c~0d"),
        3 => "#" + Pick("a", "item", "/", "", "/paths"),
        4 => "other.json#/a",
        _ => "#/components/schemas/S" + random.Next(6).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    public string Pick(params string[] values) => values[random.Next(values.Length)];
}
