using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4016 to AP4018 look at no file of a project that does not reference the package with the viewer's journey.</summary>
public class EntitlementPrefilterTests
{
    private const string Package = "AdobePass.Entitlements.dll";

    private static readonly string[] Ids = ["AP4016", "AP4017", "AP4018"];

    private static string Source { get; } = RuleTest.InClass(string.Join(
        "\n",
        RuleExamples.All.Where(example => Ids.Contains(example.Rule)).Select(example => $"{{ {RuleTest.Unmark(example.Bad)} }}")));

    [Fact]
    public void Files_are_relevant_only_if_the_package_is_referenced()
    {
        var with = RuleTest.Project("client", Source).Compilation();
        var without = with.RemoveReferences(with.References.Where(each => Path.GetFileName(each.Display) == Package));

        Assert.Equal((true, true, true), RelevantIn(with));
        Assert.Equal((false, false, false), RelevantIn(without));
    }

    [Fact]
    public void Package_itself_is_not_analyzed()
    {
        var package = RuleTest.Project(
                "client",
                "namespace AdobePass.Entitlements { public class ViewerEntitlements { } }",
                Source)
            .Compilation("AdobePass.Entitlements");
        var alone = package.RemoveReferences(package.References.Where(each => Path.GetFileName(each.Display) == Package));

        Assert.False(new ProjectFacts(alone).UsesEntitlements);
    }

    private static (bool Permits, bool Catalog, bool SignIn) RelevantIn(CSharpCompilation compilation)
    {
        var prefilter = new FilePrefilter(
            FileFacts.Of(compilation.SyntaxTrees[0]),
            new ProjectFacts(compilation),
            options: null!,
            CancellationToken.None);
        return (prefilter.MayHandlePermits, prefilter.MayReadCatalog, prefilter.MayWaitForSignIn);
    }
}
