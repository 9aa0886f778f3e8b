using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Questions to expressions that several fixes ask.</summary>
internal static class Expressions
{
    /// <summary>The expression with the parentheses around it.</summary>
    public static ExpressionSyntax WalkUpConversions(ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized;
        }

        return expression;
    }

    /// <summary>The name of the method that is called, without its type arguments.</summary>
    public static SyntaxToken? CalledName(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier,
        SimpleNameSyntax name => name.Identifier,
        _ => null,
    };

    /// <summary>Whether replacing the node would take more away than code.</summary>
    public static bool HasCommentsInside(SyntaxNode node) => node.DescendantTrivia(node.Span).Any(trivia =>
        node.Span.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    /// <summary>The value that a local or a field gets where it is declared, in the same file.</summary>
    public static ExpressionSyntax? DeclaredValue(FixTarget target, ISymbol? symbol) =>
        symbol is ILocalSymbol or IFieldSymbol
            && symbol.DeclaringSyntaxReferences is [var reference]
            && reference.SyntaxTree == target.Root.SyntaxTree
            && reference.GetSyntax(target.CancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value }
            ? value
            : null;

    /// <summary>The member around a node; for top-level statements, the file.</summary>
    public static SyntaxNode MemberAround(FixTarget target, SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static each => each is MemberDeclarationSyntax and not GlobalStatementSyntax and not BaseNamespaceDeclarationSyntax) ?? target.Root;

    /// <summary>How often a name stands in a member.</summary>
    public static int CountName(SyntaxNode member, string name) =>
        member.DescendantTokens().Count(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);
}
