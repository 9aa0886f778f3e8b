using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>
/// Finds the types with a special meaning in a signature. They are compared by single names and not by display strings, because this code
/// runs for every parameter of every marked interface after every edit in the IDE.
/// </summary>
internal static class KnownTypes
{
    public static (SignatureTypeKind Kind, string Text)? Find(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => (SignatureTypeKind.String, "string"),
        SpecialType.System_Boolean => (SignatureTypeKind.Boolean, "bool"),
        SpecialType.System_Int32 => (SignatureTypeKind.Int32, "int"),
        SpecialType.System_Int64 => (SignatureTypeKind.Int64, "long"),
        SpecialType.System_Double => (SignatureTypeKind.Double, "double"),
        _ => type.Name switch
        {
            "CancellationToken" when IsIn(type, "System", "Threading") => (
                SignatureTypeKind.CancellationToken,
                "global::System.Threading.CancellationToken"),
            "DateTimeOffset" when IsIn(type, "System") => (SignatureTypeKind.DateTimeOffset, "global::System.DateTimeOffset"),
            "JsonElement" when IsIn(type, "System", "Text", "Json") => (
                SignatureTypeKind.JsonElement,
                "global::System.Text.Json.JsonElement"),
            "StreamingDevice" when IsIn(type, "AdobePass") => (SignatureTypeKind.Device, "global::AdobePass.StreamingDevice"),
            "ClientSecret" when IsIn(type, "AdobePass") => (SignatureTypeKind.ClientSecret, "global::AdobePass.ClientSecret"),
            "AccessToken" when IsIn(type, "AdobePass") => (SignatureTypeKind.AccessToken, "global::AdobePass.AccessToken"),
            "SoftwareStatement" when IsIn(type, "AdobePass") => (
                SignatureTypeKind.SoftwareStatement,
                "global::AdobePass.SoftwareStatement"),
            _ => null,
        },
    };

    /// <summary>Returns whether a type is directly in a namespace, given from the outermost part to the innermost.</summary>
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
