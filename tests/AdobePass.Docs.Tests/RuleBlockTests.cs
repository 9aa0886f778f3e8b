using System.Collections.Immutable;
using AdobePass.Generators.Generator;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Docs.Tests;

/// <summary>Every block of C# in the pages of the rules compiles, and is reported or not as its page says.</summary>
public sealed class RuleBlockTests
{
    private const string Bad = "Bad code";

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(AdobePassGenerator).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    // The test framework would make a test project of the reader's, in which most rules are silent.
    private static readonly ImmutableArray<MetadataReference> References =
        [.. Blocks.References.Where(reference => !Path.GetFileName(reference.Display!).StartsWith("xunit", StringComparison.OrdinalIgnoreCase))];

    private static readonly HashSet<string> ServerRules = ["AP1006", "AP2003", "AP2008", "AP2009"];

    /// <summary>
    /// What other rules say of code that shows one step only: the request by hand lacks headers that other pages are about, or its answer is left to the reader.
    /// </summary>
    private static readonly Dictionary<string, string[]> LeftOut = new()
    {
        ["AP1001"] = ["AP2001"],
        ["AP1004"] = ["AP2001"],
        ["AP2007"] = ["AP2001", "AP2002"],
        ["AP2010"] = ["AP1004", "AP2001"],
        ["AP2011"] = ["AP1004", "AP2001"],
    };

    public static TheoryData<string, int> AllBlocks => Blocks.Data(All());

    [Theory]
    [MemberData(nameof(AllBlocks))]
    public void Rule_page_code_block_compiles(string page, int line)
    {
        var block = Read(page, line);

        var (output, reported, _, _) = Compile(block);

        // Code to copy has no warnings either: in many projects they are errors.
        var problems = reported.Concat(output.GetDiagnostics())
            .Where(diagnostic => block.Heading == Bad
                ? diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != RuleOf(page)
                : diagnostic.Severity == DiagnosticSeverity.Error || (diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Location.GetMappedLineSpan().Path == page))
            .ToList();
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [MemberData(nameof(AllBlocks))]
    public async Task Bad_code_triggers_its_rule_and_other_code_triggers_none(string page, int line)
    {
        var block = Read(page, line);

        var (output, reported, specs, options) = Compile(block);
        var analyzed = await output.WithAnalyzers(Analyzers, new AnalyzerOptions(specs, options)).GetAnalyzerDiagnosticsAsync();

        // The block alone: what stands around a fragment in its class is no part of the page. The generator reports nothing there.
        var ids = reported.Concat(analyzed.Where(diagnostic => diagnostic.Location.GetMappedLineSpan().Path == page)).Select(diagnostic => diagnostic.Id);
        if (block.Heading == Bad)
        {
            Assert.Contains(RuleOf(page), ids);
        }
        else
        {
            Assert.Empty(ids.Except(LeftOut.GetValueOrDefault(RuleOf(page), [])));
        }
    }

    [Fact]
    public void Rule_pages_contain_code_blocks() => Assert.True(All().Count() > 100);

    private static (Compilation Output, ImmutableArray<Diagnostic> Reported, ImmutableArray<AdditionalText> Specs, AnalyzerConfigOptionsProvider Options) Compile(Block block)
    {
        var rule = RuleOf(block.Page);
        var parseOptions = Blocks.ParseOptions.WithLanguageVersion(rule == "AP0002" ? LanguageVersion.CSharp10 : LanguageVersion.CSharp12);
        // The page says what its spec has.
        var specs = rule == "AP6011" ? Blocks.Specs.Add(new SpecText("mine", SpecWithDeprecatedOperation)) : Blocks.Specs;
        var options = new BuildOptions(
            ("AdobePassProjectKind", ServerRules.Contains(rule) ? "server" : "client"),
            ("IsTestProject", rule == "AP5003" ? "true" : "false"));
        var code = WithWholeSecrets(block.Code);
        var (text, isFile) = InPlace(block, code, parseOptions);
        string[] sources = isFile ? [text, RuleNames.ImplicitUsings] : [text, RuleNames.ImplicitUsings, RuleNames.Usings, RuleNames.Interfaces, RuleNames.Names];
        var compilation = CSharpCompilation.Create(
            "MyApp",
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, parseOptions, path: $"/src/File{index}.cs")),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        return (Blocks.Generate(compilation, parseOptions, specs, options, out var reported), reported, specs, options);
    }

    /// <summary>The code where it may stand: as a file, in a method, in an interface or in a class, whatever it reads as first.</summary>
    private static (string Text, bool IsFile) InPlace(Block block, string code, CSharpParseOptions parseOptions)
    {
        // Errors then name the line of the page.
        var located = $"#line {block.Line + 1} \"{block.Page}\"\n{code}\n#line default";
        if (Parses(located, out var unit) && unit.Members.All(member => member is not GlobalStatementSyntax))
        {
            return (located, true);
        }

        var result = unit.Members.OfType<GlobalStatementSyntax>().SelectMany(member => member.DescendantNodes()).OfType<ReturnStatementSyntax>().Any() ? "Task<object>" : "Task";
        var statements = RuleNames.Surroundings.Replace("{0}", $"public async {result} RunAsync()\n{{\n{located}\n}}", StringComparison.Ordinal);
        if (Parses(statements, out unit))
        {
            // Without a body it is a method of an interface, though it also reads as a local function.
            return unit.DescendantNodes().OfType<LocalFunctionStatementSyntax>().Any(function => function.Body is null && function.ExpressionBody is null)
                ? ($"namespace MyApp\n{{\n[AdobePassApi]\npublic interface IFragment\n{{\n{located}\n}}\n}}", false)
                : (statements, false);
        }

        return (RuleNames.Surroundings.Replace("{0}", located, StringComparison.Ordinal), false);

        bool Parses(string text, out CompilationUnitSyntax root)
        {
            var tree = CSharpSyntaxTree.ParseText(text, parseOptions);
            root = tree.GetCompilationUnitRoot();
            return !tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        }
    }

    /// <summary>The code with made-up secrets of the real shape, of which a page shows only that they stand there.</summary>
    private static string WithWholeSecrets(string code) => code
        .Replace("eyJhbGciOi….eyJpc3MiOi….c2ln…\");   // a whole statement", MadeUpTokens.Statement() + "\");", StringComparison.Ordinal)
        .Replace("eyJhbGciOi….eyJpc3MiOi….c2ln…", MadeUpTokens.Access(), StringComparison.Ordinal)
        .Replace("…the secret itself…", MadeUpTokens.Encode("made up 1"), StringComparison.Ordinal)
        .Replace("…the token itself…", MadeUpTokens.Encode("made up 2"), StringComparison.Ordinal);

    private static string RuleOf(string page) => Path.GetFileNameWithoutExtension(page);

    private static Block Read(string page, int line) => Blocks.Of(page).Single(block => block.Line == line);

    private static IEnumerable<Block> All() =>
        Directory.EnumerateFiles(Path.Combine(Blocks.Root, "docs", "rules"), "*.md").Select(Blocks.Relative).Order(StringComparer.Ordinal).SelectMany(Blocks.Of);

    private const string SpecWithDeprecatedOperation = """
        {
          "openapi": "3.0.3",
          "info": { "title": "Mine", "version": "1" },
          "servers": [{ "url": "https://api.example.com" }],
          "paths": {
            "/entitlements/{serviceProvider}": {
              "get": {
                "operationId": "getEntitlements",
                "deprecated": true,
                "parameters": [{ "name": "serviceProvider", "in": "path", "required": true, "schema": { "type": "string" } }],
                "responses": { "204": { "description": "None." } }
              }
            }
          }
        }
        """;
}
