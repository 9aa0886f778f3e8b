using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>
/// Writes code that names framework types. A name is short if it is in scope or can be imported with a using directive; otherwise, it is
/// fully qualified.
/// </summary>
internal static class FrameworkTypeNames
{
    public const string CancellationToken = "System.Threading.CancellationToken";

    /// <summary>Gets the shortest form of the changes that compiles; <see langword="null"/> if none does.</summary>
    /// <param name="target">The diagnostic to fix.</param>
    /// <param name="node">The node at which the source changes.</param>
    /// <param name="write">Creates the changes. Its argument converts the full name of a type to the name to write.</param>
    public static IReadOnlyList<TextChange>? Write(
        FixTarget target,
        SyntaxNode node,
        Func<Func<string, string>, IReadOnlyList<TextChange>> write)
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
            return Compiles(target, node, changes) ? changes : WriteQualified(target, node, write);
        }

        // The namespace may contain a name that the file uses from another namespace.
        TextChange[] imported = [.. spaces.Select(space => UsingDirectives.Add(node, target.Text, space)).OfType<TextChange>(), .. changes];
        if (imported.Length == spaces.Count + changes.Count && Compiles(target, target.Root, imported))
        {
            return imported;
        }

        changes = write(full => Split(full) is var (space, name) ? ShortTypes.Name(target.Model, node.SpanStart, space, name) : full);
        return Compiles(target, node, changes) ? changes : WriteQualified(target, node, write);
    }

    private static IReadOnlyList<TextChange>? WriteQualified(
        FixTarget target,
        SyntaxNode node,
        Func<Func<string, string>, IReadOnlyList<TextChange>> write)
    {
        var changes = write(static full => "global::" + full);
        return Compiles(target, node, changes) ? changes : null;
    }

    private static bool Compiles(FixTarget target, SyntaxNode node, IReadOnlyList<TextChange> changes) =>
        CompileCheck.StillCompiles(target.Model, node, target.Text, changes, target.CancellationToken);

    private static (string Space, string Name) Split(string full) =>
        (full.Substring(0, full.LastIndexOf('.')), full.Substring(full.LastIndexOf('.') + 1));
}
