using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Represents a spec file as a value. Instances with the same name, path and content are equal.</summary>
internal readonly struct SpecFile(string name, string path, SourceText text) : IEquatable<SpecFile>
{
    private const string NameKey = "build_metadata.AdditionalFiles.AdobePassSpec";

    public string Name { get; } = name;

    public string Path { get; } = path;

    public SourceText Text { get; } = text;

    /// <summary>Gets whether the project has <c>DateOnly</c>, which .NET Framework does not have.</summary>
    public bool HasDates { get; init; } = true;

    /// <summary>Gets whether the framework and the runtime library of a project have <c>DateOnly</c>. If not, dates are strings.</summary>
    public static bool HasDatesIn(Compilation compilation) =>
        compilation.GetTypeByMetadataName("System.DateOnly") is not null
        && compilation.GetTypeByMetadataName("AdobePass.Runtime.AdobePassJson")?.GetMembers("ReadDate").IsEmpty == false;

    /// <summary>Creates the value if the additional file is marked as a spec; otherwise, returns <see langword="null"/>.</summary>
    public static SpecFile? TryCreate(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken) =>
        options.GetOptions(file).TryGetValue(NameKey, out var name) && name.Length > 0 && file.GetText(cancellationToken) is { } text
            ? new SpecFile(name, file.Path, text)
            : null;

    public bool Equals(SpecFile other) =>
        Name == other.Name
        && Path == other.Path
        && HasDates == other.HasDates
        && (ReferenceEquals(Text, other.Text) || Text.ContentEquals(other.Text));

    public override bool Equals(object? obj) => obj is SpecFile other && Equals(other);

    public override int GetHashCode() => unchecked((Name.GetHashCode() * 31) + Text.Length);
}
