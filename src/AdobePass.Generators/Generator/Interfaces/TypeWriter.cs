using System.Text;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>
/// Writes types as C# with <c>global::</c>. A name that does not resolve yet stands in brackets, wherever it is in the type: it may be a model, and the binder knows where that lives.
/// </summary>
internal static class TypeWriter
{
    public const char Open = '\u27E6';
    public const char Close = '\u27E7';

    private static readonly SymbolDisplayFormat Plain = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat WithoutArguments = Plain.WithGenericsOptions(SymbolDisplayGenericsOptions.None);

    /// <param name="type">The type.</param>
    /// <param name="isModel">Whether a type that does resolve is a model all the same: after emission the models exist.</param>
    /// <param name="unresolved">Collects the bracketed names.</param>
    public static string Write(ITypeSymbol type, Func<ITypeSymbol, bool> isModel, ISet<string> unresolved)
    {
        var text = new StringBuilder();
        Append(text, type, isModel, unresolved, withAnnotation: true);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ITypeSymbol type, Func<ITypeSymbol, bool> isModel, ISet<string> unresolved, bool withAnnotation)
    {
        switch (type)
        {
            case IArrayTypeSymbol { Rank: 1 } array:
                Append(text, array.ElementType, isModel, unresolved, withAnnotation: true);
                text.Append("[]");
                break;
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable:
                Append(text, nullable.TypeArguments[0], isModel, unresolved, withAnnotation: false);
                text.Append('?');
                return;
            case not null when type.TypeKind == TypeKind.Error || isModel(type):
                unresolved.Add(type.Name);
                text.Append(Open).Append(type.Name).Append(Close);
                break;
            case INamedTypeSymbol { IsTupleType: false, TypeArguments.IsEmpty: false, ContainingType: null } generic:
                text.Append(generic.ToDisplayString(WithoutArguments)).Append('<');
                for (var i = 0; i < generic.TypeArguments.Length; i++)
                {
                    text.Append(i == 0 ? string.Empty : ", ");
                    Append(text, generic.TypeArguments[i], isModel, unresolved, withAnnotation: true);
                }

                text.Append('>');
                break;
            default:
                text.Append(type!.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Plain));
                break;
        }

        if (withAnnotation && type.NullableAnnotation == NullableAnnotation.Annotated)
        {
            text.Append('?');
        }
    }
}
