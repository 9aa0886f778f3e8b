using System.Text.RegularExpressions;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Tests.Rules;

/// <summary><c>samples/Diagnostics</c>: its comments and its README say what is reported, no more and no less.</summary>
public partial class DiagnosticsSampleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "Diagnostics");

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    [Fact]
    public async Task Each_comment_names_the_rules_that_report_the_line_below_it()
    {
        var expected = new List<string>();
        foreach (var path in Directory.GetFiles(Folder, "*.cs"))
        {
            var lines = File.ReadAllLines(path);
            for (var i = 0; i < lines.Length; i++)
            {
                if (RuleComment().IsMatch(lines[i]))
                {
                    expected.AddRange(RuleId().Matches(lines[i]).Select(match => $"{Path.GetFileName(path)}({i + 2}) {match.Value}"));
                }
            }
        }

        var found = (await AnalyzeAsync())
            .Where(diagnostic => !Path.GetExtension(PathOf(diagnostic)).Equals(".json", StringComparison.Ordinal))
            .Select(diagnostic => $"{PathOf(diagnostic)}({LineOf(diagnostic).Line + 1}) {diagnostic.Id}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task README_shows_the_warnings_that_the_build_prints()
    {
        var list = File.ReadAllText(Path.Combine(Folder, "README.md")).Split("## Let the fixes")[0];
        var printed = PrintedWarning().Matches(list).Select(match => match.Groups[1].Value).ToList();

        var found = (await AnalyzeAsync()).Select(diagnostic =>
            $"{PathOf(diagnostic)}({LineOf(diagnostic).Line + 1},{LineOf(diagnostic).Character + 1}): " +
            $"warning {diagnostic.Id}: {diagnostic.GetMessage()}");

        Assert.Equal(
            printed.Order(StringComparer.Ordinal),
            found.Select(full => printed.Find(start => full.StartsWith(start, StringComparison.Ordinal)) ?? full)
                .Order(StringComparer.Ordinal));
    }

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync()
    {
        var project = new UserProject
        {
            WarningsAreErrors = false,
            LanguageVersion = LanguageVersion.Latest,
            OutputKind = OutputKind.ConsoleApplication,
        }
            .WithRootNamespace("Diagnostics")
            .WithProperty("AdobePassProjectKind", "server")
            .WithSpec("rest-v2", Repository.ReadSpec("rest-v2"))
            .WithSpec("dcr", Repository.ReadSpec("dcr"))
            .WithSource(ImplicitUsings, "/src/Usings.cs")
            .WithSettings(await File.ReadAllTextAsync(Path.Combine(Folder, "appsettings.json")), Path.Combine(Folder, "appsettings.json"));
        foreach (var path in Directory.GetFiles(Folder, "*.cs"))
        {
            project.WithSource(await File.ReadAllTextAsync(path), path);
        }

        foreach (Match severity in Severity().Matches(await File.ReadAllTextAsync(Path.Combine(Folder, ".editorconfig"))))
        {
            project.WithSeverity(severity.Groups[1].Value, ReportDiagnostic.Warn);
        }

        Assert.DoesNotContain(project.Generate().Problems, problem => problem.Severity == DiagnosticSeverity.Error);
        return [.. (await project.AnalyzeAsync()).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
    }

    private static string PathOf(Diagnostic diagnostic) => Path.GetFileName(diagnostic.Location.GetLineSpan().Path);

    private static LinePosition LineOf(Diagnostic diagnostic) =>
        diagnostic.Location.GetLineSpan().StartLinePosition;

    [GeneratedRegex(@"^\s*// AP\d{4}(, AP\d{4})*$")]
    private static partial Regex RuleComment();

    [GeneratedRegex(@"AP\d{4}")]
    private static partial Regex RuleId();

    [GeneratedRegex(@"^([\w.]+\(\d+,\d+\): warning AP\d{4}: .{20,}?)(?: …)?$", RegexOptions.Multiline)]
    private static partial Regex PrintedWarning();

    [GeneratedRegex(@"dotnet_diagnostic\.(AP\d{4})\.severity = warning")]
    private static partial Regex Severity();
}
