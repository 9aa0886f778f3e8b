using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Finds the files that a spec refers to, before it is read.</summary>
internal static class ExternalReferences
{
    // A reference that does not begin with "#". Its file ends at the "#" of the fragment.
    private static readonly Regex Reference = new("\"\\$ref\"\\s*:\\s*\"([^\"#]+)", RegexOptions.CultureInvariant);

    // The text of an additional file stays the same object until it is edited, and texts have megabytes.
    private static readonly ConditionalWeakTable<SourceText, string[]> Files = new();

    /// <summary>Gets the files that a text refers to, directly or through one of them.</summary>
    public static EquatableArray<SpecPart> FindParts(string path, SourceText text, IReadOnlyList<SpecPart> candidates)
    {
        var byPath = new Dictionary<string, SpecPart>(StringComparer.Ordinal);
        foreach (var candidate in candidates)
        {
            byPath[WithSlashes(candidate.Path)] = candidate;
        }

        var found = new List<SpecPart>();
        var open = new Queue<(string Path, SourceText Text)>();
        open.Enqueue((path, text));
        while (open.Count > 0)
        {
            var (from, content) = open.Dequeue();
            foreach (var file in FilesIn(content))
            {
                var target = Resolve(from, file);
                if (byPath.TryGetValue(target, out var part))
                {
                    byPath.Remove(target);
                    found.Add(part);
                    open.Enqueue((part.Path, part.Text));
                }
            }
        }

        return found.ToEquatableArray();
    }

    /// <summary>Gets the path of a file that is named relative to another one, with slashes.</summary>
    public static string Resolve(string from, string relative)
    {
        var name = WithSlashes(Uri.UnescapeDataString(relative));
        var segments = name.StartsWith("/", StringComparison.Ordinal) ? [] : WithSlashes(from).Split('/').ToList();
        if (segments.Count > 0)
        {
            segments.RemoveAt(segments.Count - 1);
        }

        foreach (var segment in name.Split('/'))
        {
            if (segment == ".." && segments.Count > 0 && segments[segments.Count - 1] != "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment != ".")
            {
                segments.Add(segment);
            }
        }

        return string.Join("/", segments);
    }

    /// <summary>Gets a path in the form of <see cref="Resolve"/>.</summary>
    public static string WithSlashes(string path) => path.Replace('\\', '/');

    private static string[] FilesIn(SourceText text) => Files.GetValue(
        text,
        static each => Reference.Matches(each.ToString())
            .Cast<Match>()
            .Select(static match => match.Groups[1].Value)
            .Where(static file => file.IndexOf("://", StringComparison.Ordinal) < 0)
            .Distinct()
            .ToArray());
}
