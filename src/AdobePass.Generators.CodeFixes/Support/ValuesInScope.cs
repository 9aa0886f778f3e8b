using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Finds the variables and members that code at a position can read, and that are never null.</summary>
internal static class ValuesInScope
{
    /// <summary>
    /// Gets the values with the full name of their type. The rank of a parameter or local is 0, of a field 1, of a property 2.
    /// </summary>
    public static IEnumerable<(ISymbol Symbol, int Rank, string Type)> Find(
        SemanticModel model,
        int position,
        CancellationToken cancellationToken)
    {
        var isStatic = IsStatic(model.GetEnclosingSymbol(position, cancellationToken));
        foreach (var symbol in model.LookupSymbols(position))
        {
            if (RankOf(symbol, position, isStatic) is { } rank
                && TypeOf(model, symbol, cancellationToken) is { } type
                && model.LookupSymbols(position, name: symbol.Name) is [var found]
                && SymbolEqualityComparer.Default.Equals(found, symbol))
            {
                yield return (symbol, rank, type);
            }
        }
    }

    private static int? RankOf(ISymbol symbol, int position, bool isStatic) => symbol switch
    {
        ILocalSymbol local => local.Locations[0].SourceSpan.End <= position ? 0 : null,
        IParameterSymbol => 0,
        IFieldSymbol { CanBeReferencedByName: true } field => field.IsStatic || !isStatic ? 1 : null,
        IPropertySymbol { IsIndexer: false, GetMethod: { } } property => property.IsStatic || !isStatic ? 2 : null,
        _ => null,
    };

    // A value that may be null would need a null check first.
    private static string? TypeOf(SemanticModel model, ISymbol symbol, CancellationToken cancellationToken) => symbol switch
    {
        ILocalSymbol local when local.NullableAnnotation != NullableAnnotation.Annotated
            || IsNeverNull(model, local, cancellationToken) => FullName(local.Type),
        IParameterSymbol { NullableAnnotation: not NullableAnnotation.Annotated } parameter => FullName(parameter.Type),
        IFieldSymbol { NullableAnnotation: not NullableAnnotation.Annotated } field => FullName(field.Type),
        IPropertySymbol { NullableAnnotation: not NullableAnnotation.Annotated } property => FullName(property.Type),
        _ => null,
    };

    private static string FullName(ITypeSymbol type) => type.ToDisplayString().TrimEnd('?');

    // A variable declared with "var" is annotated as nullable, even if its initial value is not null.
    private static bool IsNeverNull(SemanticModel model, ILocalSymbol local, CancellationToken cancellationToken) =>
        local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: true }, Initializer.Value: var value } =>
                model.GetTypeInfo(value, cancellationToken).Nullability.FlowState != NullableFlowState.MaybeNull,
            ForEachStatementSyntax { Type.IsVar: true } each =>
                model.GetForEachStatementInfo(each).ElementType?.NullableAnnotation != NullableAnnotation.Annotated,
            _ => false,
        };

    private static bool IsStatic(ISymbol? symbol)
    {
        for (; symbol is IMethodSymbol method; symbol = symbol.ContainingSymbol)
        {
            if (method.IsStatic && method.MethodKind != MethodKind.LambdaMethod)
            {
                return true;
            }
        }

        return false;
    }
}
