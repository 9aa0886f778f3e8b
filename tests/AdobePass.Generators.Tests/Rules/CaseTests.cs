using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>
/// Files that were written from the rule pages, without looking at the analyzers. Comments mark the expected findings. README.md in the
/// folder explains them.
/// </summary>
public partial class CaseTests
{
    private const string Known = "known-differences.txt";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "AdobePass.Generators.Tests", "Cases");
    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(FindReferences);

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.cs").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Findings_in_code_that_others_wrote_are_as_expected(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        var known = (await File.ReadAllLinesAsync(Path.Combine(Folder, Known)))
            .Where(line => line.Contains(' ' + file + ' ', StringComparison.Ordinal));

        Assert.Equal(known, await DifferencesAsync(file, text));
    }

    [Fact]
    public void Known_differences_are_of_files_that_exist()
    {
        foreach (var line in File.ReadAllLines(Path.Combine(Folder, Known)).Where(static line => line.Length > 0 && line[0] != '#'))
        {
            Assert.True(File.Exists(Path.Combine(Folder, line.Split(' ')[1])), line);
        }
    }

    // The marks of the file that no finding matches, and the findings that no mark matches.
    private static async Task<IReadOnlyList<string>> DifferencesAsync(string file, string text)
    {
        var tree = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp12), file);
        var compilation = Compile(tree);
        Assert.DoesNotContain(compilation.GetDiagnostics(), static each => each.Severity == DiagnosticSeverity.Error);

        var marks = await ReadMarksAsync(tree);
        var findings = await AnalyzeAsync(compilation, Header(text, "kind"));
        var differences = new List<string>();
        var hits = new HashSet<Mark>();
        foreach (var finding in findings)
        {
            var line = finding.Location.GetLineSpan().StartLinePosition.Line;
            var matching = marks.Where(mark => mark.Ids.Contains(finding.Id) && line >= mark.First && line <= mark.Last).ToList();
            hits.UnionWith(matching);
            if (matching.Count == 0)
            {
                differences.Add($"false {file} {finding.Id} line {line + 1}");
            }
        }

        // All marks of a group are one expectation.
        differences.AddRange(marks
            .Where(static mark => !mark.IsAllowed)
            .GroupBy(static mark => (mark.Label, mark.Group == '\0' ? mark.First : -1))
            .Where(group => !group.Any(hits.Contains))
            .Select(group => $"missing {file} {group.First().Label} line {group.First().First + 1}"));
        return [.. differences.Order(StringComparer.Ordinal)];
    }

    private static CSharpCompilation Compile(SyntaxTree tree)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot();
        var isProgram = root.Members.OfType<GlobalStatementSyntax>().Any()
            || root.DescendantNodes().OfType<MethodDeclarationSyntax>().Any(static method => method.Identifier.Text == "Main");
        return CSharpCompilation.Create(
            "Case",
            [tree],
            References.Value,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable));
    }

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation, string kind)
    {
        var project = new UserProject()
            .WithProperty("IsTestProject", kind == "test" ? "true" : "false")
            .WithProperty("AdobePassProjectKind", kind == "server" ? "server" : "client")
            .WithProperty("UsingMicrosoftNETSdkWeb", kind == "server" ? "true" : "false");
        var findings = await compilation
            .WithAnalyzers(UserProject.Analyzers, new AnalyzerOptions([], project.Options))
            .GetAnalyzerDiagnosticsAsync();
        return [.. findings.Where(static each => each.Severity > DiagnosticSeverity.Hidden)];
    }

    private static async Task<List<Mark>> ReadMarksAsync(SyntaxTree tree)
    {
        var root = await tree.GetRootAsync();
        var marks = new List<Mark>();
        foreach (var comment in root.DescendantTrivia().Where(static each => each.IsKind(SyntaxKind.SingleLineCommentTrivia)))
        {
            if (Label().Match(comment.ToString()) is not { Success: true } match || match.Groups[2].Value.Trim() == "none")
            {
                continue;
            }

            var line = comment.GetLocation().GetLineSpan().StartLinePosition.Line;
            var span = SpanOf(root, line);
            foreach (var label in match.Groups[2].Value.Split(',').Select(static each => each.Trim()).Where(static each => each.Length > 0))
            {
                var at = label.IndexOf('#', StringComparison.Ordinal);
                var ids = label.Split('|').Select(static id => id.Split('#')[0]);
                var group = at < 0 ? '\0' : label[at + 1];
                marks.Add(new Mark(label, [.. ids], group, span.First, span.Last, match.Groups[1].Value == "allow"));
            }
        }

        return marks;
    }

    // The statement or member that begins on the line of the comment.
    private static (int First, int Last) SpanOf(SyntaxNode root, int line)
    {
        var token = root.DescendantTokens().First(each =>
        {
            var place = each.GetLocation().GetLineSpan();
            return place.StartLinePosition.Line <= line && place.EndLinePosition.Line >= line && each.Span.Length > 0;
        });
        var node = token.Parent!.AncestorsAndSelf().FirstOrDefault(static each =>
            each is (StatementSyntax and not BlockSyntax) or MemberDeclarationSyntax or AccessorDeclarationSyntax or ParameterSyntax);
        var lines = (node ?? token.Parent!).GetLocation().GetLineSpan();
        return (lines.StartLinePosition.Line, lines.EndLinePosition.Line);
    }

    private static string Header(string text, string name) => text.Split('\n').Take(10)
        .Select(static line => line.Trim())
        .FirstOrDefault(line => line.StartsWith($"// {name}: ", StringComparison.Ordinal))?[(name.Length + 5)..] ?? string.Empty;

    // The reference assemblies of this SDK, and the runtime of the package.
    private static ImmutableArray<MetadataReference> FindReferences()
    {
        var packs = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "packs"));
        return
        [
            .. new[] { "Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref" }
                .SelectMany(pack => Directory.GetFiles(
                    Directory.GetDirectories(
                        Path.Combine(Directory.GetDirectories(Path.Combine(packs, pack)).Order(StringComparer.Ordinal).Last(), "ref"))[0],
                    "*.dll"))
                .Select(static path => MetadataReference.CreateFromFile(path)),
            MetadataReference.CreateFromFile(typeof(AdobePassClient).Assembly.Location),
        ];
    }

    [GeneratedRegex(@"\b(expect|allow):\s*([A-Za-z0-9#,| ]+)")]
    private static partial Regex Label();

    private sealed record Mark(string Label, ImmutableArray<string> Ids, char Group, int First, int Last, bool IsAllowed);
}
