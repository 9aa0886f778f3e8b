using System.Collections.Immutable;
using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP1009: removes <c>.Reveal()</c> if the value itself, which is formatted as <c>***</c>, can be passed instead.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SecretIsLoggedFix)), Shared]
public sealed class SecretIsLoggedFix() : TextChangeFixProvider(RuleIds.SecretIsLogged)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(static (context, document, diagnostics) =>
        FixAllAsync(document, diagnostics, context.CancellationToken));

    private protected override string TitleOf(Diagnostic diagnostic) => "Remove \".Reveal()\"";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target) =>
        FindCall(target.Root, target.Diagnostic) is { } call
        && Removal(call) is var changes
        && CompileCheck.StillCompiles(target.Model, call, target.Text, changes, target.CancellationToken)
            ? changes
            : null;

    // One removal can decide whether the next one compiles: in a + b, one operand must remain a string.
    // Therefore each removal is checked together with the accepted ones.
    private static async Task<Document?> FixAllAsync(
        Document document,
        ImmutableArray<Diagnostic> diagnostics,
        CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        if (model is null)
        {
            return document;
        }

        var accepted = new List<TextChange>();
        foreach (var diagnostic in diagnostics.OrderBy(static each => each.Location.SourceSpan.Start))
        {
            if (FindCall(root, diagnostic) is { } call)
            {
                // Only removals in the same member affect each other. They are checked together, so that positions stay valid.
                var member = call.Ancestors().FirstOrDefault(static each => each is MemberDeclarationSyntax)?.Span ?? root!.Span;
                var removal = Removal(call);
                TextChange[] changes = [.. accepted.Where(change => member.Contains(change.Span)), .. removal];
                if (CompileCheck.StillCompiles(model, call, text, changes, cancellationToken))
                {
                    accepted.AddRange(removal);
                }
            }
        }

        return await TextChangeFix.ApplyAsync(document, accepted, cancellationToken).ConfigureAwait(false);
    }

    private static InvocationExpressionSyntax? FindCall(SyntaxNode? root, Diagnostic diagnostic)
    {
        var call = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
            .FirstAncestorOrSelf<InvocationExpressionSyntax>();
        return call is
        {
            ArgumentList.Arguments.Count: 0,
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Reveal" },
        }
            ? call
            : null;
    }

    private static List<TextChange> Removal(InvocationExpressionSyntax call)
    {
        var access = (MemberAccessExpressionSyntax)call.Expression;
        var removed = TextSpan.FromBounds(access.Expression.Span.End, call.Span.End);
        var tokens = call.DescendantTokens().Where(token => token.SpanStart >= removed.Start).ToList();
        var hasComments = call.DescendantTrivia().Any(trivia =>
            removed.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return hasComments
            ? [.. tokens.Select(static token => new TextChange(token.Span, string.Empty))]
            : [new TextChange(removed, string.Empty)];
    }
}
