using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Adds parameters to a list and keeps its layout.</summary>
internal static class ParameterInsertion
{
    /// <param name="text">The source of the document.</param>
    /// <param name="list">The parameter list.</param>
    /// <param name="index">The number of parameters before the new ones.</param>
    /// <param name="declarations">The declarations of the new parameters.</param>
    public static TextChange Insert(SourceText text, ParameterListSyntax list, int index, params string[] declarations)
    {
        if (list.Parameters.Count == 0)
        {
            return new TextChange(new TextSpan(list.OpenParenToken.Span.End, 0), string.Join(", ", declarations));
        }

        if (index < list.Parameters.Count)
        {
            // Comments on separate lines stay with the parameter below them.
            var next = list.Parameters[index];
            var comment = next.GetLeadingTrivia().FirstOrDefault(static trivia =>
                !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
            var position = comment.RawKind != 0 ? comment.SpanStart : next.SpanStart;
            var separator = TextChangeFix.IndentationAt(text, position) is { } before
                ? TextChangeFix.LineBreakAt(text, position) + before
                : " ";
            return new TextChange(
                new TextSpan(position, 0),
                string.Concat(declarations.Select(declaration => $"{declaration},{separator}")));
        }

        var last = list.Parameters[list.Parameters.Count - 1];
        var leading = TextChangeFix.IndentationAt(text, last.SpanStart) is { } indentation
            ? TextChangeFix.LineBreakAt(text, last.SpanStart) + indentation
            : " ";
        return new TextChange(
            new TextSpan(last.Span.End, 0),
            string.Concat(declarations.Select(declaration => $",{leading}{declaration}")));
    }
}
