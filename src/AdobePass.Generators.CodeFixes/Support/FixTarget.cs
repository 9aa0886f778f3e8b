using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Represents a diagnostic and the parts of its document that a fix needs.</summary>
internal sealed record FixTarget(
    Document Document,
    SemanticModel Model,
    SyntaxNode Root,
    SourceText Text,
    Diagnostic Diagnostic,
    CancellationToken CancellationToken)
{
    /// <summary>Gets the closest valid name, or the missing name.</summary>
    public string? ClosestMatch => TextChangeFix.ClosestMatchOf(Diagnostic);

    /// <summary>Gets the required type, with <c>global::</c>.</summary>
    public string? TypeText => TextChangeFix.PropertyOf(Diagnostic, "type");

    /// <summary>Gets the parent of the token at the start of the diagnostic.</summary>
    public SyntaxNode? Node => Root.FindToken(Diagnostic.Location.SourceSpan.Start).Parent;

    /// <summary>Gets the node with exactly the span of the diagnostic; <see langword="null"/> if the source has changed there.</summary>
    public SyntaxNode? Reported =>
        Root.FindNode(Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is var node
        && node.Span == Diagnostic.Location.SourceSpan
            ? node
            : null;

    public static async Task<FixTarget?> CreateAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
            && root.FullSpan.Contains(diagnostic.Location.SourceSpan)
            ? new FixTarget(
                document,
                model,
                root,
                await document.GetTextAsync(cancellationToken).ConfigureAwait(false),
                diagnostic,
                cancellationToken)
            : null;
}
