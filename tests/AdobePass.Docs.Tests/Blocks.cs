using System.Collections.Immutable;
using System.Reflection;
using AdobePass.Generators.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Docs.Tests;

/// <summary>The blocks of C# in the pages, and how a reader's project compiles them.</summary>
internal static class Blocks
{
    public static string Root { get; } = Setting("RepositoryRoot");

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp12);

    /// <summary>What the pages' code may use.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith("AdobePass.Generators", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith("AdobePass.Docs", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The specs that the package brings.</summary>
    public static ImmutableArray<AdditionalText> Specs { get; } =
        [.. new[] { "rest-v2", "dcr" }.Select(name => new SpecText(name, File.ReadAllText(Path.Combine(Root, "api-spec", name + ".json"))))];

    /// <summary>A path as pages and tests write it: from the root, with slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The blocks of a page, each with the line before its first one and the heading that it stands under.</summary>
    public static IEnumerable<Block> Of(string page)
    {
        var lines = File.ReadAllLines(Path.Combine(Root, page));
        var heading = "";
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("## ", StringComparison.Ordinal))
            {
                heading = lines[i][3..].Trim();
            }
            else if (lines[i].Trim() == "```csharp")
            {
                var end = Array.FindIndex(lines, i + 1, line => line.Trim() == "```");
                yield return new Block(page, i + 1, heading, string.Join('\n', lines[(i + 1)..end]));
                i = end;
            }
        }
    }

    /// <summary>Where the blocks stand, for a theory.</summary>
    public static TheoryData<string, int> Data(IEnumerable<Block> blocks)
    {
        var data = new TheoryData<string, int>();
        foreach (var block in blocks)
        {
            data.Add(block.Page, block.Line);
        }

        return data;
    }

    /// <summary>Runs the generators, and gives the whole project and what they reported.</summary>
    public static Compilation Generate(CSharpCompilation compilation, CSharpParseOptions parseOptions, ImmutableArray<AdditionalText> specs, AnalyzerConfigOptionsProvider options, out ImmutableArray<Diagnostic> reported)
    {
        CSharpGeneratorDriver.Create([new AdobePassGenerator().AsSourceGenerator(), JsonGenerator()], specs, parseOptions, options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out reported);
        return output;
    }

    // A page that names a JsonSerializerContext is read by people in whose projects this one runs too.
    private static ISourceGenerator JsonGenerator()
    {
        var type = Assembly.LoadFrom(Setting("JsonGenerator")).GetTypes().Single(candidate => candidate.IsDefined(typeof(GeneratorAttribute), inherit: false) && candidate.IsAssignableTo(typeof(IIncrementalGenerator)));
        return ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }

    private static string Setting(string key) =>
        typeof(Blocks).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == key).Value!;
}

/// <summary>A block of C#.</summary>
/// <param name="Page">The page, from the root.</param>
/// <param name="Line">The line of the page that opens the block.</param>
/// <param name="Heading">The heading above it.</param>
/// <param name="Code">Its text.</param>
internal sealed record Block(string Page, int Line, string Heading, string Code);

internal sealed class SpecText(string name, string text) : AdditionalText
{
    public string Name => name;

    public override string Path => $"/spec/{name}.json";

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}

/// <summary>What the project of a reader sets.</summary>
internal sealed class BuildOptions(params (string Property, string Value)[] properties) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(
        properties.Append(("RootNamespace", "MyApp")).ToDictionary(each => "build_property." + each.Item1, each => each.Item2));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options([]);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(new() { ["build_metadata.AdditionalFiles.AdobePassSpec"] = ((SpecText)textFile).Name });

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
