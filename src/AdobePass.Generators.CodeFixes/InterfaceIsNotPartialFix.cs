using System.Collections.Immutable;
using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP0004: makes the interface and every type around it <c>partial</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InterfaceIsNotPartialFix)), Shared]
public sealed class InterfaceIsNotPartialFix : CodeFixProvider
{
    private static readonly FixAllProvider All = TextFix.FixAll(FindAsync);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(FixableRules.InterfaceIsNotPartial);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => All;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) =>
        TextFix.RegisterAsync(context, static _ => "Add \"partial\"", FindAsync, FixableRules.InterfaceIsNotPartial);

    private static async Task<IReadOnlyList<TextChange>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent is not InterfaceDeclarationSyntax declaration)
        {
            return null;
        }

        return
        [
            .. declaration.AncestorsAndSelf()
                .OfType<TypeDeclarationSyntax>()
                .Where(static type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
                .Select(static type => new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial ")),
        ];
    }
}
