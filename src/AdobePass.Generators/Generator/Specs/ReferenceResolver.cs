using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>
/// Follows <c>$ref</c> in the files of a spec: paths, <c>$anchor</c>, <c>$id</c>, and other files. A reference is relative to its file.
/// </summary>
internal sealed class ReferenceResolver(SpecDocuments documents, SpecDiagnostics diagnostics)
{
    private const int LongestChain = 32;

    // One diagnostic for each kind: a file that is missing makes thousands of references wrong.
    private readonly OperationDiagnostics _unresolved = new(diagnostics);
    private readonly Dictionary<(SpecDocument From, string Path), JsonNode?> _targets = [];

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

        var from = documents.At(reference.Start);
        var target = Find(from, path);
        if (target is JsonObject or JsonLiteral { Value: not null })
        {
            return target;
        }

        if (FileOf(path) is { Length: > 0 } file)
        {
            var document = documents.Find(from, file);
            _unresolved.Add(
                document is null ? SpecDescriptors.ExternalReference
                    : document.Root is null ? SpecDescriptors.UnreadableFile
                    : SpecDescriptors.UnresolvedReference,
                reference,
                document is { Root: null } ? $"{path} ({document.SyntaxError})" : path);
        }
        else
        {
            _unresolved.Add(SpecDescriptors.UnresolvedReference, reference, path);
        }

        return null;
    }

    /// <summary>Reports the references that were not resolved.</summary>
    public void Report() => _unresolved.Report();

    /// <summary>Finds the schema that a discriminator names: by a reference, or by the name of a component.</summary>
    public JsonObject? FindSchema(JsonNode? reference)
    {
        if (reference is not JsonString { Value: var path })
        {
            return null;
        }

        var from = documents.At(reference.Start);
        return Find(from, path) as JsonObject
            ?? (Find(from, "#/components/schemas/" + path.Replace("~", "~0").Replace("/", "~1")) as JsonObject);
    }

    /// <summary>Gets the name that a part of a path stands for.</summary>
    public static string Unescape(string segment) => Uri.UnescapeDataString(segment).Replace("~1", "/").Replace("~0", "~");

    private static string FileOf(string path) => path.IndexOf('#') is var hash and >= 0 ? path.Substring(0, hash) : path;

    private JsonNode? Find(SpecDocument from, string path)
    {
        if (!_targets.TryGetValue((from, path), out var target))
        {
            target = FindTarget(from, path);
            _targets.Add((from, path), target);
        }

        return target;
    }

    private JsonNode? FindTarget(SpecDocument from, string path)
    {
        var file = FileOf(path);
        var fragment = path.Substring(file.Length);
        if (file.Length == 0)
        {
            return from.FindFragment(fragment);
        }

        // An identifier in the file comes first, as in JSON Schema.
        return from.FindNamed(file) is not { } resource ? documents.Find(from, file)?.FindFragment(fragment)
            : fragment.Length <= 1 ? resource
            : fragment[1] == '/' ? SpecDocument.FindByPath(resource, fragment.Substring(2))
            : from.FindNamed(fragment);
    }
}
