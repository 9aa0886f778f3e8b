using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>Represents an unresolved type name in a marked interface, with the namespaces that the compiler searches for it.</summary>
/// <remarks>
/// Before emission, no model exists, so every model is such a name. It resolves afterwards if the namespace of the models is among
/// <paramref name="Namespaces"/>; otherwise the compiler reports CS0246 without saying where the model is.
/// </remarks>
/// <param name="Name">The name.</param>
/// <param name="Location">The location of the name.</param>
/// <param name="Namespaces">The containing namespaces and those of the using directives, without global using directives.</param>
internal sealed record UnimportedName(string Name, LocationInfo Location, EquatableArray<string> Namespaces)
{
    /// <summary>Finds the first such name in a declaration; null if no name is unresolved, or an alias gives it a meaning.</summary>
    public static UnimportedName? Find(InterfaceDeclarationSyntax declaration, ISet<string> unresolved)
    {
        if (unresolved.Count == 0)
        {
            return null;
        }

        var name = declaration.Members
            .SelectMany(static member => member.DescendantNodes(static node => node is not AttributeListSyntax))
            .OfType<IdentifierNameSyntax>()
            .FirstOrDefault(node => unresolved.Contains(node.Identifier.ValueText)
                && node.Parent is not (QualifiedNameSyntax or AliasQualifiedNameSyntax));
        if (name is null)
        {
            return null;
        }

        var spaces = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var scope in name.Ancestors())
        {
            var usings = scope switch
            {
                CompilationUnitSyntax unit => unit.Usings,
                BaseNamespaceDeclarationSyntax space => space.Usings,
                _ => default(SyntaxList<UsingDirectiveSyntax>?),
            };
            if (usings is null)
            {
                continue;
            }

            var around = EnclosingNamespaces(scope).ToList();
            spaces.UnionWith(around);
            foreach (var directive in usings.Value)
            {
                if (directive.Alias?.Name.Identifier.ValueText == name.Identifier.ValueText)
                {
                    return null;
                }

                // A name inside a namespace may be relative to it.
                if (TextOf(directive) is { } imported)
                {
                    spaces.Add(imported);
                    spaces.UnionWith(around.Select(space => space + "." + imported));
                }
            }
        }

        var span = name.Span;
        return new UnimportedName(
            name.Identifier.ValueText,
            new LocationInfo(name.SyntaxTree.FilePath, span, name.SyntaxTree.GetLineSpan(span).Span),
            spaces.ToEquatableArray());
    }

    /// <summary>Gets the namespace that a directive imports; null if it imports something else.</summary>
    public static string? TextOf(UsingDirectiveSyntax directive) =>
        directive is { Alias: null, Name: { } name } && directive.StaticKeyword.IsKind(SyntaxKind.None)
            ? string.Join(".", name.DescendantTokens()
                .Where(static token => token.IsKind(SyntaxKind.IdentifierToken))
                .Select(static token => token.ValueText))
            : null;

    // "A.B.C" is inside "A.B" and "A".
    private static IEnumerable<string> EnclosingNamespaces(SyntaxNode scope)
    {
        var names = scope.AncestorsAndSelf().OfType<BaseNamespaceDeclarationSyntax>().Reverse()
            .SelectMany(static space => space.Name.DescendantTokens())
            .Where(static token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(static token => token.ValueText)
            .ToList();
        for (var count = names.Count; count > 0; count--)
        {
            yield return string.Join(".", names.Take(count));
        }
    }
}
