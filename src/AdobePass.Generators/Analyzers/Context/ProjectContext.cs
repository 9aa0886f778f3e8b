using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Analyzers.Context;

/// <summary>The kind of the project: rules are stricter for servers, and most are off in test projects.</summary>
internal sealed record ProjectContext(bool IsTest, bool IsServer)
{
    private static readonly HashSet<string> TestFrameworks = new(StringComparer.OrdinalIgnoreCase)
    {
        "xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework",
        "MSTest.TestFramework", "TUnit.Core",
    };

    public static ProjectContext Of(Compilation compilation, AnalyzerConfigOptions options)
    {
        var isTest = Is(options, "IsTestProject", "true")
            || compilation.ReferencedAssemblyNames.Any(static name => TestFrameworks.Contains(name.Name));
        var isServer = Is(options, "AdobePassProjectKind", "server")
            || (!Is(options, "AdobePassProjectKind", "client") && Is(options, "UsingMicrosoftNETSdkWeb", "true"));
        return new ProjectContext(isTest, isServer);
    }

    private static bool Is(AnalyzerConfigOptions options, string property, string value) =>
        options.TryGetValue("build_property." + property, out var actual)
        && string.Equals(actual.Trim(), value, StringComparison.OrdinalIgnoreCase);
}
