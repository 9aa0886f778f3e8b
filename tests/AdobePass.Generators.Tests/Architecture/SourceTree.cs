using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Tests.Architecture;

/// <summary>The C# files below <c>src</c>, bound by the compiler as one compilation.</summary>
internal sealed class SourceTree
{
    private static readonly string[] ImplicitUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    private static readonly string Root = Path.Combine(Repository.Root, "src");

    private readonly CSharpCompilation _compilation;

    private SourceTree()
    {
        var options = new CSharpParseOptions(
            LanguageVersion.Preview,
            DocumentationMode.Parse,
            preprocessorSymbols: ["NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER", "NET10_0"]);
        Files = [.. Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Where(static file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal)
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))];
        var usings = CSharpSyntaxTree.ParseText(string.Concat(ImplicitUsings.Select(static name => $"global using {name};")), options);
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).StartsWith("AdobePass", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create(
            "src",
            Files.Append(usings),
            platform,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    public static SourceTree Instance { get; } = new();

    public IReadOnlyList<SyntaxTree> Files { get; }

    /// <summary>Gets the path of a file below <c>src</c>, with slashes.</summary>
    public static string PathOf(SyntaxTree file) => Path.GetRelativePath(Root, file.FilePath).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Gets the folder of a file below <c>src</c>, with slashes.</summary>
    public static string FolderOf(SyntaxTree file) => PathOf(file)[..PathOf(file).LastIndexOf('/')];

    /// <summary>Finds which file uses types of which other file. Documentation comments do not count.</summary>
    public IEnumerable<(SyntaxTree From, SyntaxTree To, string Type)> Uses()
    {
        foreach (var file in Files)
        {
            var model = _compilation.GetSemanticModel(file);
            foreach (var name in file.GetRoot().DescendantNodes(descendIntoTrivia: false).OfType<SimpleNameSyntax>())
            {
                var info = model.GetSymbolInfo(name);
                var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
                var type = (symbol as INamedTypeSymbol ?? symbol?.ContainingType)?.OriginalDefinition;
                while (type?.ContainingType is { } outer)
                {
                    type = outer;
                }

                var homes = type?.DeclaringSyntaxReferences.Select(static reference => reference.SyntaxTree).ToList() ?? [];
                if (homes.Count > 0 && !homes.Contains(file))
                {
                    yield return (file, homes[0], type!.Name);
                }
            }
        }
    }
}
