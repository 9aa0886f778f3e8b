using System.Globalization;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>The descriptors, source files, test files and pages of the rules.</summary>
public class RulesTests
{
    public static TheoryData<string> Ids => [.. AllRules.Ids];

    public static TheoryData<string> CodeRuleIds => [.. AllRules.CodeRuleIds];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_has_a_page_at_its_link(string id)
    {
        var rule = AllRules.Of(id);
        var page = File.ReadAllText(InRepository("docs", "rules", id + ".md"));

        Assert.EndsWith($"/docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.StartsWith($"# {id}: {TitleOf(rule)}\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_is_in_the_index_with_its_title_and_severity(string id)
    {
        var rule = AllRules.Of(id);
        var row = Assert.Single(
            File.ReadAllLines(InRepository("docs", "rules", "README.md")),
            line => line.StartsWith($"| [{id}]({id}.md) |", StringComparison.Ordinal));

        Assert.Contains($"| {TitleOf(rule)} |", row, StringComparison.Ordinal);
        Assert.Contains(rule.DefaultSeverity.ToString(), row, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_is_tracked_for_release(string id)
    {
        var rule = AllRules.Of(id);
        var releases = new[] { "Unshipped", "Shipped" }
            .SelectMany(state => File.ReadAllLines(InRepository("src", "AdobePass.Generators", $"AnalyzerReleases.{state}.md")));

        Assert.Contains($"{id} | {rule.Category} | {rule.DefaultSeverity} | {TitleOf(rule)}", releases);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptors_of_a_rule_differ_only_in_their_message(string id)
    {
        var descriptors = AllRules.Descriptors.Where(descriptor => descriptor.Id == id).ToList();
        var common = descriptors.Select(each => (TitleOf(each), each.Category, each.DefaultSeverity, TextOf(each.Description)));

        Assert.Single(common.Distinct());
        Assert.Equal(descriptors.Count, descriptors.Select(each => TextOf(each.MessageFormat)).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(CodeRuleIds))]
    public void Message_is_in_the_descriptor_and_says_what_to_do(string id) => Assert.All(
        AllRules.Descriptors.Where(descriptor => descriptor.Id == id),
        descriptor =>
        {
            Assert.Matches(@"\S+ .*\. .*\.$", TextOf(descriptor.MessageFormat));
            Assert.EndsWith(".", TextOf(descriptor.Description), StringComparison.Ordinal);
        });

    [Theory]
    [MemberData(nameof(CodeRuleIds))]
    public void Rule_is_in_a_source_file_and_a_test_file_of_its_id(string id)
    {
        Assert.Single(Directory.GetFiles(InRepository("src", "AdobePass.Generators", "Analyzers", "Rules"), id + "*.cs"));
        Assert.Single(Directory.GetFiles(InRepository("tests", "AdobePass.Generators.Tests", "Rules"), id + "*.cs"));
    }

    private static string InRepository(params string[] path) => Path.Combine([Repository.Root, .. path]);

    private static string TitleOf(DiagnosticDescriptor descriptor) => TextOf(descriptor.Title);

    private static string TextOf(LocalizableString text) => text.ToString(CultureInfo.InvariantCulture);
}
