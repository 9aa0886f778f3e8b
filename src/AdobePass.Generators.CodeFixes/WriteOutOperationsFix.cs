using System.Collections.Immutable;
using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP0004: declares a method for every operation of the spec, for the author to keep what he needs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteOutOperationsFix)), Shared]
public sealed class WriteOutOperationsFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(FixableRules.InterfaceIsNotPartial);

    /// <summary>None: what is written out is there to be trimmed, interface by interface.</summary>
    /// <returns>Nothing.</returns>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (TextFix.PropertyOf(diagnostic, "declarations") is { } declarations
                && await FixTarget.CreateAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { Node: InterfaceDeclarationSyntax { Members.Count: 0 } face } target)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Write out every operation of the spec",
                        cancellationToken => TextFix.ApplyAsync(context.Document, [MemberText.Fill(target.Model, target.Text, face, declarations)], cancellationToken),
                        FixableRules.InterfaceIsNotPartial + ".WriteOut"),
                    diagnostic);
            }
        }
    }
}
