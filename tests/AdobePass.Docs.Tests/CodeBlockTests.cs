using System.Collections.Immutable;
using System.Reflection;
using AdobePass.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Docs.Tests;

/// <summary>Every block of C# in the README and the pages compiles, with the generator at work, as a file of a reader's project.</summary>
public sealed class CodeBlockTests
{
    private static readonly string Root = Setting("RepositoryRoot");

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith("AdobePass.Generators", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith("AdobePass.Docs", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static TheoryData<string, int> Blocks
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var page in Pages())
            {
                foreach (var (line, _) in BlocksOf(page))
                {
                    data.Add(page, line);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_compiles(string page, int line)
    {
        var code = BlocksOf(page).Single(block => block.Line == line).Code;
        var tree = CSharpSyntaxTree.ParseText(code, ParseOptions, path: $"{page}:{line}");
        var unit = tree.GetCompilationUnitRoot();
        var isProgram = unit.Members.Any(member => member is GlobalStatementSyntax);
        var declared = unit.DescendantNodes().OfType<TypeDeclarationSyntax>().Select(type => type.Identifier.ValueText).ToHashSet();
        var prelude = Prelude.Interfaces.Where(each => !declared.Contains(each.Key)).Select(each => each.Value)
            .Append(Prelude.Usings)
            .Append(declared.Overlaps(["IPlayback", "IEntitlements"]) ? "namespace Reader { public static class Names { } }" : Prelude.Names)
            .Append(declared.Overlaps(Prelude.Interfaces.Keys) ? "namespace MyApp { internal static class Anything { } namespace RestV2 { } }" : "namespace MyApp { internal static class Anything { } }");
        var compilation = CSharpCompilation.Create(
            "MyApp",
            [tree, .. prelude.Select(text => CSharpSyntaxTree.ParseText(text, ParseOptions))],
            References,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        CSharpGeneratorDriver.Create([new AdobePassGenerator().AsSourceGenerator(), JsonGenerator()], Specs(), ParseOptions, new BuildOptions())
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var reported);

        Assert.Empty(reported.Concat(output.GetDiagnostics()).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public void There_are_blocks_to_compile() => Assert.True(Blocks.Count > 30);

    [Theory]
    [MemberData(nameof(AllPages))]
    public void A_link_to_a_file_leads_somewhere(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root, page));
        var folder = Path.GetDirectoryName(Path.Combine(Root, page))!;

        var broken = System.Text.RegularExpressions.Regex.Matches(text, @"\]\((?<target>[^)#\s]+)(#[^)]*)?\)")
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(folder, target)));

        Assert.Empty(broken);
    }

    public static TheoryData<string> AllPages => [.. Pages().Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs", "rules"), "*.md").Select(Relative))];

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md")
            .Append(Path.Combine(Root, "README.md"))
            .Concat(Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(folder => Path.Combine(folder, "README.md")).Where(File.Exists))
            .Select(Relative)
            .Order(StringComparer.Ordinal);

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<(int Line, string Code)> BlocksOf(string page)
    {
        var lines = File.ReadAllLines(Path.Combine(Root, page));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() == "```csharp")
            {
                var end = Array.FindIndex(lines, i + 1, line => line.Trim() == "```");
                yield return (i + 1, string.Join('\n', lines[(i + 1)..end]));
                i = end;
            }
        }
    }

    // A page that names a JsonSerializerContext is read by people in whose projects this one runs too.
    private static ISourceGenerator JsonGenerator()
    {
        var type = Assembly.LoadFrom(Setting("JsonGenerator")).GetTypes().Single(candidate => candidate.IsDefined(typeof(GeneratorAttribute), inherit: false) && candidate.IsAssignableTo(typeof(IIncrementalGenerator)));
        return ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }

    private static string Setting(string key) =>
        typeof(CodeBlockTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == key).Value!;

    private static ImmutableArray<AdditionalText> Specs() =>
        [.. new[] { "rest-v2", "dcr" }.Select(name => new SpecText(name, File.ReadAllText(Path.Combine(Root, "api-spec", name + ".json"))))];

    private sealed class SpecText(string name, string text) : AdditionalText
    {
        public string Name => name;

        public override string Path => $"/spec/{name}.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class BuildOptions : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options("build_property.RootNamespace", "MyApp");

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options("", "");

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options("build_metadata.AdditionalFiles.AdobePassSpec", ((SpecText)textFile).Name);

        private sealed class Options(string known, string text) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = key == known ? text : null;
                return value is not null;
            }
        }
    }
}
