using AdobePass.Generators.CodeFixes.Tests.Support;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>The fixes stand by the rules of the analyzers and need nothing but Roslyn.</summary>
public class RulesTests
{
    private static readonly string[] Fixable =
    [
        "AP0004", "AP1001", "AP1003", "AP1004", "AP1005", "AP1007", "AP1009", "AP2001", "AP2002", "AP2003", "AP2007", "AP2011", "AP2012", "AP3001", "AP3002", "AP3003", "AP3004", "AP4001", "AP4002", "AP4004", "AP4010", "AP4012", "AP5003", "AP6001", "AP6002", "AP6003", "AP6004", "AP6005", "AP6006", "AP6009", "AP6010",
    ];

    public static TheoryData<string> FixableIds => [.. Fixable];

    internal static IEnumerable<CodeFixProvider> Fixes => typeof(PlainHttpFix).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
        .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!);

    [Fact]
    public void Every_fixable_id_is_reported_by_an_analyzer()
    {
        var reported = UserWorkspace.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).ToHashSet();

        Assert.Equal(Fixable, Fixes.SelectMany(fix => fix.FixableDiagnosticIds).Distinct().Order(StringComparer.Ordinal));
        Assert.All(Fixable, id => Assert.Contains(id, reported));
    }

    [Fact]
    public void List_of_fixes_matches_the_documentation()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules", "README.md"));
        var list = page.Split("## Rules with a fix")[1].Split("\n## ")[0];
        var rows = list.Split('\n').Where(line => line.StartsWith("| AP", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Select(cells => $"{cells[1]} {cells[^2]}");

        Assert.Equal(
            Fixes.SelectMany(fix => fix.FixableDiagnosticIds.Select(id => $"{id} {(fix.GetFixAllProvider() is null ? "no" : "yes")}")).Order(StringComparer.Ordinal),
            rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Index_of_rules_says_which_rules_have_a_fix()
    {
        var rows = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "rules", "README.md"))
            .Where(line => line.StartsWith("| [AP", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToList();

        Assert.All(rows, cells => Assert.True(cells[5] is "yes" or "no", cells[1]));
        Assert.Equal(Fixable, rows.Where(cells => cells[5] == "yes").Select(cells => cells[1].Substring(1, 6)));
    }

    [Theory]
    [MemberData(nameof(FixableIds))]
    public void Rule_page_mentions_its_fix(string id)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules", id + ".md"));

        Assert.Contains("he editor offers", page.Split("## How to fix")[1].Split("\n## ")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fix_is_exported_for_csharp()
    {
        foreach (var fix in Fixes)
        {
            var export = Assert.Single(fix.GetType().GetCustomAttributes(typeof(ExportCodeFixProviderAttribute), inherit: false).Cast<ExportCodeFixProviderAttribute>());
            Assert.Equal([LanguageNames.CSharp], export.Languages);
            Assert.Equal(fix.GetType().Name, export.Name);
        }
    }

    [Fact]
    public void The_refactoring_is_exported_for_csharp() =>
        Assert.Equal([LanguageNames.CSharp], Assert.Single(typeof(WriteOutOperationsRefactoring).GetCustomAttributes(typeof(ExportCodeRefactoringProviderAttribute), inherit: false).Cast<ExportCodeRefactoringProviderAttribute>()).Languages);

    [Fact]
    public void The_assembly_references_the_framework_and_Roslyn_only() => Assert.All(
        typeof(PlainHttpFix).Assembly.GetReferencedAssemblies(),
        name => Assert.True(name.Name is "netstandard" || name.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || name.Name.StartsWith("System.", StringComparison.Ordinal), name.Name));
}
