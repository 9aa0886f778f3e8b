using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>Contains the descriptors of the rules that the generator, <c>InterfaceAnalyzer</c> and <c>SpecAnalyzer</c> report.</summary>
internal static class DiagnosticDescriptors
{
    /// <summary>Gets the descriptors. A rule has one for each of its messages.</summary>
    public static IEnumerable<DiagnosticDescriptor> All =>
        SetupDescriptors.All.Concat(InterfaceDescriptors.All).Concat(SpecDescriptors.All);
}
