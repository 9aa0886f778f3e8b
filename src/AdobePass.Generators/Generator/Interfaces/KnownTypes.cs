using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>
/// The types that mean something of their own in a signature. Compared name by name and never as display strings: this runs for every parameter of every marked
/// interface after every edit in the IDE.
/// </summary>
internal static class KnownTypes
{
    public static (TypeRefKind Kind, string Text)? Find(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => (TypeRefKind.String, "string"),
        SpecialType.System_Boolean => (TypeRefKind.Boolean, "bool"),
        SpecialType.System_Int32 => (TypeRefKind.Int32, "int"),
        SpecialType.System_Int64 => (TypeRefKind.Int64, "long"),
        SpecialType.System_Double => (TypeRefKind.Double, "double"),
        _ => type.Name switch
        {
            "CancellationToken" when IsIn(type, "System", "Threading") => (TypeRefKind.CancellationToken, "global::System.Threading.CancellationToken"),
            "DateTimeOffset" when IsIn(type, "System") => (TypeRefKind.DateTimeOffset, "global::System.DateTimeOffset"),
            "JsonElement" when IsIn(type, "System", "Text", "Json") => (TypeRefKind.JsonElement, "global::System.Text.Json.JsonElement"),
            "StreamingDevice" when IsIn(type, "AdobePass") => (TypeRefKind.Device, "global::AdobePass.StreamingDevice"),
            "ClientSecret" when IsIn(type, "AdobePass") => (TypeRefKind.ClientSecret, "global::AdobePass.ClientSecret"),
            "AccessToken" when IsIn(type, "AdobePass") => (TypeRefKind.AccessToken, "global::AdobePass.AccessToken"),
            "SoftwareStatement" when IsIn(type, "AdobePass") => (TypeRefKind.SoftwareStatement, "global::AdobePass.SoftwareStatement"),
            _ => null,
        },
    };

    /// <summary>Whether a type stands directly in a namespace, given from the outside in.</summary>
    public static bool IsIn(ITypeSymbol type, params string[] segments)
    {
        if (type.ContainingType is not null)
        {
            return false;
        }

        var space = type.ContainingNamespace;
        for (var i = segments.Length - 1; i >= 0; i--)
        {
            if (space is null || space.Name != segments[i])
            {
                return false;
            }

            space = space.ContainingNamespace;
        }

        return space is { IsGlobalNamespace: true };
    }
}
