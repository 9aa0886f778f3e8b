using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>Expressions that turn a C# value into its text in a path, a query, a header or a form; null stays null.</summary>
internal static class WireExpressions
{
    public static string Of(TypeModel type, string value, bool isNullable)
    {
        var dot = isNullable ? "?." : ".";
        return type.Shape switch
        {
            SchemaKind.String => value,
            SchemaKind.OpenEnum => value + dot + "Value",
            SchemaKind.ClientSecret or SchemaKind.AccessToken or SchemaKind.SoftwareStatement => value + dot + "Reveal()",
            SchemaKind.Any => value + dot + "ToString()",
            _ => $"global::AdobePass.Runtime.AdobePassFormat.Text({value})",
        };
    }

    public static string Of(TypeRef type, string value)
    {
        var dot = type.IsNullable ? "?." : ".";
        return type.Kind switch
        {
            TypeRefKind.String => value,
            TypeRefKind.Model or TypeRefKind.ForeignModel => value + dot + "Value",
            TypeRefKind.JsonElement => value + dot + "ToString()",
            TypeRefKind.ClientSecret or TypeRefKind.AccessToken or TypeRefKind.SoftwareStatement => value + dot + "Reveal()",
            _ => $"global::AdobePass.Runtime.AdobePassFormat.Text({value})",
        };
    }
}
