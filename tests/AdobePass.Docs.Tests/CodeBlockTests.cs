using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Docs.Tests;

/// <summary>Every block of C# in the README and the pages compiles, with the generator at work, as a file of a reader's project.</summary>
public sealed class CodeBlockTests
{
    public static TheoryData<string, int> AllBlocks => Blocks.Data(Pages().SelectMany(Blocks.Of));

    [Theory]
    [MemberData(nameof(AllBlocks))]
    public void Code_block_compiles(string page, int line)
    {
        var code = Blocks.Of(page).Single(block => block.Line == line).Code;
        var tree = CSharpSyntaxTree.ParseText(code, Blocks.ParseOptions, path: $"{page}:{line}");
        var unit = tree.GetCompilationUnitRoot();
        var isProgram = unit.Members.Any(member => member is GlobalStatementSyntax);
        var declared = unit.DescendantNodes().OfType<TypeDeclarationSyntax>().Select(type => type.Identifier.ValueText).ToHashSet();
        var prelude = Prelude.Interfaces.Where(each => !declared.Contains(each.Key)).Select(each => each.Value)
            .Append(Prelude.Usings)
            .Append(declared.Overlaps(["IPlayback", "IEntitlements"]) ? "namespace Reader { public static class Names { } }" : Prelude.Names)
            .Append(declared.Overlaps(Prelude.Interfaces.Keys) ? "namespace MyApp { internal static class Anything { } namespace RestV2 { } }" : "namespace MyApp { internal static class Anything { } }");
        var compilation = CSharpCompilation.Create(
            "MyApp",
            [tree, .. prelude.Select(text => CSharpSyntaxTree.ParseText(text, Blocks.ParseOptions))],
            Blocks.References,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        var output = Blocks.Generate(compilation, Blocks.ParseOptions, Blocks.Specs, new BuildOptions(), out var reported);

        Assert.Empty(reported.Concat(output.GetDiagnostics()).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public void Documentation_contains_code_blocks() => Assert.True(AllBlocks.Count > 30);

    [Theory]
    [MemberData(nameof(AllPages))]
    public void File_links_resolve(string page)
    {
        var text = File.ReadAllText(Path.Combine(Blocks.Root, page));
        var folder = Path.GetDirectoryName(Path.Combine(Blocks.Root, page))!;

        var broken = System.Text.RegularExpressions.Regex.Matches(text, @"\]\((?<target>[^)#\s]+)(#[^)]*)?\)")
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(folder, target)));

        Assert.Empty(broken);
    }

    public static TheoryData<string> AllPages => [.. Pages().Concat(Directory.EnumerateFiles(Path.Combine(Blocks.Root, "docs", "rules"), "*.md").Select(Blocks.Relative))];

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Blocks.Root, "docs"), "*.md")
            .Append(Path.Combine(Blocks.Root, "README.md"))
            .Concat(Directory.EnumerateDirectories(Path.Combine(Blocks.Root, "src")).Select(folder => Path.Combine(folder, "README.md")).Where(File.Exists))
            .Select(Blocks.Relative)
            .Order(StringComparer.Ordinal);
}
