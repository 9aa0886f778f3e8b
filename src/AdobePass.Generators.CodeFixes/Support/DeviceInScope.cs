using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Represents a variable or member that describes the device and is in scope.</summary>
/// <param name="Name">The name of the variable or member, as C# writes it.</param>
/// <param name="HasIdentifier">Whether it is a <c>StreamingDevice</c>, not only a <c>DeviceInformation</c>.</param>
internal sealed record DeviceInScope(string Name, bool HasIdentifier)
{
    /// <summary>
    /// Finds the closest one: a parameter or local before a field, a field before a property. Returns <see langword="null"/> if two are
    /// equally close.
    /// </summary>
    public static DeviceInScope? Find(SemanticModel model, int position, bool needsIdentifier, CancellationToken cancellationToken)
    {
        var isStatic = IsStatic(model.GetEnclosingSymbol(position, cancellationToken));
        var all = model.LookupSymbols(position)
            .Select(symbol => (Symbol: symbol, Rank: RankOf(symbol, position, isStatic), Type: TypeOf(model, symbol, cancellationToken)))
            .Where(each => each is { Rank: { }, Type: "AdobePass.StreamingDevice" }
                || (each is { Rank: { }, Type: "AdobePass.DeviceInformation" } && !needsIdentifier))
            .ToList();
        foreach (var rank in all.GroupBy(static each => each.Rank).OrderBy(static each => each.Key))
        {
            // A StreamingDevice contains more than a DeviceInformation.
            var closest = rank.GroupBy(static each => each.Type)
                .OrderByDescending(static each => each.Key, StringComparer.Ordinal)
                .First()
                .ToList();
            return closest is [var (only, _, type)]
                && model.LookupSymbols(position, name: only.Name) is [var found]
                && SymbolEqualityComparer.Default.Equals(found, only)
                ? new DeviceInScope(Names.Escape(only.Name), type == "AdobePass.StreamingDevice")
                : null;
        }

        return null;
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
