using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>Contains the descriptors of the rules that the generator, <c>InterfaceAnalyzer</c> and <c>SpecAnalyzer</c> report.</summary>
internal static class DiagnosticDescriptors
{
    private static readonly Dictionary<string, DiagnosticDescriptor> ById = SetupDescriptors.All
        .Concat(InterfaceDescriptors.All)
        .Concat(SpecDescriptors.All)
        .GroupBy(static descriptor => descriptor.Id, StringComparer.Ordinal)
        .ToDictionary(static rule => rule.Key, static rule => rule.First(), StringComparer.Ordinal);

    /// <summary>Gets a descriptor of every rule; some rules have others with the same id for other messages.</summary>
    public static IEnumerable<DiagnosticDescriptor> All => ById.Values;

    public static DiagnosticDescriptor Of(string ruleId) => ById[ruleId];
}
