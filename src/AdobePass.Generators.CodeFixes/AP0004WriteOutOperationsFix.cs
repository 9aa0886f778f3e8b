using System.Collections.Immutable;
using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP0004: declares a method for every operation of the spec. The author then removes the methods that are not needed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteOutOperationsFix)), Shared]
public sealed class WriteOutOperationsFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.InterfaceIsNotPartial);

    /// <summary>Not supported: the author reviews the declared methods interface by interface.</summary>
    /// <returns><see langword="null"/>.</returns>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (TextChangeFix.PropertyOf(diagnostic, "declarations") is { } declarations
                && await FixTarget.CreateAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } target
                && target.Node is InterfaceDeclarationSyntax { Members.Count: 0 } declaration)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Declare a method for every operation of the spec",
                        cancellationToken => TextChangeFix.ApplyAsync(
                            context.Document,
                            [MemberInsertion.Fill(target.Model, target.Text, declaration, declarations)],
                            cancellationToken),
                        RuleIds.InterfaceIsNotPartial + ".WriteOut"),
                    diagnostic);
            }
        }
    }
}
