using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Analyzers;

public class RulesTests
{
    public static TheoryData<string> Ids => [.. DiagnosticDescriptors.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_page_that_its_link_leads_to(string id)
    {
        var rule = DiagnosticDescriptors.Of(id);
        var page = Path.Combine(Repository.Root, "docs", "rules", id + ".md");

        Assert.EndsWith($"/docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.StartsWith($"# {id}: {rule.Title}", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_stands_in_the_index_with_its_title_and_severity(string id)
    {
        var rule = DiagnosticDescriptors.Of(id);
        var row = Assert.Single(File.ReadAllLines(Path.Combine(Repository.Root, "docs", "rules", "README.md")), line => line.Contains($"({id}.md)", StringComparison.Ordinal) && line.StartsWith('|'));

        Assert.Contains(rule.Title.ToString(System.Globalization.CultureInfo.InvariantCulture), row, StringComparison.Ordinal);
        Assert.Contains(rule.DefaultSeverity.ToString(), row, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_tracked_for_release(string id) =>
        Assert.Contains(
            File.ReadAllLines(Path.Combine(Repository.Root, "src", "AdobePass.Generators", "AnalyzerReleases.Unshipped.md"))
                .Concat(File.ReadAllLines(Path.Combine(Repository.Root, "src", "AdobePass.Generators", "AnalyzerReleases.Shipped.md"))),
            line => line.StartsWith($"{id} | {DiagnosticDescriptors.Of(id).Category} | {DiagnosticDescriptors.Of(id).DefaultSeverity} | {DiagnosticDescriptors.Of(id).Title}", StringComparison.Ordinal));
}
