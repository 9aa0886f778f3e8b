using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Follows <c>$ref</c> inside the document: paths, <c>$anchor</c> and <c>$id</c>.</summary>
internal sealed class ReferenceResolver(JsonObject document, SpecDiagnostics diagnostics)
{
    private const int LongestChain = 32;

    // One diagnostic for each kind: a file that is missing makes thousands of references wrong.
    private readonly OperationDiagnostics _unresolved = new(diagnostics);
    private readonly Dictionary<string, JsonNode?> _targets = new(StringComparer.Ordinal);
    private Dictionary<string, JsonNode>? _names;

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

    /// <summary>Gets the target of one reference, if it is an object.</summary>
    public JsonObject? Target(JsonNode reference) => TargetNode(reference) as JsonObject;

    /// <summary>Gets the target of one reference: an object, or the schema <c>true</c> or <c>false</c>.</summary>
    public JsonNode? TargetNode(JsonNode reference)
    {
        if (reference is not JsonString { Value: var path })
        {
            diagnostics.Add(SpecDescriptors.ReferenceIsNotString, reference);
            return null;
        }

        var target = Find(path);
        if (target is JsonObject or JsonLiteral { Value: not null })
        {
            return target;
        }

        _unresolved.Add(
            path.StartsWith("#", StringComparison.Ordinal) ? SpecDescriptors.UnresolvedReference : SpecDescriptors.ExternalReference,
            reference,
            path);
        return null;
    }

    /// <summary>Reports the references that were not resolved.</summary>
    public void Report() => _unresolved.Report();

    /// <summary>Finds the schema that a discriminator names: by a reference, or by the name of a component.</summary>
    public JsonObject? FindSchema(string path) =>
        Find(path) as JsonObject ?? (Find("#/components/schemas/" + path.Replace("~", "~0").Replace("/", "~1")) as JsonObject);

    /// <summary>Gets the name that a part of a path stands for.</summary>
    public static string Unescape(string segment) => Uri.UnescapeDataString(segment).Replace("~1", "/").Replace("~0", "~");

    private JsonNode? Find(string path)
    {
        if (!_targets.TryGetValue(path, out var target))
        {
            target = FindTarget(path);
            _targets.Add(path, target);
        }

        return target;
    }

    private JsonNode? FindTarget(string path)
    {
        if (path.StartsWith("#/", StringComparison.Ordinal))
        {
            return FindByPath(document, path.Substring(2));
        }

        if (path == "#")
        {
            return document;
        }

        var hash = path.IndexOf('#');
        var name = hash < 0 ? path : path.Substring(0, hash);
        var fragment = hash < 0 ? string.Empty : path.Substring(hash + 1);
        if (hash == 0)
        {
            return NamedSchemas.TryGetValue("#" + Uri.UnescapeDataString(fragment), out var anchor) ? anchor : null;
        }

        return !NamedSchemas.TryGetValue(name, out var resource) ? null
            : fragment.Length == 0 ? resource
            : fragment[0] == '/' ? FindByPath(resource, fragment.Substring(1))
            : NamedSchemas.TryGetValue("#" + fragment, out var inner) ? inner : null;
    }

    private static JsonNode? FindByPath(JsonNode root, string path)
    {
        var target = root;
        foreach (var segment in path.Split('/'))
        {
            var name = Unescape(segment);
            target = target switch
            {
                JsonObject members => members.Find(name),
                JsonArray list when int.TryParse(name, out var index) && index >= 0 && index < list.Items.Count => list.Items[index],
                _ => null,
            };
            if (target is null)
            {
                return null;
            }
        }

        return target;
    }

    // The schemas by "$id", and by "#" and "$anchor". Few documents have them.
    private Dictionary<string, JsonNode> NamedSchemas
    {
        get
        {
            if (_names is not null)
            {
                return _names;
            }

            _names = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
            if (document.FindString("$self") is { } self)
            {
                _names[self] = document;
            }

            var open = new Stack<JsonNode>();
            open.Push(document);
            while (open.Count > 0)
            {
                switch (open.Pop())
                {
                    case JsonObject members:
                        AddNames(members, _names);
                        foreach (var member in members.Members)
                        {
                            open.Push(member.Value);
                        }

                        break;
                    case JsonArray list:
                        foreach (var item in list.Items)
                        {
                            open.Push(item);
                        }

                        break;
                    default:
                        break;
                }
            }

            return _names;
        }
    }

    private static void AddNames(JsonObject schema, Dictionary<string, JsonNode> names)
    {
        if (schema.FindString("$id") is { Length: > 0 } id)
        {
            names[id.TrimEnd('#')] = schema;

            // A relative reference replaces the last part of the base.
            var slash = id.LastIndexOf('/');
            if (slash >= 0 && slash < id.Length - 1 && !names.ContainsKey(id.Substring(slash + 1)))
            {
                names[id.Substring(slash + 1)] = schema;
            }
        }

        if ((schema.FindString("$anchor") ?? schema.FindString("$dynamicAnchor")) is { Length: > 0 } anchor)
        {
            names["#" + anchor] = schema;
        }
    }
}
