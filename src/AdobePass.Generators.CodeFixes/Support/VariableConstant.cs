using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Represents a constant that can become a variable: a local, or a private field.</summary>
/// <param name="Change">The change of its declaration.</param>
/// <param name="Scope">The node that contains all code that may use it.</param>
internal sealed record VariableConstant(TextChange Change, SyntaxNode Scope)
{
    /// <summary>
    /// Finds the constant whose value is a node; returns <see langword="null"/> if the node is not the value of a constant, or if the
    /// constant cannot become a variable.
    /// </summary>
    public static VariableConstant? Find(FixTarget target, ExpressionSyntax value) =>
        Expressions.WalkUpConversions(value).Parent is EqualsValueClauseSyntax
        {
            Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: { } declaration } },
        }
            ? declaration switch
            {
                LocalDeclarationStatementSyntax local => OfLocal(target, local),
                FieldDeclarationSyntax field => OfField(target, field),
                _ => null,
            }
            : null;

    private static VariableConstant? OfLocal(FixTarget target, LocalDeclarationStatementSyntax local)
    {
        var keyword = local.Modifiers.FirstOrDefault(static each => each.IsKind(SyntaxKind.ConstKeyword));
        return keyword.RawKind == 0 || keyword.TrailingTrivia.Any(static each => !each.IsKind(SyntaxKind.WhitespaceTrivia))
            ? null
            : new VariableConstant(
                new TextChange(TextSpan.FromBounds(keyword.SpanStart, keyword.FullSpan.End), string.Empty),
                Expressions.MemberAround(target, local));
    }

    // Only code of the type can use a private field. An initializer above the field would read it before it has a value.
    private static VariableConstant? OfField(FixTarget target, FieldDeclarationSyntax field)
    {
        var keyword = field.Modifiers.FirstOrDefault(static each => each.IsKind(SyntaxKind.ConstKeyword));
        var name = field.Declaration.Variables[0].Identifier.ValueText;
        return keyword.RawKind == 0
            || field.Parent is not TypeDeclarationSyntax type
            || type.Modifiers.Any(SyntaxKind.PartialKeyword)
            || field.Modifiers.Any(static each => each.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword
                or SyntaxKind.ProtectedKeyword)
            || type.Members.TakeWhile(member => member != field).Any(member => member is FieldDeclarationSyntax or PropertyDeclarationSyntax
                && member.Modifiers.Any(SyntaxKind.StaticKeyword)
                && Expressions.CountName(member, name) > 0)
            ? null
            : new VariableConstant(new TextChange(keyword.Span, "static readonly"), type);
    }
}
