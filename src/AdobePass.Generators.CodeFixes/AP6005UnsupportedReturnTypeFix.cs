using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP6005: returns what the operation answers with, in a task.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnsupportedReturnTypeFix)), Shared]
public sealed class UnsupportedReturnTypeFix() : TextChangeFixProvider(RuleIds.UnsupportedReturnType)
{
    private protected override string TitleOf(Diagnostic diagnostic) =>
        $"Change the return type to \"{ShortTypes.Spoken(TextChangeFix.PropertyOf(diagnostic, "type")!)}\"";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        var span = target.Diagnostic.Location.SourceSpan;
        if (target.TypeText is not { } type || target.Node?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { ReturnType: var written } || !written.Span.Contains(span.Start))
        {
            return null;
        }

        // However it is written, the right type stays as it is.
        return target.Model.GetTypeInfo(written, target.CancellationToken).Type?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) == type
            ? null
            : [new TextChange(written.Span, ShortTypes.Write(target.Model, written.SpanStart, type))];
    }
}
