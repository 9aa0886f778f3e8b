using System.Collections.Immutable;
using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Rename;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP6001: renames the method to the closest operation, or selects that operation with <c>[AdobePassOperation]</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnknownOperationFix)), Shared]
public sealed class UnknownOperationFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.UnknownOperation);

    /// <summary>Not supported: the author confirms the closest name for each method.</summary>
    /// <returns><see langword="null"/>.</returns>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            // An inherited method without source is reported at the attribute of the interface, where nothing can be changed.
            if (await FixTarget.CreateAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } target
                || target.ClosestMatch is not { } operation
                || target.Node?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
                || target.Model.GetDeclaredSymbol(method, context.CancellationToken) is not { } symbol)
            {
                continue;
            }

            var attribute = RuntimeAttributes.FindAttribute(symbol, WellKnownNames.OperationAttributeType);
            if (attribute is null && method.Identifier.Span.Contains(diagnostic.Location.SourceSpan.Start))
            {
                RegisterRename(context, diagnostic, symbol, operation);
                var change = new TextChange(new TextSpan(method.SpanStart, 0), Attribute(target, method, operation));
                RegisterAttribute(context, diagnostic, operation, [change]);
            }
            else if (attribute?.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken)
                    is AttributeSyntax { ArgumentList.Arguments: [var argument, ..] } written
                && written.SyntaxTree == target.Model.SyntaxTree
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
                cancellationToken => Renamer.RenameSymbolAsync(
                    context.Document.Project.Solution,
                    method,
                    default(SymbolRenameOptions),
                    name,
                    cancellationToken),
                RuleIds.UnknownOperation + ".Rename"),
            diagnostic);
    }

    private static void RegisterAttribute(CodeFixContext context, Diagnostic diagnostic, string operation, TextChange[] changes) =>
        context.RegisterCodeFix(
            CodeAction.Create(
                $"Use [AdobePassOperation(\"{operation}\")]",
                cancellationToken => TextChangeFix.ApplyAsync(context.Document, changes, cancellationToken),
                RuleIds.UnknownOperation + ".Attribute"),
            diagnostic);

    private static bool IsTaken(IMethodSymbol method, string name) =>
        method.ContainingType.Name == name
        || method.ContainingType.AllInterfaces.Insert(0, method.ContainingType).SelectMany(type => type.GetMembers(name)).Any(member =>
            member is not IMethodSymbol other
            || other.Parameters
                .Select(static each => each.Type)
                .SequenceEqual<ITypeSymbol>(method.Parameters.Select(static each => each.Type), SymbolEqualityComparer.Default));

    private static string Attribute(FixTarget target, MethodDeclarationSyntax method, string operation)
    {
        var separator = TextChangeFix.IndentationAt(target.Text, method.SpanStart) is { } indentation
            ? TextChangeFix.LineBreakAt(target.Text, method.SpanStart) + indentation
            : " ";
        var name = ShortTypes.Attribute(target.Model, method.SpanStart, "AdobePass", "AdobePassOperation");
        return $"[{name}({SymbolDisplay.FormatLiteral(operation, quote: true)})]{separator}";
    }
}
