using AdobePass.Generators.Shared.Json;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>
/// Represents one file of a spec. The positions of its nodes begin at <paramref name="start"/>, so a position also tells the file.
/// </summary>
/// <param name="path">The path of the file.</param>
/// <param name="text">The text of the file.</param>
/// <param name="start">The position of its first character.</param>
internal sealed class SpecDocument(string path, SourceText text, int start)
{
    private Dictionary<string, JsonNode>? _names;

    public string Path => path;

    public SourceText Text => text;

    public int Start => start;

    /// <summary>Gets or sets the content; <see langword="null"/> if it is not valid JSON.</summary>
    public JsonNode? Root { get; set; }

    /// <summary>Gets or sets why the content could not be read.</summary>
    public string SyntaxError { get; set; } = string.Empty;

    /// <summary>Finds what a fragment with its <c>#</c> refers to: a path or an anchor.</summary>
    public JsonNode? FindFragment(string fragment) => fragment.Length <= 1
        ? Root
        : fragment[1] == '/' ? FindByPath(Root, fragment.Substring(2)) : FindNamed("#" + Uri.UnescapeDataString(fragment.Substring(1)));

    /// <summary>Finds a schema by its <c>$id</c>, or by <c>#</c> and its <c>$anchor</c>.</summary>
    public JsonNode? FindNamed(string name) => Names.TryGetValue(name, out var schema) ? schema : null;

    /// <summary>Finds a value by the names and indexes on the way to it.</summary>
    public static JsonNode? FindByPath(JsonNode? root, string path)
    {
        var target = root;
        foreach (var segment in path.Split('/'))
        {
            var name = ReferenceResolver.Unescape(segment);
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

    // Few documents have them.
    private Dictionary<string, JsonNode> Names
    {
        get
        {
            if (_names is not null)
            {
                return _names;
            }

            _names = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
            if (Root is not { } root)
            {
                return _names;
            }

            if ((root as JsonObject)?.FindString("$self") is { } self)
            {
                _names[self] = root;
            }

            var open = new Stack<JsonNode>();
            open.Push(root);
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
