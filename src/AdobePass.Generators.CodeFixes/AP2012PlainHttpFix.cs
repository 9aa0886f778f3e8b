using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP2012: changes the scheme of the URL to <c>https://</c>, in every form of string literal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PlainHttpFix)), Shared]
public sealed class PlainHttpFix() : TextChangeFixProvider(RuleIds.PlainHttp)
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Use https://";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target) =>
        FirstToken(target.Root.FindNode(target.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)) is { } token
            ? Change(token)
            : null;

    // The analyzer reports the outermost expression. The scheme is in its first literal.
    private static SyntaxToken? FirstToken(SyntaxNode? node) => node switch
    {
        LiteralExpressionSyntax literal => literal.Token,
        InterpolatedStringTextSyntax text => text.TextToken,
        InterpolatedStringExpressionSyntax interpolated => FirstToken(interpolated.Contents.FirstOrDefault()),
        InterpolationSyntax interpolation => FirstToken(interpolation.Expression),
        ParenthesizedExpressionSyntax parenthesized => FirstToken(parenthesized.Expression),
        CastExpressionSyntax cast => FirstToken(cast.Expression),
        BinaryExpressionSyntax sum => FirstToken(sum.Left),
        InvocationExpressionSyntax call => FirstToken(call.ArgumentList.Arguments.FirstOrDefault()?.Expression),
        ArgumentSyntax argument => FirstToken(argument.Expression),
        AttributeArgumentSyntax argument => FirstToken(argument.Expression),
        _ => null,
    };

    private static IReadOnlyList<TextChange>? Change(SyntaxToken token)
    {
        var text = token.Text;
        var start = 0;
        while (start < text.Length && (text[start] is '@' or '$' or '"' || char.IsWhiteSpace(text[start])))
        {
            start++;
        }

        // No fix for an escaped scheme, or for one that is split between two literals.
        const string Scheme = "http";
        var end = start + Scheme.Length;
        if (string.Compare(text, start, Scheme, 0, Scheme.Length, StringComparison.OrdinalIgnoreCase) != 0
            || (end < text.Length && text[end] is not (':' or '"') && !char.IsWhiteSpace(text[end])))
        {
            return null;
        }

        var changes = new List<TextChange> { new(new TextSpan(token.SpanStart + end, 0), text[end - 1] == 'P' ? "S" : "s") };
        if (FindPlainPort(text, end) is { } port)
        {
            changes.Add(new TextChange(new TextSpan(token.SpanStart + port, 3), string.Empty));
        }

        return changes;
    }

    // Port 80 does not serve HTTPS.
    private static int? FindPlainPort(string text, int scheme)
    {
        const string Separator = "://";
        const string Port = ":80";
        if (string.CompareOrdinal(text, scheme, Separator, 0, Separator.Length) != 0)
        {
            return null;
        }

        var at = scheme + Separator.Length;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '.' or '-'))
        {
            at++;
        }

        var isPort = string.CompareOrdinal(text, at, Port, 0, Port.Length) == 0
            && (at + Port.Length == text.Length || !char.IsDigit(text[at + Port.Length]));
        return isPort ? at : null;
    }
}
