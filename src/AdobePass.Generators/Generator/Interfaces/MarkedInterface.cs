using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>A marked interface and where its attribute stands. Only what reports uses the place; an edit that moves it leaves the model equal.</summary>
internal sealed record MarkedInterface(InterfaceModel Model, LocationInfo Location)
{
    /// <summary>Gets the first type name that does not resolve yet; null if all do.</summary>
    public UnimportedName? UnimportedName { get; init; }
}

/// <summary>A place in a source file, as a value.</summary>
internal sealed record LocationInfo(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationInfo Of(AttributeData attribute)
    {
        var reference = attribute.ApplicationSyntaxReference;
        return reference is null
            ? new LocationInfo(string.Empty, default, default)
            : new LocationInfo(reference.SyntaxTree.FilePath, reference.Span, reference.SyntaxTree.GetLineSpan(reference.Span).Span);
    }

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
