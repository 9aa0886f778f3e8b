using System.Globalization;
using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Shared;
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
                return Names.IsValidUnicode(text) ? SymbolDisplay.FormatLiteral(text, quote: true) : Escaped(text);
            }
        }

        // Most strings of a spec need no escape sequences, and the compiler's method is slower.
        return "\"" + text + "\"";
    }

    // Half of a surrogate pair cannot be in a file in UTF-8.
    private static string Escaped(string text) =>
        "\"" + string.Concat(text.Select(static c => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture))) + "\"";

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
