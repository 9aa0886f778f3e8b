using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Inspects expressions for several fixes.</summary>
internal static class Expressions
{
    /// <summary>Gets the expression with the parentheses around it.</summary>
    public static ExpressionSyntax WalkUpConversions(ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized;
        }

        return expression;
    }

    /// <summary>Gets the name of the called method, without its type arguments.</summary>
    public static SyntaxToken? CalledName(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier,
        SimpleNameSyntax name => name.Identifier,
        _ => null,
    };

    /// <summary>Returns whether the node contains comments or directives, which replacing it would remove.</summary>
    public static bool HasCommentsInside(SyntaxNode node) => node.DescendantTrivia(node.Span).Any(trivia =>
        node.Span.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    /// <summary>Gets the initial value of a local or a field that is declared in the same file.</summary>
    public static ExpressionSyntax? DeclaredValue(FixTarget target, ISymbol? symbol) =>
        symbol is ILocalSymbol or IFieldSymbol
            && symbol.DeclaringSyntaxReferences is [var reference]
            && reference.SyntaxTree == target.Root.SyntaxTree
            && reference.GetSyntax(target.CancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value }
            ? value
            : null;

    /// <summary>Gets the member around a node; for top-level statements, the file.</summary>
    public static SyntaxNode MemberAround(FixTarget target, SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static each =>
            each is MemberDeclarationSyntax and not GlobalStatementSyntax and not BaseNamespaceDeclarationSyntax)
        ?? target.Root;

    /// <summary>Counts how often a name occurs in a member.</summary>
    public static int CountName(SyntaxNode member, string name) =>
        member.DescendantTokens().Count(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);

    /// <summary>Gets a name that does not occur in the member around a node: the proposed one, or the same with a number.</summary>
    public static string UnusedName(FixTarget target, SyntaxNode node, string proposed)
    {
        var member = MemberAround(target, node);
        var name = proposed;
        for (var i = 1; CountName(member, name) > 0; i++)
        {
            name = proposed + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return name;
    }
}
