using System.Reflection;
using System.Text.RegularExpressions;

namespace AdobePass.Entitlements.Tests;

/// <summary>Every requirement has a row on the checklist page, and every test that the page names exists.</summary>
public sealed partial class ChecklistTests
{
    private static readonly string Root = typeof(ChecklistTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(each => each.Key == "RepositoryRoot").Value!;

    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "docs", "checklist.md"));

    [Fact]
    public void Every_requirement_has_one_row()
    {
        var expected = Enumerable.Range(1, 23)
            .Select(number => $"M{number:00}")
            .Concat(Enumerable.Range(1, 12).Select(number => $"R{number:00}"));

        Assert.Equal(expected, Row().Matches(Page).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void Every_named_test_exists()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        var named = Test().Matches(Page).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).Distinct().ToList();

        Assert.True(named.Count > 40);
        Assert.Empty(named
            .Where(test => !sources[test.Class].Any(source => source.Contains($" {test.Method}(", StringComparison.Ordinal)))
            .Select(test => $"{test.Class}.{test.Method}"));
    }

    [Fact]
    public void Every_row_but_one_names_a_test()
    {
        var rows = Page.Split('\n').Where(line => Row().IsMatch(line)).ToList();

        Assert.Equal(["R12"], rows.Where(row => !Test().IsMatch(row)).Select(row => row.Substring(2, 3)));
    }

    [Fact]
    public void Everything_beside_AccessEnabler_exists()
    {
        var rows = Page[Page.IndexOf("## AccessEnabler beside", StringComparison.Ordinal)..].Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => line.Split(" | ")[1])
            .ToList();
        var types = typeof(EntitlementService).Assembly.GetExportedTypes().Concat(typeof(AdobePassClient).Assembly.GetExportedTypes());
        var names = types
            .SelectMany(type => type.GetMembers().Select(member => $"{type.Name}.{member.Name}")
                .Concat(type.GetMembers().Select(member => member.Name))
                .Append(type.Name))
            .ToHashSet();

        // A parameter, and types of Apple and Android.
        names.UnionWith(["openUntilRedirect", "UIDevice", "Build"]);
        Assert.True(rows.Count > 20);
        Assert.All(
            rows.SelectMany(row => Code().Matches(row).Select(match => match.Groups[1].Value)),
            name => Assert.Contains(name, names));
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| ([MR]\d\d) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex Test();
}
