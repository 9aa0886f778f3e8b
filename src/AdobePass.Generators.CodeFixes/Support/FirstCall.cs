using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>
/// Represents the call that a statement executes first. Its arguments can therefore be evaluated in a separate statement before it.
/// </summary>
/// <param name="Statement">The statement, in a list of statements.</param>
/// <param name="IsAwaited">Whether the statement awaits the call.</param>
internal sealed record FirstCall(StatementSyntax Statement, bool IsAwaited)
{
    public static FirstCall? Find(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var receiver } || !IsPlain(receiver))
        {
            return null;
        }

        var isAwaited = false;
        for (SyntaxNode node = call; node.Parent is { } parent; node = parent)
        {
            switch (parent)
            {
                case AwaitExpressionSyntax:
                    isAwaited = true;
                    continue;
                case ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax:
                case MemberAccessExpressionSyntax:
                case InvocationExpressionSyntax invocation when invocation.Expression == node:
                case ConditionalAccessExpressionSyntax conditional when conditional.Expression == node:
                case EqualsValueClauseSyntax
                {
                    Parent: VariableDeclaratorSyntax
                    {
                        Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax } declaration,
                    } declarator,
                } when declaration.Variables[0] == declarator:
                case VariableDeclaratorSyntax or VariableDeclarationSyntax:
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax, Parent: ExpressionStatementSyntax } assignment
                    when assignment.Right == node && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression):
                    continue;
                case LocalDeclarationStatementSyntax or ExpressionStatementSyntax or ReturnStatementSyntax:
                    return StatementEdits.IsInList((StatementSyntax)parent) ? new FirstCall((StatementSyntax)parent, isAwaited) : null;
                default:
                    return null;
            }
        }

        return null;
    }

    // http, _http, this.http, Clients.Http
    private static bool IsPlain(ExpressionSyntax receiver) => receiver switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax => true,
        MemberAccessExpressionSyntax { Name: IdentifierNameSyntax } access => IsPlain(access.Expression),
        _ => false,
    };
}
