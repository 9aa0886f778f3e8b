using AdobePass.Generators.Generator.Interfaces;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Writes values as C# literals.</summary>
internal static class Literals
{
    public static string String(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' or '"' or '\\')
            {
                return SymbolDisplay.FormatLiteral(text, quote: true);
            }
        }

        // Most strings of a spec need no escape sequences, and the compiler's method is slower.
        return "\"" + text + "\"";
    }

    public static string Of(DefaultValue value) => value.Kind switch
    {
        DefaultValueKind.Null => "null",
        DefaultValueKind.True => "true",
        DefaultValueKind.False => "false",
        DefaultValueKind.Number => value.Text,
        DefaultValueKind.String => String(value.Text),
        _ => "default",
    };

    public static string Boolean(bool value) => value ? "true" : "false";
}
