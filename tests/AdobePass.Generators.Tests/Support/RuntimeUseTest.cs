using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Support;

/// <summary>Analyzes classes that use the runtime. No rule but the expected one may report anything.</summary>
internal static class RuntimeUseTest
{
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using AdobePass;
        using Microsoft.Extensions.DependencyInjection;


        """;

    /// <summary>Asserts that exactly one diagnostic is reported, at the marked place.</summary>
    public static async Task ReportsAsync(string rule, string kind, DiagnosticSeverity severity, string marked)
    {
        var diagnostic = Assert.Single(await AnalyzeAsync(RuleTest.Unmark(marked), kind));

        Assert.Equal((rule, severity), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal(RuleTest.SpansOf(Head + marked), [diagnostic.Location.SourceSpan]);
    }

    /// <summary>Asserts that nothing is reported.</summary>
    public static async Task IsSilentAsync(string kind, string source) =>
        Assert.Empty((await AnalyzeAsync(source, kind)).Select(diagnostic => diagnostic.ToString()));

    private static async Task<IEnumerable<Diagnostic>> AnalyzeAsync(string source, string kind) =>
        await RuleTest.Configure(new UserProject { WarningsAreErrors = false }.WithSource(Head + source), kind).AnalyzeAsync();
}
