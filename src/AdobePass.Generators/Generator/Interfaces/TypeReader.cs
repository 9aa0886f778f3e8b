using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>Converts compiler types to values.</summary>
/// <param name="isModel">Whether a resolved type is a model: the models exist after emission.</param>
/// <param name="unresolved">Collects the names of models.</param>
internal sealed class TypeReader(Func<ITypeSymbol, bool> isModel, ISet<string> unresolved)
{
    private static readonly SymbolDisplayFormat Plain = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat WithoutArguments = Plain.WithGenericsOptions(SymbolDisplayGenericsOptions.None);

    public TypeRef Read(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return new NullableTypeRef(ReadUnannotated(nullable.TypeArguments[0]));
        }

        var read = ReadUnannotated(type);
        return type.NullableAnnotation == NullableAnnotation.Annotated ? new NullableTypeRef(read) : read;
    }

    /// <summary>Reads a type without its own nullable annotation.</summary>
    public TypeRef ReadUnannotated(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol { Rank: 1 } array:
                return new ArrayTypeRef(Read(array.ElementType));
            case not null when type.TypeKind == TypeKind.Error || isModel(type):
                unresolved.Add(type.Name);
                return new PlaceholderTypeRef(type.Name);
            case INamedTypeSymbol { IsTupleType: true } tuple:
                return new TupleTypeRef(
                    tuple.TupleElements.Select(element => Read(element.Type)).ToEquatableArray(),
                    tuple.TupleElements
                        .Select(static element => element.IsExplicitlyNamedTupleElement ? Names.Escape(element.Name) : string.Empty)
                        .ToEquatableArray());
            case INamedTypeSymbol { IsTupleType: false, TypeArguments.IsEmpty: false, ContainingType: null } generic:
                return new GenericTypeRef(
                    generic.ToDisplayString(WithoutArguments),
                    generic.TypeArguments.Select(Read).ToEquatableArray());
            default:
                return new NamedTypeRef(type!.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Plain));
        }
    }
}
