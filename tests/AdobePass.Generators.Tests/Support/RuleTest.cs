using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Tests.Support;

/// <summary>Asks one rule about a source whose mistakes stand between <c>[|</c> and <c>|]</c>.</summary>
internal static class RuleTest
{
    /// <summary>A class around statements.</summary>
    public static string InClass(string statements) =>
        RuleExamples.Usings + RuleExamples.Types + "\npartial class C\n{\n" + RuleExamples.Surroundings + "\n    public async Task RunAsync()\n    {\n        await Task.Yield();\n        " + statements + "\n    }\n}\n";

    /// <summary>A file of types.</summary>
    public static string InFile(string types) =>
        RuleExamples.Usings
        + """
        using System.Collections.Concurrent;
        using System.IO;
        using System.Linq;
        using System.Text.Json.Nodes;
        using System.Text.Json.Serialization;

        """
        + types;

    /// <summary>A program of statements.</summary>
    public static string AsProgram(string statements) => RuleExamples.Usings + RuleExamples.Surroundings + "\n" + statements + "\n" + RuleExamples.Types + "\n";

    public static UserProject Project(string kind, params string[] sources)
    {
        var project = new UserProject { WarningsAreErrors = false, LanguageVersion = LanguageVersion.Latest };
        foreach (var source in sources)
        {
            project.WithSource(source);
        }

        return Configure(project.WithSource(RuleExamples.ClientFactory), kind);
    }

    public static UserProject Configure(UserProject project, string kind) =>
        kind == "test" ? project.WithProperty("IsTestProject", "true") : project.WithProperty("AdobePassProjectKind", kind);

    public static string Unmark(string marked) => marked.Replace("[|", string.Empty, StringComparison.Ordinal).Replace("|]", string.Empty, StringComparison.Ordinal);

    public static IReadOnlyList<TextSpan> SpansOf(string marked)
    {
        var spans = new List<TextSpan>();
        var removed = 0;
        for (var start = marked.IndexOf("[|", StringComparison.Ordinal); start >= 0; start = marked.IndexOf("[|", start + 2, StringComparison.Ordinal))
        {
            var end = marked.IndexOf("|]", start, StringComparison.Ordinal);
            spans.Add(TextSpan.FromBounds(start - removed, end - removed - 2));
            removed += 4;
        }

        return spans;
    }

    /// <summary>Asserts that the rule reports exactly the marked places.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> ReportsAsync(string rule, string marked, string kind = "client")
    {
        var found = await FindAsync(rule, Project(kind, Unmark(marked)));

        Assert.Equal(SpansOf(marked), found.Select(diagnostic => diagnostic.Location.SourceSpan));
        return found;
    }

    public static async Task<IReadOnlyList<Diagnostic>> FindAsync(string rule, UserProject project)
    {
        var all = await project.AnalyzeAsync();
        Assert.DoesNotContain(all, diagnostic => diagnostic.Id == "AD0001");
        return [.. all.Where(diagnostic => diagnostic.Id == rule && !diagnostic.IsSuppressed).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }
}
