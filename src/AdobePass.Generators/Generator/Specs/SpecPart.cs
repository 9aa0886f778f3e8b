using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>
/// Represents a file that a spec may refer to: a JSON file among the additional files of the project that is not a spec itself. Instances
/// with the same path and content are equal.
/// </summary>
internal sealed class SpecPart(string path, SourceText text) : IEquatable<SpecPart>
{
    public string Path { get; } = path;

    public SourceText Text { get; } = text;

    /// <summary>Creates the value if the additional file may be a part of a spec; otherwise, returns <see langword="null"/>.</summary>
    public static SpecPart? TryCreate(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken) =>
        file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        && !SpecFile.IsSpec(file, options)
        && file.GetText(cancellationToken) is { } text
            ? new SpecPart(file.Path, text)
            : null;

    public bool Equals(SpecPart? other) =>
        other is not null && Path == other.Path && (ReferenceEquals(Text, other.Text) || Text.ContentEquals(other.Text));

    public override bool Equals(object? obj) => Equals(obj as SpecPart);

    public override int GetHashCode() => unchecked((Path.GetHashCode() * 31) + Text.Length);
}
