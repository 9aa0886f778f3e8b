using AdobePass.Generators.Interfaces;
using AdobePass.Generators.Spec;

namespace AdobePass.Generators.Binding;

/// <summary>Expressions that turn a C# value into its text in a path, a query, a header or a form; null stays null.</summary>
internal static class WireTexts
{
    public static string Of(TypeModel type, string value, bool isNullable)
    {
        var dot = isNullable ? "?." : ".";
        return type.Shape switch
        {
            TypeShape.String => value,
            TypeShape.OpenEnum => value + dot + "Value",
            TypeShape.ClientSecret or TypeShape.AccessToken or TypeShape.SoftwareStatement => value + dot + "Reveal()",
            TypeShape.Any => value + dot + "ToString()",
            _ => $"global::AdobePass.Runtime.AdobePassFormat.Text({value})",
        };
    }

    public static string Of(TypeUse type, string value)
    {
        var dot = type.IsNullable ? "?." : ".";
        return type.Kind switch
        {
            TypeUseKind.String => value,
            TypeUseKind.Model or TypeUseKind.ForeignModel => value + dot + "Value",
            TypeUseKind.JsonElement => value + dot + "ToString()",
            TypeUseKind.ClientSecret or TypeUseKind.AccessToken or TypeUseKind.SoftwareStatement => value + dot + "Reveal()",
            _ => $"global::AdobePass.Runtime.AdobePassFormat.Text({value})",
        };
    }
}
