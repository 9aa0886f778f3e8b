using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>
/// Represents a spec file, and the files that it refers to, as a value. Instances with the same names, paths and contents are equal.
/// </summary>
internal readonly struct SpecFile(string name, string path, SourceText text) : IEquatable<SpecFile>
{
    private const string NameKey = "build_metadata.AdditionalFiles.AdobePassSpec";

    public string Name { get; } = name;

    public string Path { get; } = path;

    public SourceText Text { get; } = text;

    /// <summary>Gets the other files that the spec refers to, directly or through one of them.</summary>
    public EquatableArray<SpecPart> Parts { get; init; } = EquatableArray<SpecPart>.Empty;

    /// <summary>Gets whether the project has <c>DateOnly</c>, which .NET Framework does not have.</summary>
    public bool HasDates { get; init; } = true;

    /// <summary>Gets whether the framework and the runtime library of a project have <c>DateOnly</c>. If not, dates are strings.</summary>
    public static bool HasDatesIn(Compilation compilation) =>
        compilation.GetTypeByMetadataName("System.DateOnly") is not null
        && compilation.GetTypeByMetadataName("AdobePass.Runtime.AdobePassJson")?.GetMembers("ReadDate").IsEmpty == false;

    /// <summary>Gets whether the additional file is marked as a spec.</summary>
    public static bool IsSpec(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        options.GetOptions(file).TryGetValue(NameKey, out var name) && name.Length > 0;

    /// <summary>Creates the value if the additional file is marked as a spec; otherwise, returns <see langword="null"/>.</summary>
    public static SpecFile? TryCreate(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken) =>
        options.GetOptions(file).TryGetValue(NameKey, out var name) && name.Length > 0 && file.GetText(cancellationToken) is { } text
            ? new SpecFile(name, file.Path, text)
            : null;

    /// <summary>Adds those of the given files that the spec refers to.</summary>
    public SpecFile WithParts(IReadOnlyList<SpecPart> candidates) =>
        candidates.Count == 0 ? this : this with { Parts = ExternalReferences.FindParts(Path, Text, candidates) };

    public bool Equals(SpecFile other) =>
        Name == other.Name
        && Path == other.Path
        && HasDates == other.HasDates
        && Parts.Equals(other.Parts)
        && (ReferenceEquals(Text, other.Text) || Text.ContentEquals(other.Text));

    public override bool Equals(object? obj) => obj is SpecFile other && Equals(other);

    public override int GetHashCode() => unchecked((Name.GetHashCode() * 31) + Text.Length);
}
