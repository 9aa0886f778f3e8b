using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Follows <c>$ref</c> inside the document.</summary>
internal sealed class ReferenceResolver(JsonObject document, SpecDiagnostics diagnostics)
{
    private const int LongestChain = 32;

    /// <summary>
    /// Gets the object itself or the target of its references; <see langword="null"/> if one cannot be resolved, which is reported.
    /// </summary>
    public JsonObject? Resolve(JsonNode? node)
    {
        var current = node as JsonObject;
        for (var hops = 0; current?.Find("$ref") is { } reference; hops++)
        {
            if (hops == LongestChain)
            {
                diagnostics.Add(SpecDescriptors.CircularReference, reference);
                return null;
            }

            current = Target(reference);
        }

        return current;
    }

    /// <summary>Gets the target of one reference.</summary>
    public JsonObject? Target(JsonNode reference)
    {
        if (reference is not JsonString { Value: var path })
        {
            diagnostics.Add(SpecDescriptors.ReferenceIsNotString, reference);
            return null;
        }

        if (!path.StartsWith("#/", StringComparison.Ordinal))
        {
            diagnostics.Add(SpecDescriptors.ExternalReference, reference, path);
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

        diagnostics.Add(SpecDescriptors.UnresolvedReference, reference, path);
        return null;
    }

    /// <summary>Gets the name of the schema if the node refers to <c>#/components/schemas/…</c>.</summary>
    public static string? SchemaName(JsonObject node)
    {
        const string prefix = "#/components/schemas/";
        return node.FindString("$ref") is { } path
            && path.StartsWith(prefix, StringComparison.Ordinal)
            && path.IndexOf('/', prefix.Length) < 0
            ? Uri.UnescapeDataString(path.Substring(prefix.Length)).Replace("~1", "/").Replace("~0", "~")
            : null;
    }
}
