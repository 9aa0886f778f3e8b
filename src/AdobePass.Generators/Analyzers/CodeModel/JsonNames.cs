using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>Finds the names of members in JSON.</summary>
internal static class JsonNames
{
    /// <summary>Gets the name of a member in JSON: of its attribute, or its own name.</summary>
    public static string Of(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute is
                {
                    AttributeClass.Name: "JsonPropertyNameAttribute" or "JsonPropertyAttribute",
                    ConstructorArguments: [{ Value: string name }, ..]
                })
            {
                return name;
            }
        }

        return member.Name;
    }
}
