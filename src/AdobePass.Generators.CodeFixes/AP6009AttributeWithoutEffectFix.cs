using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP6009: removes the attribute, with its brackets if nothing else stands in them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AttributeWithoutEffectFix)), Shared]
public sealed class AttributeWithoutEffectFix() : TextChangeFixProvider(RuleIds.AttributeWithoutEffect)
{
    private protected override string TitleOf(Diagnostic diagnostic) => "Remove the attribute";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        // After the removal something else may stand at the same place.
        if (target.Node?.FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute
            || target.Model.GetTypeInfo(attribute, target.CancellationToken).Type?.ToDisplayString() is not (WellKnownNames.OperationAttributeType or WellKnownNames.ParameterAttributeType))
        {
            return null;
        }

        var index = list.Attributes.IndexOf(attribute);
        var removed = list.Attributes.Count == 1 ? WithSpaceBehind(target.Text, list.Span)
            : index == 0 ? WithSpaceBehind(target.Text, TextSpan.FromBounds(attribute.SpanStart, list.Attributes.GetSeparator(0).Span.End))
            : TextSpan.FromBounds(list.Attributes.GetSeparator(index - 1).SpanStart, attribute.Span.End);
        return [new TextChange(removed, string.Empty)];
    }

    // What follows moves to where the attribute was; a comment counts as something that follows.
    private static TextSpan WithSpaceBehind(SourceText text, TextSpan span)
    {
        var end = span.End;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return TextSpan.FromBounds(span.Start, end);
    }
}
