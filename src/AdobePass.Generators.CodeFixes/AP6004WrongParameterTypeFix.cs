using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP6004: changes the type of the parameter to its type in the spec. A nullable type stays nullable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WrongParameterTypeFix)), Shared]
public sealed class WrongParameterTypeFix() : TextChangeFixProvider(RuleIds.WrongParameterType)
{
    private protected override string TitleOf(Diagnostic diagnostic) =>
        $"Change the type to \"{TextChangeFix.ClosestMatchOf(diagnostic)}\"";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        var model = target.Model;
        if (target.ClosestMatch is not { } expected
            || target.Node is not ParameterSyntax { Type: { } written } parameter
            || SyntaxFactory.ParseTypeName(expected) is not { ContainsDiagnostics: false } name
            || !IsSendable(name))
        {
            return null;
        }

        var element = written is NullableTypeSyntax { ElementType: var inner } ? inner : written;
        var type = ResolveType(model, written.SpanStart, expected);
        if (type is not null && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(element, target.CancellationToken).Type, type))
        {
            return null;
        }

        var isNullable = written is NullableTypeSyntax;
        if (parameter.Default?.Value is { } value)
        {
            // A default value of the old type may have no equivalent in the new type.
            if (type is null
                || !(value.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression
                    || model.ClassifyConversion(value, type).IsImplicit))
            {
                return null;
            }

            var isNull = value.IsKind(SyntaxKind.NullLiteralExpression)
                || (value.IsKind(SyntaxKind.DefaultLiteralExpression) && type.IsReferenceType);
            isNullable |= isNull
                && (type.IsValueType || (model.GetNullableContext(written.SpanStart) & NullableContext.AnnotationsEnabled) != 0);
        }

        // The generator emits a type of the spec only after code names it.
        var text = type?.ToMinimalDisplayString(model, written.SpanStart) ?? "global::" + expected;
        return [new TextChange(written.Span, text + (isNullable ? "?" : string.Empty))];
    }

    // Lists, maps and untyped JSON are sent as strings. A parameter of such a type would be reported again.
    private static bool IsSendable(TypeSyntax type) => type is PredefinedTypeSyntax
        or IdentifierNameSyntax
        or QualifiedNameSyntax { Right: IdentifierNameSyntax { Identifier.ValueText: not "JsonElement" } };

    private static ITypeSymbol? ResolveType(SemanticModel model, int position, string name)
    {
        foreach (var candidate in new[] { "global::" + name, name })
        {
            var syntax = SyntaxFactory.ParseTypeName(candidate);
            var type = model.GetSpeculativeTypeInfo(position, syntax, SpeculativeBindingOption.BindAsTypeOrNamespace).Type;
            if (type is not null and not IErrorTypeSymbol)
            {
                return type;
            }
        }

        return null;
    }
}
