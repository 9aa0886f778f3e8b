using AdobePass.Generators.Analyzers.HttpUsage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Analyzers.Context;

/// <summary>The options of the rules for a file, from <c>.editorconfig</c>.</summary>
internal sealed class RuleOptions
{
    private RuleOptions(AnalyzerConfigOptions options)
    {
        ExtraHosts = List(options, "adobepass.extra_hosts");
        Hosts = ExtraHosts.Count > 0 ? new AdobeHosts(ExtraHosts) : AdobeHosts.Default;
        Placeholders = List(options, "adobepass.placeholders");
        IncludesTests = options.TryGetValue("adobepass.include_tests", out var value)
            && string.Equals(value.Trim(), "true", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Gets <c>adobepass.extra_hosts</c>: hosts of gateways in front of Adobe Pass.</summary>
    public IReadOnlyList<string> ExtraHosts { get; }

    /// <summary>Gets all hosts of Adobe Pass.</summary>
    public AdobeHosts Hosts { get; }

    /// <summary>Gets <c>adobepass.placeholders</c>: words that mark a constant string as a placeholder.</summary>
    public IReadOnlyList<string> Placeholders { get; }

    /// <summary>Gets <c>adobepass.include_tests</c>: whether all rules run in test projects.</summary>
    public bool IncludesTests { get; }

    public static RuleOptions Of(AnalyzerOptions options, SyntaxTree tree) => new(options.AnalyzerConfigOptionsProvider.GetOptions(tree));

    private static IReadOnlyList<string> List(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value)
            ? [.. value.Split([',', ';']).Select(static each => each.Trim()).Where(static each => each.Length > 0)]
            : [];
}
