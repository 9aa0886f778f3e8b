using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Support;

/// <summary>The descriptors of all rules, from the analyzers and the generator.</summary>
internal static class AllRules
{
    /// <summary>The descriptors. A rule has one for each of its messages.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
    [
        .. UserProject.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Concat(DiagnosticDescriptors.All).Distinct(),
    ];

    public static IReadOnlyList<string> Ids { get; } =
        [.. Descriptors.Select(descriptor => descriptor.Id).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The ids of the rules for source code and settings files.</summary>
    public static IReadOnlyList<string> CodeRuleIds { get; } = [.. Ids.Where(id => id[2] is >= '1' and <= '5')];

    public static DiagnosticDescriptor Of(string id) => Descriptors.First(descriptor => descriptor.Id == id);
}
