using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Writes text that names types of the framework: short where they are in scope or a using directive can bring them there, else in full.</summary>
internal static class FrameworkTypeNames
{
    public const string CancellationToken = "System.Threading.CancellationToken";

    /// <summary>The first way of writing that compiles, or nothing.</summary>
    /// <param name="target">What is fixed.</param>
    /// <param name="node">The node around which the text changes.</param>
    /// <param name="write">Makes the changes; it is given a function that turns a full name into the one to write.</param>
    public static IReadOnlyList<TextChange>? Write(FixTarget target, SyntaxNode node, Func<Func<string, string>, IReadOnlyList<TextChange>> write)
    {
        var spaces = new SortedSet<string>(StringComparer.Ordinal);
        var changes = write(full =>
        {
            var (space, name) = Split(full);
            if (!target.Model.LookupNamespacesAndTypes(node.SpanStart, name: name).IsEmpty)
            {
                return ShortTypes.Name(target.Model, node.SpanStart, space, name);
            }

            spaces.Add(space);
            return name;
        });
        if (spaces.Count == 0)
        {
            return Compiles(target, node, changes) ? changes : InFull(target, node, write);
        }

        // The namespace may bring a name that the file knows from elsewhere.
        TextChange[] imported = [.. spaces.Select(space => UsingDirectives.Add(node, target.Text, space)).OfType<TextChange>(), .. changes];
        if (imported.Length == spaces.Count + changes.Count && Compiles(target, target.Root, imported))
        {
            return imported;
        }

        changes = write(full => Split(full) is var (space, name) ? ShortTypes.Name(target.Model, node.SpanStart, space, name) : full);
        return Compiles(target, node, changes) ? changes : InFull(target, node, write);
    }

    private static IReadOnlyList<TextChange>? InFull(FixTarget target, SyntaxNode node, Func<Func<string, string>, IReadOnlyList<TextChange>> write)
    {
        var changes = write(static full => "global::" + full);
        return Compiles(target, node, changes) ? changes : null;
    }

    private static bool Compiles(FixTarget target, SyntaxNode node, IReadOnlyList<TextChange> changes) =>
        CompileCheck.StillCompiles(target.Model, node, target.Text, changes, target.CancellationToken);

    private static (string Space, string Name) Split(string full) =>
        (full.Substring(0, full.LastIndexOf('.')), full.Substring(full.LastIndexOf('.') + 1));
}
