using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>Reads attributes of the runtime and authored members from symbols.</summary>
internal static class InterfaceSymbols
{
    /// <summary>Gets the only argument of an attribute of the runtime; <see langword="null"/> without the attribute.</summary>
    public static string? ArgumentOf(ISymbol symbol, string name) =>
        FindAttribute(symbol, name)?.ConstructorArguments is [{ Value: string argument }] ? argument : null;

    /// <summary>Finds an attribute of the runtime.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="name">The class name of the attribute in the namespace <c>AdobePass</c>.</param>
    public static AttributeData? FindAttribute(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.Name == name && KnownTypes.IsIn(type, "AdobePass"))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>Returns whether a symbol is declared in user source and not emitted by this generator.</summary>
    public static bool IsAuthored(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.IsEmpty
        || symbol.DeclaringSyntaxReferences.Any(static reference =>
            !reference.SyntaxTree.FilePath.EndsWith(WellKnownNames.EmittedFileSuffix, StringComparison.Ordinal));

    public static IEnumerable<ISymbol> AuthoredMembers(INamedTypeSymbol symbol) => symbol.GetMembers().Where(IsAuthored);
}
