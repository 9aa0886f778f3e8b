using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Represents a fix of one rule by text changes, for a single diagnostic or for all diagnostics of a document.</summary>
public abstract class TextChangeFixProvider : CodeFixProvider
{
    private readonly string _ruleId;
    private readonly string _equivalenceKey;

    private protected TextChangeFixProvider(string ruleId, string? equivalenceKey = null)
    {
        _ruleId = ruleId;
        _equivalenceKey = equivalenceKey ?? ruleId;
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(_ruleId);

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => TextChangeFix.FixAll(FindAsync);

    /// <inheritdoc/>
    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context) =>
        TextChangeFix.RegisterAsync(context, TitleOf, FindAsync, _equivalenceKey);

    /// <summary>Gets the title that the editor shows.</summary>
    private protected abstract string TitleOf(Diagnostic diagnostic);

    /// <summary>Finds the changes; returns <see langword="null"/> if no correct change is known.</summary>
    private protected abstract IReadOnlyList<TextChange>? Find(FixTarget target);

    /// <summary>Finds the changes for a diagnostic of a document.</summary>
    private protected async Task<IReadOnlyList<TextChange>?> FindAsync(
        Document document,
        Diagnostic diagnostic,
        CancellationToken cancellationToken) =>
        await FixTarget.CreateAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is { } target ? Find(target) : null;
}
