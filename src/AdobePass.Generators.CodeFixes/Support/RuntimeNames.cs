using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Types that mean something to the generator, found by their full names.</summary>
internal static class RuntimeNames
{
    public const string ApiAttribute = "AdobePass.AdobePassApiAttribute";
    public const string OperationAttribute = "AdobePass.AdobePassOperationAttribute";
    public const string CancellationToken = "System.Threading.CancellationToken";
    public const string ParameterAttribute = "AdobePass.AdobePassParameterAttribute";

    /// <summary>How the names of emitted files end.</summary>
    public const string EmittedFileSuffix = ".AdobePass.g.cs";

    public static AttributeData? FindAttribute(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == name);

    /// <summary>The name that the generator looks for in the spec.</summary>
    public static string WireNameOf(IParameterSymbol parameter) =>
        FindAttribute(parameter, ParameterAttribute)?.ConstructorArguments is [{ Value: string name }, ..] ? name : parameter.Name;
}
