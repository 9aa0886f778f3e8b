using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit.Abstractions;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>Analyzes ten thousand mutated and truncated sources with every analyzer. No analyzer may crash or run endlessly.</summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int Projects = 400;
    private const int SourcesPerProject = 25;

    private static readonly string[] Pieces =
    [
        "{", "}", "(", ")", "[", "]", "\"", "$\"", "\"\"\"", "@", ";", ",", ".", "?", "??", "=>", "=", "+", "!", "<", ">",
        "await ", "new ", "return ", "static ", "partial ", "class ", "async ", "out var x", "default", "null", "is { }",
        "//", "/*", "#if A\n", "\\u0065yJ", "\u0000", "\ud800", "record R(", "yield return ", "switch { _ => ", "stackalloc ", "ref ",
        "this", "base", "var (a, b) = ", "catch when (", "goto case ", "@\"",
    ];

    [Fact]
    public async Task Ten_thousand_broken_sources_do_not_crash_the_analyzers()
    {
        var random = new Random(10_000);
        var statements = RuleExamples.All.SelectMany(example => new[] { example.Bad, example.Good }).Select(RuleTest.Unmark).ToList();
        var crashes = new List<string>();
        var reports = 0;
        for (var i = 0; i < Projects; i++)
        {
            var project = new UserProject
            {
                WarningsAreErrors = false,
                LanguageVersion = LanguageVersion.Preview,
                OutputKind = OutputKind.ConsoleApplication,
            }.WithProperty("AdobePassProjectKind", i % 2 == 0 ? "server" : "client");
            for (var j = 0; j < SourcesPerProject; j++)
            {
                // A project has one program. Each class is in a namespace of its own, so that files do not share names.
                var text = statements[random.Next(statements.Count)];
                var inNamespace = RuleExamples.Usings + $"namespace N{j};\n";
                var source = j == 0
                    ? RuleTest.AsProgram(text)
                    : RuleTest.InClass(text).Replace(RuleExamples.Usings, inNamespace, StringComparison.Ordinal);
                project.WithSource(Mutate(random, source));
            }

            var options = new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([], project.Options),
                (fault, analyzer, _) => crashes.Add($"{analyzer}: {fault}"),
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false);
            var analysis = project.Compilation().WithAnalyzers(UserProject.Analyzers, options);
            reports += (await analysis.GetAnalyzerDiagnosticsAsync(UserProject.Analyzers, CancellationToken.None)).Length;
        }

        output.WriteLine($"{Projects * SourcesPerProject:N0} sources, {reports:N0} reports, {crashes.Count} crashes.");
        Assert.Empty(crashes);

        // Broken sources still have mistakes to find: an analyzer that gives up at once would pass everything else.
        Assert.True(reports > Projects * SourcesPerProject / 4);
    }

    private static string Mutate(Random random, string source)
    {
        var text = new System.Text.StringBuilder(source);
        for (var edits = random.Next(1, 10); edits > 0; edits--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 1:
                    text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at));
                    break;
                case 2:
                    text[at] = (char)random.Next(32, 127);
                    break;
                case 3:
                    text.Insert(at, source.AsSpan(random.Next(source.Length / 2), random.Next(1, 60)));
                    break;
                default:
                    (text[at], text[text.Length - 1 - at]) = (text[text.Length - 1 - at], text[at]);
                    break;
            }
        }

        if (random.Next(3) == 0)
        {
            text.Length = random.Next(1, text.Length);
        }

        return text.ToString();
    }
}
