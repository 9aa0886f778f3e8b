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

/// <summary>AP6002: renames the parameter to the closest parameter of the operation, or corrects its <c>[AdobePassParameter]</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnknownParameterFix)), Shared]
public sealed class UnknownParameterFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.UnknownParameter);

    /// <summary>Not supported: the author confirms the closest name for each parameter.</summary>
    /// <returns><see langword="null"/>.</returns>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FixTarget.CreateAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } target
                || target.ClosestMatch is not { } name
                || target.Node is not ParameterSyntax syntax
                || target.Model.GetDeclaredSymbol(syntax, context.CancellationToken)
                    is not IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter
                || IsTaken(method, parameter, name))
            {
                continue;
            }

            if (RuntimeAttributes.FindAttribute(parameter, WellKnownNames.ParameterAttributeType) is { } attribute)
            {
                // The spec does not have the name in the attribute.
                if (attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken)
                        is AttributeSyntax { ArgumentList.Arguments: [var argument, ..] } written
                    && written.SyntaxTree == target.Model.SyntaxTree
                    && SymbolDisplay.FormatLiteral(name, quote: true) is var literal
                    && argument.Expression.ToString() != literal)
                {
                    var change = new TextChange(argument.Expression.Span, literal);
                    context.RegisterCodeFix(
                        CodeAction.Create(
                            $"Use [AdobePassParameter(\"{name}\")]",
                            cancellationToken => TextChangeFix.ApplyAsync(context.Document, [change], cancellationToken),
                            RuleIds.UnknownParameter + ".Attribute"),
                        diagnostic);
                }
            }
            else if (name != parameter.Name && SyntaxFacts.IsValidIdentifier(name))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Rename the parameter to \"{name}\"",
                        cancellationToken => Renamer.RenameSymbolAsync(
                            context.Document.Project.Solution,
                            parameter,
                            default(SymbolRenameOptions),
                            name,
                            cancellationToken),
                        RuleIds.UnknownParameter + ".Rename"),
                    diagnostic);
            }
        }
    }

    // Two method parameters for one parameter of the operation would cause another error.
    private static bool IsTaken(IMethodSymbol method, IParameterSymbol parameter, string name) => method.Parameters.Any(other =>
        !SymbolEqualityComparer.Default.Equals(other, parameter)
        && (Names.Fold(RuntimeAttributes.WireNameOf(other)) == Names.Fold(name)
            || other.Name == name
            || (name == "body" && Names.Fold(other.Name) == "request")));
}
