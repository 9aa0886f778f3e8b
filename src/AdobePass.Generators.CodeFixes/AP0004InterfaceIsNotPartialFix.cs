using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP0004: adds <c>partial</c> to the interface and to its containing types.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InterfaceIsNotPartialFix)), Shared]
public sealed class InterfaceIsNotPartialFix() : TextChangeFixProvider(RuleIds.InterfaceIsNotPartial)
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Add \"partial\"";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target) =>
        target.Node is not InterfaceDeclarationSyntax declaration
            ? null
            :
            [
                .. declaration.AncestorsAndSelf()
                    .OfType<TypeDeclarationSyntax>()
                    .Where(static type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
                    .Select(static type => new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial ")),
            ];
}
