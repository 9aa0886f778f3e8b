using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Follows <c>$ref</c> inside the document.</summary>
internal sealed class ReferenceResolver(JsonObject document, SpecDiagnostics faults)
{
    private const int LongestChain = 32;

    /// <summary>Gives the object itself, or the one at the end of its references; null when a reference leads nowhere, which is reported.</summary>
    public JsonObject? Resolve(JsonNode? node)
    {
        var current = node as JsonObject;
        for (var hops = 0; current?.Find("$ref") is { } reference; hops++)
        {
            if (hops == LongestChain)
            {
                faults.Add(RuleIds.SpecReferenceIsCircular, "The reference leads back to itself and never to a definition", reference);
                return null;
            }

            current = Target(reference);
        }

        return current;
    }

    /// <summary>The target of one reference.</summary>
    public JsonObject? Target(JsonNode reference)
    {
        if (reference is not JsonString { Value: var path })
        {
            faults.Add(RuleIds.SpecReferenceIsBroken, "The value of \"$ref\" is no string", reference);
            return null;
        }

        if (!path.StartsWith("#/", StringComparison.Ordinal))
        {
            faults.Add(RuleIds.SpecReferenceIsBroken, $"The reference \"{path}\" leaves the document; only references that begin with \"#/\" are followed. Bundle the spec into one file", reference);
            return null;
        }

        JsonNode? target = document;
        foreach (var segment in path.Substring(2).Split('/'))
        {
            var name = Uri.UnescapeDataString(segment).Replace("~1", "/").Replace("~0", "~");
            target = target switch
            {
                JsonObject members => members.Find(name),
                JsonArray list when int.TryParse(name, out var index) && index >= 0 && index < list.Items.Count => list.Items[index],
                _ => null,
            };
        }

        if (target is JsonObject found)
        {
            return found;
        }

        faults.Add(RuleIds.SpecReferenceIsBroken, $"The reference \"{path}\" leads to nothing in this document", reference);
        return null;
    }

    /// <summary>The schema's name, if the node refers to <c>#/components/schemas/…</c>.</summary>
    public static string? SchemaName(JsonObject node)
    {
        const string prefix = "#/components/schemas/";
        return node.FindString("$ref") is { } path && path.StartsWith(prefix, StringComparison.Ordinal) && path.IndexOf('/', prefix.Length) < 0
            ? Uri.UnescapeDataString(path.Substring(prefix.Length)).Replace("~1", "/").Replace("~0", "~")
            : null;
    }
}
