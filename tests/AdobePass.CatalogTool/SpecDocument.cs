using System.Text.Json.Nodes;

namespace AdobePass.CatalogTool;

/// <summary>A spec as JSON. What is missing is an error that names it.</summary>
internal sealed class SpecDocument(string name, string text)
{
    public string Name => name;

    public JsonObject Root { get; } = JsonNode.Parse(text)!.AsObject();

    public JsonObject Schema(string schema) => Object(Object(Object(Root, "components"), "schemas"), schema);

    /// <summary>Follows a local reference, or returns the node itself.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        var current = node.AsObject();
        while (current["$ref"]?.GetValue<string>() is { } reference)
        {
            JsonNode target = Root;
            foreach (var segment in reference.TrimStart('#', '/').Split('/'))
            {
                target = Object(target, segment);
            }

            current = target.AsObject();
        }

        return current;
    }

    public JsonObject Object(JsonNode node, string member) => node[member] as JsonObject ?? throw Missing(node, member);

    public JsonArray Array(JsonNode node, string member) => node[member] as JsonArray ?? throw Missing(node, member);

    public string Text(JsonNode node, string member) => node[member]?.GetValue<string>() ?? throw Missing(node, member);

    private InvalidDataException Missing(JsonNode node, string member) =>
        new($"The spec {name} has no usable \"{member}\" at {node.GetPath()}.");
}
