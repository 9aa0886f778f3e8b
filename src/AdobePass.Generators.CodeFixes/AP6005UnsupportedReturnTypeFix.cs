using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP6005: changes the return type to a task of the response type of the operation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnsupportedReturnTypeFix)), Shared]
public sealed class UnsupportedReturnTypeFix() : TextChangeFixProvider(RuleIds.UnsupportedReturnType)
{
    private protected override string TitleOf(Diagnostic diagnostic) =>
        $"Change the return type to \"{ShortTypes.DisplayName(TextChangeFix.PropertyOf(diagnostic, "type")!)}\"";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        var span = target.Diagnostic.Location.SourceSpan;
        if (target.TypeText is not { } type
            || target.Node?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { ReturnType: var written }
            || !written.Span.Contains(span.Start))
        {
            return null;
        }

        // The correct type is not changed, even if it is written in another form.
        var current = target.Model.GetTypeInfo(written, target.CancellationToken).Type;
        return current?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) == type
            ? null
            : [new TextChange(written.Span, ShortTypes.Write(target.Model, written.SpanStart, type))];
    }
}
