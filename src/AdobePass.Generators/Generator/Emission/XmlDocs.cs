using System.Runtime.CompilerServices;
using System.Text;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Writes the descriptions of the spec as XML documentation.</summary>
internal static class XmlDocs
{
    public static void Summary(SourceWriter writer, string text) => Element(writer, "summary", null, text);

    public static void Remarks(SourceWriter writer, string text)
    {
        if (text.Trim().Length > 0)
        {
            Element(writer, "remarks", null, text);
        }
    }

    public static void Parameter(SourceWriter writer, string name, string text) =>
        Element(writer, "param", $" name=\"{name}\"", text.Trim().Length > 0 ? text : name);

    public static void Returns(SourceWriter writer, string text) => Element(writer, "returns", null, text);

    public static void Element(SourceWriter writer, string element, string? attributes, string text) =>
        writer.Documentation($"<{element}{attributes}>{Escape(text)}</{element}>");

    /// <summary>Escapes the characters that XML reserves, removes control characters and joins lines.</summary>
    [MethodImpl(Jit.Optimized)]
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        var pendingSpace = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                pendingSpace = escaped.Length > 0;
                continue;
            }

            if (char.IsControl(c) || c is '\uFFFE' or '\uFFFF' || char.IsSurrogate(c))
            {
                continue;
            }

            if (pendingSpace)
            {
                escaped.Append(' ');
                pendingSpace = false;
            }

            switch (c)
            {
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '&': escaped.Append("&amp;"); break;
                default: escaped.Append(c); break;
            }
        }

        return escaped.ToString();
    }
}
