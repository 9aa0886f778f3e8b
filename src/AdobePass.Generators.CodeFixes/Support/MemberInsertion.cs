using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Puts methods into an interface that has none.</summary>
internal static class MemberInsertion
{
    private const string Step = "    ";

    /// <param name="model">The document's model.</param>
    /// <param name="text">The document.</param>
    /// <param name="face">The interface, with a body or a semicolon.</param>
    /// <param name="declarations">The methods, every name in them with <c>global::</c>.</param>
    public static TextChange Fill(SemanticModel model, SourceText text, InterfaceDeclarationSyntax face, string declarations)
    {
        var first = text.Lines.GetLineFromPosition(face.SpanStart);
        var line = first.ToString();
        var indentation = line.Substring(0, line.Length - line.TrimStart().Length);
        var lineBreak = TextChangeFix.LineBreakAt(text, face.SpanStart);
        var lines = Shorten(model, face.Identifier.SpanStart, declarations).Select(each => each.Length == 0 ? string.Empty : indentation + Step + each);
        var members = string.Join(lineBreak, lines);

        if (face.OpenBraceToken.IsKind(SyntaxKind.None) || face.OpenBraceToken.IsMissing)
        {
            var semicolon = face.SemicolonToken.IsKind(SyntaxKind.None) ? new TextSpan(face.Span.End, 0) : face.SemicolonToken.Span;
            return new TextChange(semicolon, $"{lineBreak}{indentation}{{{lineBreak}{members}{lineBreak}{indentation}}}");
        }

        // What is written between the braces stays above the methods.
        var inside = TextSpan.FromBounds(face.OpenBraceToken.Span.End, face.CloseBraceToken.SpanStart);
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
            if (node is AttributeListSyntax { Attributes: [{ Name: QualifiedNameSyntax { Right.Identifier.ValueText: var attribute } name } written] } list)
            {
                changes.Add(IsSaidByName(list, written, attribute)
                    ? new TextChange(TextSpan.FromBounds(list.SpanStart, list.GetLastToken().GetNextToken().SpanStart), string.Empty)
                    : new TextChange(name.Span, ShortTypes.Attribute(model, position, name.Left.ToString().Replace("global::", string.Empty), attribute)));
            }
            else if (node is TypeSyntax { Parent: MethodDeclarationSyntax or ParameterSyntax } type)
            {
                changes.Add(new TextChange(type.Span, ShortTypes.Write(model, position, type)));
            }
        }

        // The exceptions are the same for every method; somebody who reads and trims can do without.
        var lines = source.WithChanges(changes.OrderBy(static change => change.Span.Start)).ToString().TrimEnd('}', '\n', ' ').Split('\n');
        return lines.Skip(1).Select(static line => line.Trim()).Where(static line => !line.StartsWith("/// <exception", StringComparison.Ordinal));
    }

    private static bool IsSaidByName(AttributeListSyntax list, AttributeSyntax written, string attribute) =>
        attribute == "AdobePassOperation"
        && list.Parent is MethodDeclarationSyntax method
        && written.ArgumentList?.Arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: string operation } }]
        && Names.Fold(Names.WithoutAsync(method.Identifier.ValueText)) == Names.Fold(operation);
}
