using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP6004: gives the parameter the type that it has in the spec. What was nullable stays nullable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WrongParameterTypeFix)), Shared]
public sealed class WrongParameterTypeFix() : TextChangeFixProvider(RuleIds.WrongParameterType)
{
    private protected override string TitleOf(Diagnostic diagnostic) => $"Change the type to \"{TextChangeFix.ClosestMatchOf(diagnostic)}\"";

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
            // A default of the old type has no right value in the new one.
            if (type is null || !(value.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression || model.ClassifyConversion(value, type).IsImplicit))
            {
                return null;
            }

            var isNull = value.IsKind(SyntaxKind.NullLiteralExpression) || (value.IsKind(SyntaxKind.DefaultLiteralExpression) && type.IsReferenceType);
            isNullable |= isNull && (type.IsValueType || (model.GetNullableContext(written.SpanStart) & NullableContext.AnnotationsEnabled) != 0);
        }

        // A type of the spec that nothing has asked for yet is emitted once its name is written.
        var text = type?.ToMinimalDisplayString(model, written.SpanStart) ?? "global::" + expected;
        return [new TextChange(written.Span, text + (isNullable ? "?" : string.Empty))];
    }

    // Lists, maps and free JSON are sent as strings, whatever the spec calls them: their own types would be refused again.
    private static bool IsSendable(TypeSyntax type) => type is PredefinedTypeSyntax or IdentifierNameSyntax or QualifiedNameSyntax { Right: IdentifierNameSyntax { Identifier.ValueText: not "JsonElement" } };

    private static ITypeSymbol? ResolveType(SemanticModel model, int position, string name)
    {
        foreach (var text in new[] { "global::" + name, name })
        {
            var type = model.GetSpeculativeTypeInfo(position, SyntaxFactory.ParseTypeName(text), SpeculativeBindingOption.BindAsTypeOrNamespace).Type;
            if (type is not null and not IErrorTypeSymbol)
            {
                return type;
            }
        }

        return null;
    }
}
