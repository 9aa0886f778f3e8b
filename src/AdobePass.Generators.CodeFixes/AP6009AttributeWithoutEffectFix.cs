using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP6009: removes the attribute, and its brackets if they contain nothing else.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AttributeWithoutEffectFix)), Shared]
public sealed class AttributeWithoutEffectFix() : TextChangeFixProvider(RuleIds.AttributeWithoutEffect)
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Remove the attribute";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        // After the removal, the location may contain something else.
        if (target.Node?.FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute
            || target.Model.GetTypeInfo(attribute, target.CancellationToken).Type?.ToDisplayString()
                is not (WellKnownNames.OperationAttributeType or WellKnownNames.ParameterAttributeType))
        {
            return null;
        }

        var index = list.Attributes.IndexOf(attribute);
        var removed = list.Attributes.Count == 1 ? WithTrailingSpace(target.Text, list.Span)
            : index == 0
                ? WithTrailingSpace(target.Text, TextSpan.FromBounds(attribute.SpanStart, list.Attributes.GetSeparator(0).Span.End))
            : TextSpan.FromBounds(list.Attributes.GetSeparator(index - 1).SpanStart, attribute.Span.End);
        return [new TextChange(removed, string.Empty)];
    }

    // Includes the white space after the span, so that the next token or comment moves to the start of the span.
    private static TextSpan WithTrailingSpace(SourceText text, TextSpan span)
    {
        var end = span.End;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return TextSpan.FromBounds(span.Start, end);
    }
}
