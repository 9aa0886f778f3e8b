using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Checks that a change compiles before it is offered.</summary>
internal static class CompileCheck
{
    /// <summary>
    /// Returns whether the member around a node, or all top-level statements, have no more errors than before the changes. The emitted code
    /// is not updated: no generator runs.
    /// </summary>
    public static bool StillCompiles(
        SemanticModel model,
        SyntaxNode node,
        SourceText text,
        IReadOnlyList<TextChange> changes,
        CancellationToken cancellationToken)
    {
        var member = node.AncestorsAndSelf().FirstOrDefault(static each => each is MemberDeclarationSyntax and not GlobalStatementSyntax)
            ?? node.SyntaxTree.GetRoot(cancellationToken);
        var changed = node.SyntaxTree.WithChangedText(text.WithChanges(changes.OrderBy(static change => change.Span.Start)));
        var lengthChange = changes.Sum(static change => (change.NewText?.Length ?? 0) - change.Span.Length);
        var after = model.Compilation.ReplaceSyntaxTree(node.SyntaxTree, changed).GetSemanticModel(changed);
        var errorsAfter = Errors(after, new TextSpan(member.SpanStart, member.Span.Length + lengthChange), cancellationToken);
        return errorsAfter <= Errors(model, member.Span, cancellationToken);
    }

    private static int Errors(SemanticModel model, TextSpan span, CancellationToken cancellationToken) =>
        model.GetDiagnostics(span, cancellationToken)
            .Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !diagnostic.IsSuppressed);
}
