using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Reads the attributes of the runtime.</summary>
internal static class RuntimeAttributes
{
    /// <summary>Finds an attribute by the full name of its type.</summary>
    public static AttributeData? FindAttribute(ISymbol symbol, string type) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == type);

    /// <summary>Gets the name that the generator searches for in the spec.</summary>
    public static string WireNameOf(IParameterSymbol parameter) =>
        FindAttribute(parameter, WellKnownNames.ParameterAttributeType)?.ConstructorArguments is [{ Value: string name }, ..]
            ? name
            : parameter.Name;
}
