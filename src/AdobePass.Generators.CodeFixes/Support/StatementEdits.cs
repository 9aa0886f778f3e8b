using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Adds and removes statements and keeps the layout of the others.</summary>
internal static class StatementEdits
{
    /// <summary>Returns whether the statement is in a list, where other statements can be added.</summary>
    public static bool IsInList(StatementSyntax statement) =>
        statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax;

    /// <summary>Inserts members before another one and its comments.</summary>
    public static TextChange InsertMembersBefore(SourceText text, MemberDeclarationSyntax member, params string[] added)
    {
        var start = member.SpanStart;
        var isLineEmpty = false;
        foreach (var trivia in member.GetLeadingTrivia().Reverse())
        {
            switch (trivia.Kind())
            {
                case SyntaxKind.EndOfLineTrivia when !isLineEmpty:
                    isLineEmpty = true;
                    continue;
                case SyntaxKind.WhitespaceTrivia:
                    continue;
                case SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
                    or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia:
                    start = trivia.FullSpan.Start;
                    isLineEmpty = false;
                    continue;
                default:
                    break;
            }

            break;
        }

        var separator = SeparatorAt(text, start);
        var lines = string.Concat(added.Select(each => each + separator));
        var end = separator == " " ? string.Empty : TextChangeFix.LineBreakAt(text, start);
        return new TextChange(new TextSpan(start, 0), lines.Substring(0, lines.Length - separator.Length) + end + separator);
    }

    /// <summary>Inserts lines before a statement.</summary>
    public static TextChange InsertBefore(SourceText text, CSharpSyntaxNode statement, params string[] added) =>
        new(new TextSpan(statement.SpanStart, 0), string.Concat(added.Select(each => each + SeparatorAt(text, statement.SpanStart))));

    public static TextChange InsertAfter(SourceText text, StatementSyntax statement, string added)
    {
        var separator = SeparatorAt(text, statement.SpanStart);

        // A comment at the end of the line stays where it is.
        var trivia = statement.GetLastToken().TrailingTrivia;
        var isCommented = separator != " " && trivia.Any(static each =>
            each.IsKind(SyntaxKind.SingleLineCommentTrivia) || each.IsKind(SyntaxKind.MultiLineCommentTrivia));
        var lineBreak = trivia.FirstOrDefault(static each => each.IsKind(SyntaxKind.EndOfLineTrivia));
        var end = !isCommented ? statement.Span.End : lineBreak.RawKind != 0 ? lineBreak.SpanStart : trivia.Span.End;
        return new TextChange(new TextSpan(end, 0), separator + added);
    }

    /// <summary>Removes a statement, and its lines if they contain nothing else. Comments around it stay.</summary>
    public static TextChange Remove(SourceText text, StatementSyntax statement)
    {
        var first = text.Lines.GetLineFromPosition(statement.SpanStart);
        var last = text.Lines.GetLineFromPosition(statement.Span.End);
        var beginsLine = TextChangeFix.IndentationAt(text, statement.SpanStart) is not null;
        if (beginsLine && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(statement.Span.End, last.End))))
        {
            return new TextChange(TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak), string.Empty);
        }

        var (start, end) = (statement.SpanStart, statement.Span.End);
        while (beginsLine && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        while (!beginsLine && char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        return new TextChange(TextSpan.FromBounds(start, end), string.Empty);
    }

    private static string SeparatorAt(SourceText text, int position) =>
        TextChangeFix.IndentationAt(text, position) is { } indentation ? TextChangeFix.LineBreakAt(text, position) + indentation : " ";
}
