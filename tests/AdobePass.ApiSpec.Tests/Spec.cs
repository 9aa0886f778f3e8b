using System.Reflection;
using System.Text.Json.Nodes;

namespace AdobePass.ApiSpec.Tests;

/// <summary>The two documents under test as raw JSON.</summary>
internal static class Spec
{
    public const string Dcr = "dcr.json";
    public const string RestV2 = "rest-v2.json";

    private static readonly Lazy<JsonObject> DcrDocument = new(() => Read(Dcr));
    private static readonly Lazy<JsonObject> RestV2Document = new(() => Read(RestV2));

    public static string Folder { get; } = typeof(Spec).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ApiSpecFolder").Value!;

    public static TheoryData<string> Files => new() { Dcr, RestV2 };

    public static JsonObject Load(string file) => file == Dcr ? DcrDocument.Value : RestV2Document.Value;

    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public static JsonObject Schemas(string file) => Load(file)["components"]!["schemas"]!.AsObject();

    /// <summary>Follows a local reference, or returns the node itself.</summary>
    public static JsonObject Resolve(JsonObject document, JsonNode node)
    {
        var current = node.AsObject();
        while (current["$ref"] is JsonNode reference)
        {
            var target = reference.GetValue<string>();
            Assert.StartsWith("#/", target, StringComparison.Ordinal);
            JsonNode found = document;
            foreach (var segment in target[2..].Split('/'))
            {
                found = found[segment] ?? throw new InvalidOperationException($"{target} leads nowhere.");
            }

            current = found.AsObject();
        }

        return current;
    }

    public static IEnumerable<Operation> Operations(string file)
    {
        var document = Load(file);
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                yield return new Operation(file, document, method, path, operation!.AsObject());
            }
        }
    }

    public static Operation Operation(string operationId) =>
        Operations(Dcr).Concat(Operations(RestV2)).Single(operation => operation.Id == operationId);

    /// <summary>Every object of a document together with a readable location.</summary>
    public static IEnumerable<(string Location, JsonObject Node)> Objects(string location, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                yield return (location, members);
                foreach (var (name, member) in members)
                {
                    foreach (var inner in Objects($"{location}/{name}", member))
                    {
                        yield return inner;
                    }
                }

                break;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                {
                    foreach (var inner in Objects($"{location}/{index}", items[index]))
                    {
                        yield return inner;
                    }
                }

                break;
        }
    }

    /// <summary>Every named schema property of a document, nested ones included.</summary>
    public static IEnumerable<(string Location, string Name, JsonObject Schema)> Properties(string file)
    {
        foreach (var (schema, definition) in Schemas(file))
        {
            foreach (var (location, node) in Objects(schema, definition))
            {
                if (node["properties"] is not JsonObject properties)
                {
                    continue;
                }

                foreach (var (name, property) in properties)
                {
                    yield return ($"{file}: {location}/{name}", name, property!.AsObject());
                }
            }
        }
    }

    private static JsonObject Read(string file) => JsonNode.Parse(Text(file))!.AsObject();
}

/// <summary>One operation of a document.</summary>
internal sealed record Operation(string File, JsonObject Document, string Method, string Path, JsonObject Node)
{
    public string Id => Node["operationId"]!.GetValue<string>();

    public IEnumerable<JsonObject> Parameters =>
        Node["parameters"]!.AsArray().Select(parameter => Spec.Resolve(Document, parameter!));

    public JsonObject Responses => Node["responses"]!.AsObject();

    public JsonObject Response(string status) => Spec.Resolve(Document, Responses[status]!);
}
