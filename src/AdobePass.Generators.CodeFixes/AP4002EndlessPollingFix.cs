using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP4002: ends the polling when the code expires.</summary>
/// <remarks>A code is valid for 30 minutes at most. If the session is in scope, its end is used.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EndlessPollingFix)), Shared]
public sealed class EndlessPollingFix() : TextChangeFixProvider(RuleIds.EndlessPolling)
{
    private const string Clock = "System.DateTimeOffset";

    /// <summary>Gets a provider that fixes the loops one after the other, because each needs a unique variable name.</summary>
    /// <returns>The provider.</returns>
    public override FixAllProvider? GetFixAllProvider() => TextChangeFix.FixAllSequentially(FindAsync);

    private protected override string TitleOf(Diagnostic diagnostic) => "Stop when the code expires";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        var loop = target.Reported?.Ancestors()
            .TakeWhile(static node => node is GlobalStatementSyntax
                or not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<StatementSyntax>()
            .FirstOrDefault(static node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax);
        var body = loop switch
        {
            WhileStatementSyntax { Statement: BlockSyntax block } => block,
            DoStatementSyntax { Statement: BlockSyntax block } => block,
            ForStatementSyntax { Statement: BlockSyntax block } => block,
            _ => null,
        };
        if (loop is null || body?.Statements is not [var first, ..] || !StatementEdits.IsInList(loop)
            || first is IfStatementSyntax { Statement: BlockSyntax { Statements: [ThrowStatementSyntax] } })
        {
            return null;
        }

        var deadline = Expressions.UnusedName(target, loop, "deadline");
        return FrameworkTypeNames.Write(target, loop, name =>
        [
            StatementEdits.InsertBefore(target.Text, loop, $"var {deadline} = {EndOf(target, loop, name)};"),
            StatementEdits.InsertBefore(
                target.Text,
                first,
                $"if ({name(Clock)}.UtcNow >= {deadline})",
                "{",
                $"    throw new {name("System.TimeoutException")}(\"The code expired before the viewer logged in.\");",
                "}"),
        ]);
    }

    // The session says when its code expires.
    private static string EndOf(FixTarget target, StatementSyntax loop, Func<string, string> name)
    {
        var sessions = ValuesInScope.Find(target.Model, loop.SpanStart, target.CancellationToken)
            .Where(static each => each.Rank == 0 && each.Type.EndsWith(".SessionResponse", StringComparison.Ordinal))
            .ToList();
        var latest = $"{name(Clock)}.UtcNow.AddMinutes(30)";
        return sessions is [var (session, _, _)] ? $"{session.Name}.NotAfter ?? {latest}" : latest;
    }
}
