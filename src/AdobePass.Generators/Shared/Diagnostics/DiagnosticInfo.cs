using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>Represents a diagnostic as a value.</summary>
/// <param name="Descriptor">The descriptor, with the format of the message.</param>
/// <param name="Location">The location; <see langword="null"/> if only the reporter knows it.</param>
/// <param name="Arguments">The arguments of the message.</param>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, LocationInfo? Location, EquatableArray<string> Arguments)
{
    private const string ClosestMatchKey = "nearest";
    private const string TypeKey = "type";
    private const string DeclarationsKey = "declarations";

    /// <summary>Gets the closest valid name or the missing name, for a code fix.</summary>
    public string? ClosestMatch { get; init; }

    /// <summary>Gets the required type, with <c>global::</c>, for a code fix.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the methods of all operations as C#, for a code fix.</summary>
    public string? Declarations { get; init; }

    public string Id => Descriptor.Id;

    public string Message => string.Format(
        CultureInfo.InvariantCulture,
        Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture),
        [.. Arguments]);

    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, params string[] arguments) =>
        new(descriptor, null, new(arguments));

    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, LocationInfo location, params string[] arguments) =>
        new(descriptor, location, new(arguments));

    public Diagnostic ToDiagnostic() => ToDiagnostic(Location?.ToLocation() ?? Microsoft.CodeAnalysis.Location.None);

    public Diagnostic ToDiagnostic(Location location)
    {
        var properties = new[] { (ClosestMatchKey, ClosestMatch), (TypeKey, Type), (DeclarationsKey, Declarations) }
            .Where(static property => property.Item2 is not null)
            .ToImmutableDictionary(static property => property.Item1, static property => property.Item2);
        return Diagnostic.Create(Descriptor, location, properties, [.. Arguments]);
    }
}
