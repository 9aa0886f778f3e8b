using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Inserts methods into an interface that has none.</summary>
internal static class MemberInsertion
{
    private const string IndentationStep = "    ";

    /// <param name="model">The semantic model of the document.</param>
    /// <param name="text">The source of the document.</param>
    /// <param name="declaration">The interface, with a body or a semicolon.</param>
    /// <param name="declarations">The methods. Every type name in them starts with <c>global::</c>.</param>
    public static TextChange Fill(SemanticModel model, SourceText text, InterfaceDeclarationSyntax declaration, string declarations)
    {
        var first = text.Lines.GetLineFromPosition(declaration.SpanStart);
        var line = first.ToString();
        var indentation = line.Substring(0, line.Length - line.TrimStart().Length);
        var lineBreak = TextChangeFix.LineBreakAt(text, declaration.SpanStart);
        var lines = Shorten(model, declaration.Identifier.SpanStart, declarations)
            .Select(each => each.Length == 0 ? string.Empty : indentation + IndentationStep + each);
        var members = string.Join(lineBreak, lines);

        if (declaration.OpenBraceToken.IsKind(SyntaxKind.None) || declaration.OpenBraceToken.IsMissing)
        {
            var semicolon = declaration.SemicolonToken.IsKind(SyntaxKind.None)
                ? new TextSpan(declaration.Span.End, 0)
                : declaration.SemicolonToken.Span;
            return new TextChange(semicolon, $"{lineBreak}{indentation}{{{lineBreak}{members}{lineBreak}{indentation}}}");
        }

        // Comments between the braces stay above the methods.
        var inside = TextSpan.FromBounds(declaration.OpenBraceToken.Span.End, declaration.CloseBraceToken.SpanStart);
        var kept = text.ToString(inside).TrimEnd();
        return new TextChange(TextSpan.FromBounds(inside.Start + kept.Length, inside.End), $"{lineBreak}{members}{lineBreak}{indentation}");
    }

    private static IEnumerable<string> Shorten(SemanticModel model, int position, string declarations)
    {
        var source = SourceText.From($"interface I {{\n{declarations}}}");
        var root = CSharpSyntaxTree.ParseText(source, (CSharpParseOptions)model.SyntaxTree.Options).GetRoot();
        var changes = new List<TextChange>();
        foreach (var node in root.DescendantNodes())
        {
            if (node is AttributeListSyntax
                {
                    Attributes: [{ Name: QualifiedNameSyntax { Right.Identifier.ValueText: var attribute } name } written],
                } list)
            {
                var attributeNamespace = name.Left.ToString().Replace("global::", string.Empty);
                changes.Add(IsImpliedByName(list, written, attribute)
                    ? new TextChange(TextSpan.FromBounds(list.SpanStart, list.GetLastToken().GetNextToken().SpanStart), string.Empty)
                    : new TextChange(name.Span, ShortTypes.Attribute(model, position, attributeNamespace, attribute)));
            }
            else if (node is TypeSyntax { Parent: MethodDeclarationSyntax or ParameterSyntax } type)
            {
                changes.Add(new TextChange(type.Span, ShortTypes.Write(model, position, type)));
            }
        }

        // The documented exceptions are the same for every method, so they are left out of the source.
        var lines = source.WithChanges(changes.OrderBy(static change => change.Span.Start)).ToString().TrimEnd('}', '\n', ' ').Split('\n');
        return lines
            .Skip(1)
            .Select(static line => line.Trim())
            .Where(static line => !line.StartsWith("/// <exception", StringComparison.Ordinal));
    }

    private static bool IsImpliedByName(AttributeListSyntax list, AttributeSyntax written, string attribute) =>
        attribute == "AdobePassOperation"
        && list.Parent is MethodDeclarationSyntax method
        && written.ArgumentList?.Arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: string operation } }]
        && Names.Fold(Names.WithoutAsync(method.Identifier.ValueText)) == Names.Fold(operation);
}
