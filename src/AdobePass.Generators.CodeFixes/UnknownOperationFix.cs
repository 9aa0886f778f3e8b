using System.Collections.Immutable;
using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP6001: renames the method after the nearest operation, or names that operation with <c>[AdobePassOperation]</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnknownOperationFix)), Shared]
public sealed class UnknownOperationFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(FixableRules.UnknownOperation);

    /// <summary>None: which of the nearest names was meant is for the author to say, method by method.</summary>
    /// <returns>Nothing.</returns>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            // An inherited method without a source is reported at the attribute of the interface: there is nothing to change there.
            var node = root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent;
            if (model is null
                || TextFix.NearestOf(diagnostic) is not { } operation
                || node?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
                || model.GetDeclaredSymbol(method, context.CancellationToken) is not { } symbol)
            {
                continue;
            }

            var attribute = RuntimeNames.FindAttribute(symbol, RuntimeNames.OperationAttribute);
            if (attribute is null && method.Identifier.Span.Contains(diagnostic.Location.SourceSpan.Start))
            {
                RegisterRename(context, diagnostic, symbol, operation);
                RegisterAttribute(context, diagnostic, operation, [new TextChange(new TextSpan(method.SpanStart, 0), Attribute(model, text, method, operation))]);
            }
            else if (attribute?.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is AttributeSyntax { ArgumentList.Arguments: [var argument, ..] } written
                && written.SyntaxTree == model.SyntaxTree
                && written.Span.IntersectsWith(diagnostic.Location.SourceSpan)
                && SymbolDisplay.FormatLiteral(operation, quote: true) is var literal
                && argument.Expression.ToString() != literal)
            {
                RegisterAttribute(context, diagnostic, operation, [new TextChange(argument.Expression.Span, literal)]);
            }
        }
    }

    private static void RegisterRename(CodeFixContext context, Diagnostic diagnostic, IMethodSymbol method, string operation)
    {
        var isAsync = Names.WithoutAsync(method.Name) != method.Name;
        var name = Names.Pascal(operation) + (isAsync ? "Async" : string.Empty);
        if (name == method.Name || !SyntaxFacts.IsValidIdentifier(name) || IsTaken(method, name))
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                $"Rename the method to \"{name}\"",
                cancellationToken => Renamer.RenameSymbolAsync(context.Document.Project.Solution, method, default(SymbolRenameOptions), name, cancellationToken),
                FixableRules.UnknownOperation + ".Rename"),
            diagnostic);
    }

    private static void RegisterAttribute(CodeFixContext context, Diagnostic diagnostic, string operation, TextChange[] changes) =>
        context.RegisterCodeFix(
            CodeAction.Create(
                $"Name the operation: [AdobePassOperation(\"{operation}\")]",
                cancellationToken => TextFix.ApplyAsync(context.Document, changes, cancellationToken),
                FixableRules.UnknownOperation + ".Attribute"),
            diagnostic);

    private static bool IsTaken(IMethodSymbol method, string name) =>
        method.ContainingType.Name == name
        || method.ContainingType.AllInterfaces.Insert(0, method.ContainingType).SelectMany(type => type.GetMembers(name)).Any(member =>
            member is not IMethodSymbol other
            || other.Parameters.Select(static each => each.Type).SequenceEqual<ITypeSymbol>(method.Parameters.Select(static each => each.Type), SymbolEqualityComparer.Default));

    private static string Attribute(SemanticModel model, SourceText text, MethodDeclarationSyntax method, string operation)
    {
        var isInScope = model.LookupNamespacesAndTypes(method.SpanStart, name: "AdobePassOperationAttribute").Any(static each => each.ToDisplayString() == RuntimeNames.OperationAttribute)
            && model.LookupNamespacesAndTypes(method.SpanStart, name: "AdobePassOperation").IsEmpty;
        var name = isInScope ? "AdobePassOperation" : "global::AdobePass.AdobePassOperation";
        var separator = TextFix.IndentationAt(text, method.SpanStart) is { } indentation
            ? TextFix.LineBreakAt(text, method.SpanStart) + indentation
            : " ";
        return $"[{name}({SymbolDisplay.FormatLiteral(operation, quote: true)})]{separator}";
    }
}
