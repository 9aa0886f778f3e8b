using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP2007: removes the statement that adds the header, if it has no other effect.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UndefinedHeaderFix)), Shared]
public sealed class UndefinedHeaderFix() : TextChangeFixProvider(RuleIds.UndefinedHeader)
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Remove the header";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        if (target.Reported is not InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } call
            || Expressions.CalledName(call) is not { ValueText: "Add" or "TryAddWithoutValidation" }
            || !StatementEdits.IsInList(statement)
            || Expressions.HasCommentsInside(statement)
            || call.DescendantNodes().Any(HasOtherEffect))
        {
            return null;
        }

        TextChange[] changes = [StatementEdits.Remove(target.Text, statement)];
        return CompileCheck.StillCompiles(target.Model, call, target.Text, changes, target.CancellationToken) ? changes : null;
    }

    private static bool HasOtherEffect(SyntaxNode node) =>
        node is AwaitExpressionSyntax or AssignmentExpressionSyntax or DeclarationExpressionSyntax
        || node.Kind() is SyntaxKind.PreIncrementExpression
            or SyntaxKind.PreDecrementExpression
            or SyntaxKind.PostIncrementExpression
            or SyntaxKind.PostDecrementExpression;
}
