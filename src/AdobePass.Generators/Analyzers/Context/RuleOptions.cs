using AdobePass.Generators.Analyzers.HttpUsage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Analyzers.Context;

/// <summary>What <c>.editorconfig</c> says for a file, beside severities.</summary>
internal sealed class RuleOptions
{
    private RuleOptions(AnalyzerConfigOptions options)
    {
        ExtraHosts = List(options, "adobepass.extra_hosts");
        Hosts = ExtraHosts.Count > 0 ? new AdobeHosts(ExtraHosts) : AdobeHosts.Default;
        Placeholders = List(options, "adobepass.placeholders");
        IncludesTests = options.TryGetValue("adobepass.include_tests", out var value) && string.Equals(value.Trim(), "true", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary><c>adobepass.extra_hosts</c>: hosts that stand in front of Adobe Pass.</summary>
    public IReadOnlyList<string> ExtraHosts { get; }

    /// <summary>All hosts of Adobe Pass.</summary>
    public AdobeHosts Hosts { get; }

    /// <summary><c>adobepass.placeholders</c>: words that make a constant text a placeholder.</summary>
    public IReadOnlyList<string> Placeholders { get; }

    /// <summary><c>adobepass.include_tests</c>: whether rules that are silent in test projects are asked there too.</summary>
    public bool IncludesTests { get; }

    public static RuleOptions Of(AnalyzerOptions options, SyntaxTree tree) => new(options.AnalyzerConfigOptionsProvider.GetOptions(tree));

    private static IReadOnlyList<string> List(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value)
            ? [.. value.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(static each => each.Trim()).Where(static each => each.Length > 0)]
            : [];
}
