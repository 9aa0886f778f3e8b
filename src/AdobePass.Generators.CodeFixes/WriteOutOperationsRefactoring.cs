using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;

namespace AdobePass.Generators.CodeFixes;

/// <summary>Takes the methods that were emitted for an interface into its source, for the author to keep what he needs.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(WriteOutOperationsRefactoring)), Shared]
public sealed class WriteOutOperationsRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent is not InterfaceDeclarationSyntax { Members.Count: 0 } face
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(face, context.CancellationToken) is not { AllInterfaces.IsEmpty: true } symbol
            || RuntimeAttributes.FindAttribute(symbol, WellKnownNames.ApiAttribute) is null)
        {
            return;
        }

        var emitted = symbol.GetMembers().SelectMany(static member => member.DeclaringSyntaxReferences).ToList();
        if (emitted.Count == 0 || emitted.Any(static reference => !reference.SyntaxTree.FilePath.EndsWith(WellKnownNames.EmittedFileSuffix, StringComparison.Ordinal)))
        {
            return;
        }

        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        context.RegisterRefactoring(CodeAction.Create(
            "Write out every operation of the spec",
            cancellationToken =>
            {
                var declarations = string.Concat(emitted.Select(reference => reference.GetSyntax(cancellationToken).ToFullString()));
                return TextChangeFix.ApplyAsync(context.Document, [MemberInsertion.Fill(model, text, face, declarations)], cancellationToken);
            },
            nameof(WriteOutOperationsRefactoring)));
    }
}
