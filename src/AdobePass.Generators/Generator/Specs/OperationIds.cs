using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>
/// Gets the ids of operations. An operation without an id of its own gets one from its method and path: <c>GET /users/{id}/posts</c> is
/// <c>GetUsersByIdPosts</c>.
/// </summary>
internal sealed class OperationIds(OperationDiagnostics diagnostics)
{
    private readonly Dictionary<string, FoundOperation> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _generated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lastNumber = new(StringComparer.Ordinal);

    /// <summary>Reserves the id that an operation declares. The first operation with the id keeps it.</summary>
    public void Reserve(FoundOperation found)
    {
        if (found.Operation.FindString("operationId") is { } id
            && Names.Fold(id) is { Length: > 0 } folded
            && !_declared.ContainsKey(folded))
        {
            _declared.Add(folded, found);
        }
    }

    public string IdOf(FoundOperation found)
    {
        var (path, member, operation, _) = found;
        var id = operation.FindString("operationId");
        var folded = id is null ? string.Empty : Names.Fold(id);
        if (folded.Length > 0 && ReferenceEquals(_declared[folded], found))
        {
            return id!;
        }

        var name = Take(NameOf(member.Name, path));
        if (folded.Length > 0)
        {
            diagnostics.Add(SpecDescriptors.DuplicateOperationId, operation.Find("operationId")!, $"\"{id}\" ({name})");
        }
        else
        {
            diagnostics.AddAt(
                SpecDescriptors.MissingOperationId,
                member.NameStart,
                member.NameEnd - member.NameStart,
                $"{member.Name.ToUpperInvariant()} {path} ({name})");
        }

        return name;
    }

    private string Take(string wanted)
    {
        if (IsFree(wanted))
        {
            return wanted;
        }

        // Thousands of paths may differ only in characters that identifiers do not have.
        var number = _lastNumber.TryGetValue(wanted, out var last) ? last : 1;
        string name;
        do
        {
            number++;
            name = wanted + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        while (!IsFree(name));
        _lastNumber[wanted] = number;
        return name;
    }

    private bool IsFree(string name) => Names.Fold(name) is var folded && !_declared.ContainsKey(folded) && _generated.Add(folded);

    private static string NameOf(string method, string path)
    {
        var name = Names.Pascal(method);
        foreach (var segment in path.Split('/'))
        {
            // A segment can have text beside a placeholder, as in "report.{format}".
            foreach (var part in segment.Replace("{", "/{").Replace("}", "}/").Split('/'))
            {
                if (Names.Fold(part).Length > 0)
                {
                    name += (part.StartsWith("{", StringComparison.Ordinal) ? "By" : string.Empty) + Names.Pascal(part).TrimStart('_');
                }
            }
        }

        return name;
    }
}
