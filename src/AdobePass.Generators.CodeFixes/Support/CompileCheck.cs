using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Tries a change before it is offered.</summary>
internal static class CompileCheck
{
    /// <summary>Whether the member around a node, or all top-level statements, have no more errors than before. Emitted code is taken as it is, so that no generator runs.</summary>
    public static bool StillCompiles(SemanticModel model, SyntaxNode node, SourceText text, IReadOnlyList<TextChange> changes, CancellationToken cancellationToken)
    {
        var member = node.AncestorsAndSelf().FirstOrDefault(static each => each is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot(cancellationToken);
        var changed = node.SyntaxTree.WithChangedText(text.WithChanges(changes.OrderBy(static change => change.Span.Start)));
        var grown = changes.Sum(static change => (change.NewText?.Length ?? 0) - change.Span.Length);
        var after = model.Compilation.ReplaceSyntaxTree(node.SyntaxTree, changed).GetSemanticModel(changed);
        return Errors(after, new TextSpan(member.SpanStart, member.Span.Length + grown), cancellationToken) <= Errors(model, member.Span, cancellationToken);
    }

    private static int Errors(SemanticModel model, TextSpan span, CancellationToken cancellationToken) =>
        model.GetDiagnostics(span, cancellationToken).Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !diagnostic.IsSuppressed);
}
