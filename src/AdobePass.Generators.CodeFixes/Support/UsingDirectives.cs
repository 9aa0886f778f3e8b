using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Adds a using directive for a framework namespace.</summary>
internal static class UsingDirectives
{
    /// <summary>
    /// Gets the change that adds the directive to the existing ones; <see langword="null"/> if there are none, or if they are in an
    /// <c>#if</c>.
    /// </summary>
    public static TextChange? Add(SyntaxNode node, SourceText text, string space)
    {
        var all = node.Ancestors().Select(static each => each switch
        {
            CompilationUnitSyntax unit => unit.Usings,
            BaseNamespaceDeclarationSyntax declaration => declaration.Usings,
            _ => default,
        }).FirstOrDefault(static usings => usings.Count > 0);
        var plain = all
            .Where(static each =>
                each.Alias is null && each.StaticKeyword.IsKind(SyntaxKind.None) && each.GlobalKeyword.IsKind(SyntaxKind.None))
            .ToList();
        if (plain.Count == 0
            || all.Any(static each => each.DescendantTrivia().Any(static trivia =>
                trivia.IsKind(SyntaxKind.IfDirectiveTrivia) || trivia.IsKind(SyntaxKind.EndIfDirectiveTrivia))))
        {
            return null;
        }

        var before = plain.LastOrDefault(each =>
            each.Name?.ToString() is { } name
            && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal))
            && string.CompareOrdinal(name, space) < 0);
        var neighbour = before ?? plain[0];
        var lineBreak = TextChangeFix.IndentationAt(text, neighbour.SpanStart) is { } indentation
            ? TextChangeFix.LineBreakAt(text, neighbour.SpanStart) + indentation
            : " ";
        if (before is null)
        {
            return new TextChange(new TextSpan(neighbour.SpanStart, 0), $"using {space};{lineBreak}");
        }

        // A comment at the end of the line stays where it is.
        var line = text.Lines.GetLineFromPosition(before.Span.End);
        var end = before.FullSpan.End == line.EndIncludingLineBreak ? line.End : before.Span.End;
        return new TextChange(new TextSpan(end, 0), $"{lineBreak}using {space};");
    }
}
