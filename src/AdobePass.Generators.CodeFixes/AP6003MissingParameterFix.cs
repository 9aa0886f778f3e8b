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
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>
/// AP6003: adds the parameter that the operation requires, before the optional parameters and the <see cref="CancellationToken"/>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingParameterFix)), Shared]
public sealed class MissingParameterFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.MissingParameter);

    /// <summary>Not supported: a new parameter changes every call, so the author confirms it for each method.</summary>
    /// <returns><see langword="null"/>.</returns>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // All missing parameters of a method are reported at its name.
        var missing = new List<(Diagnostic Diagnostic, string Declaration)>();
        FixTarget? target = null;
        foreach (var diagnostic in context.Diagnostics)
        {
            target = await FixTarget.CreateAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (target is not null && FindDeclaration(target) is { } declaration && FindChanges(target, declaration) is { } changes)
            {
                missing.Add((diagnostic, declaration));
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Add the parameter \"{ShortTypes.DisplayName(target.TypeText!)} {target.ClosestMatch}\"",
                        cancellationToken => TextChangeFix.ApplyAsync(context.Document, changes, cancellationToken),
                        RuleIds.MissingParameter + "." + target.ClosestMatch),
                    diagnostic);
            }
        }

        if (missing.Count > 1 && FindChanges(target!, [.. missing.Select(static each => each.Declaration)]) is { } all)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Add all required parameters",
                    cancellationToken => TextChangeFix.ApplyAsync(context.Document, all, cancellationToken),
                    RuleIds.MissingParameter + ".All"),
                missing.Select(static each => each.Diagnostic));
        }
    }

    private static string? FindDeclaration(FixTarget target)
    {
        if (target.ClosestMatch is not { } name
            || target.TypeText is not { } type
            || !SyntaxFacts.IsValidIdentifier(name)
            || target.Node is not MethodDeclarationSyntax method
            || target.Model.GetDeclaredSymbol(method, target.CancellationToken) is not { } symbol
            || symbol.Parameters.Any(parameter =>
                parameter.Name == name || Names.Fold(RuntimeAttributes.WireNameOf(parameter)) == Names.Fold(name)))
        {
            return null;
        }

        return $"{ShortTypes.Write(target.Model, method.ParameterList.SpanStart, type)} {Names.Escape(name)}";
    }

    private static IReadOnlyList<TextChange>? FindChanges(FixTarget target, params string[] declarations)
    {
        var method = (MethodDeclarationSyntax)target.Node!;
        var index = target.Model.GetDeclaredSymbol(method, target.CancellationToken)!.Parameters
            .TakeWhile(static parameter =>
                !parameter.IsOptional
                && !parameter.IsParams
                && parameter.Type.ToDisplayString() != FrameworkTypeNames.CancellationToken)
            .Count();
        TextChange[] changes = [ParameterInsertion.Insert(target.Text, method.ParameterList, index, declarations)];

        // The generator emits a model only after code names it. Until then, the change does not compile.
        return !ShortTypes.Exists(target.Model, target.TypeText!)
            || CompileCheck.StillCompiles(target.Model, method, target.Text, changes, target.CancellationToken)
            ? changes
            : null;
    }
}
