using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>Represents a location in a file as a value.</summary>
internal sealed record LocationInfo(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationInfo Of(AttributeData attribute)
    {
        var reference = attribute.ApplicationSyntaxReference;
        return reference is null
            ? new LocationInfo(string.Empty, default, default)
            : new LocationInfo(reference.SyntaxTree.FilePath, reference.Span, reference.SyntaxTree.GetLineSpan(reference.Span).Span);
    }

    /// <summary>Gets the location of a range of characters, limited to the end of the file.</summary>
    public static LocationInfo Of(string path, SourceText text, int start, int length)
    {
        var first = Math.Min(start, text.Length);
        var span = TextSpan.FromBounds(first, Math.Min(first + length, text.Length));
        return new LocationInfo(path, span, text.Lines.GetLinePositionSpan(span));
    }

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
