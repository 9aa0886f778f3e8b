using System.Collections.Immutable;
using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP6003: adds the parameter that the operation requires, before the optional ones and the <see cref="CancellationToken"/>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingParameterFix)), Shared]
public sealed class MissingParameterFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(FixableRules.MissingParameter);

    /// <summary>None: a new parameter changes every call, which is for the author to see, method by method.</summary>
    /// <returns>Nothing.</returns>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // Several may be missing from one method, and an editor tells their fixes apart by these keys.
        foreach (var diagnostic in context.Diagnostics)
        {
            var name = TextFix.NearestOf(diagnostic);
            if (await FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } changes)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Add the parameter \"string {name}\"",
                        cancellationToken => TextFix.ApplyAsync(context.Document, changes, cancellationToken),
                        FixableRules.MissingParameter + "." + name),
                    diagnostic);
            }
        }
    }

    private static async Task<IReadOnlyList<TextChange>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);

        // The model of a body is not in the diagnostic's data.
        if (model is null
            || TextFix.NearestOf(diagnostic) is not { } name
            || name == "body"
            || !SyntaxFacts.IsValidIdentifier(name)
            || root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent is not MethodDeclarationSyntax method
            || model.GetDeclaredSymbol(method, cancellationToken) is not { } symbol
            || symbol.Parameters.Any(parameter => parameter.Name == name || Names.Fold(RuntimeNames.WireNameOf(parameter)) == Names.Fold(name)))
        {
            return null;
        }

        TextChange[] changes = [Insertion(text, method.ParameterList, symbol, $"string {Names.Escape(name)}")];
        return CompileCheck.StillCompiles(model, method, text, changes, cancellationToken) ? changes : null;
    }

    private static TextChange Insertion(SourceText text, ParameterListSyntax list, IMethodSymbol method, string declaration)
    {
        var index = method.Parameters.TakeWhile(static parameter => !parameter.IsOptional && !parameter.IsParams && parameter.Type.ToDisplayString() != "System.Threading.CancellationToken").Count();
        if (list.Parameters.Count == 0)
        {
            return new TextChange(new TextSpan(list.OpenParenToken.Span.End, 0), declaration);
        }

        if (index < list.Parameters.Count)
        {
            // Comments on lines of their own stay with the parameter below them.
            var next = list.Parameters[index];
            var position = next.GetLeadingTrivia().FirstOrDefault(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } comment
                ? comment.SpanStart
                : next.SpanStart;
            var separator = TextFix.IndentationAt(text, position) is { } before ? TextFix.LineBreakAt(text, position) + before : " ";
            return new TextChange(new TextSpan(position, 0), $"{declaration},{separator}");
        }

        var last = list.Parameters[list.Parameters.Count - 1];
        var lead = TextFix.IndentationAt(text, last.SpanStart) is { } indentation ? TextFix.LineBreakAt(text, last.SpanStart) + indentation : " ";
        return new TextChange(new TextSpan(last.Span.End, 0), $",{lead}{declaration}");
    }
}
