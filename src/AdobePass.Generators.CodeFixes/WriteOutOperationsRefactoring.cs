using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;

namespace AdobePass.Generators.CodeFixes;

/// <summary>
/// Copies the methods that the generator emits for an interface into its source. The author then removes the methods that are not needed.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(WriteOutOperationsRefactoring)), Shared]
public sealed class WriteOutOperationsRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent is not InterfaceDeclarationSyntax { Members.Count: 0 } declaration
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(declaration, context.CancellationToken) is not { AllInterfaces.IsEmpty: true } symbol
            || RuntimeAttributes.FindAttribute(symbol, WellKnownNames.ApiAttribute) is null)
        {
            return;
        }

        var emitted = symbol.GetMembers().SelectMany(static member => member.DeclaringSyntaxReferences).ToList();
        if (emitted.Count == 0
            || emitted.Any(static reference =>
                !reference.SyntaxTree.FilePath.EndsWith(WellKnownNames.EmittedFileSuffix, StringComparison.Ordinal)))
        {
            return;
        }

        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        context.RegisterRefactoring(CodeAction.Create(
            "Declare a method for every operation of the spec",
            cancellationToken =>
            {
                var declarations = string.Concat(emitted.Select(reference => reference.GetSyntax(cancellationToken).ToFullString()));
                var change = MemberInsertion.Fill(model, text, declaration, declarations);
                return TextChangeFix.ApplyAsync(context.Document, [change], cancellationToken);
            },
            nameof(WriteOutOperationsRefactoring)));
    }
}
