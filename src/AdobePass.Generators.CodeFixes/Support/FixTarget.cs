using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>A diagnostic with everything of its document that a fix looks at.</summary>
internal sealed record FixTarget(Document Document, SemanticModel Model, SyntaxNode Root, SourceText Text, Diagnostic Diagnostic, CancellationToken CancellationToken)
{
    /// <summary>The name that was meant or is missing.</summary>
    public string? ClosestMatch => TextChangeFix.ClosestMatchOf(Diagnostic);

    /// <summary>The type that belongs there, with <c>global::</c>.</summary>
    public string? TypeText => TextChangeFix.PropertyOf(Diagnostic, "type");

    /// <summary>The node whose own token begins where the diagnostic does.</summary>
    public SyntaxNode? Node => Root.FindToken(Diagnostic.Location.SourceSpan.Start).Parent;

    /// <summary>The node that is reported as a whole; nothing where something else stands there by now.</summary>
    public SyntaxNode? Reported => Root.FindNode(Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is var node && node.Span == Diagnostic.Location.SourceSpan ? node : null;

    public static async Task<FixTarget?> CreateAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
            && root.FullSpan.Contains(diagnostic.Location.SourceSpan)
            ? new FixTarget(document, model, root, await document.GetTextAsync(cancellationToken).ConfigureAwait(false), diagnostic, cancellationToken)
            : null;
}
