using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.CorpusRunner;

/// <summary>
/// The arguments of the compiler in a build, which <c>CompilerArguments.targets</c> wrote: a restored project with its references.
/// </summary>
internal sealed class CompilerArguments
{
    private readonly CSharpCommandLineArguments _arguments;

    private CompilerArguments(CSharpCommandLineArguments arguments, string folder) => (_arguments, Folder) = (arguments, folder);

    /// <summary>The folder of the project.</summary>
    public string Folder { get; }

    public IEnumerable<string> SourcePaths => _arguments.SourceFiles.Select(static file => file.Path);

    public CSharpParseOptions ParseOptions => _arguments.ParseOptions.WithDocumentationMode(DocumentationMode.Parse);

    public string AssemblyName => _arguments.CompilationName ?? Path.GetFileNameWithoutExtension(_arguments.OutputFileName) ?? "Wild";

    public CSharpCompilationOptions Options => _arguments.CompilationOptions
        .WithStrongNameProvider(new DesktopStrongNameProvider([Folder]))
        .WithGeneralDiagnosticOption(ReportDiagnostic.Default)
        .WithSpecificDiagnosticOptions(ImmutableDictionary<string, ReportDiagnostic>.Empty);

    public ImmutableArray<MetadataReference> References =>
    [
        .. _arguments.MetadataReferences
            .Select(reference => MetadataReference.CreateFromFile(Path.GetFullPath(reference.Reference, Folder), reference.Properties)),
    ];

    /// <param name="path">The response file. The file beside it with the extension <c>dir</c> contains the folder of the project.</param>
    public static CompilerArguments Read(string path)
    {
        var folder = File.ReadAllText(Path.ChangeExtension(path, ".dir")).Trim();
        return new CompilerArguments(CSharpCommandLineParser.Default.Parse([$"@{path}"], folder, sdkDirectory: null), folder);
    }

    /// <summary>Runs the source generators of the project. Code that uses what they generate would not compile without them.</summary>
    public IEnumerable<SyntaxTree> Generate(CSharpCompilation compilation)
    {
        var generators = _arguments.AnalyzerReferences
            .Select(reference => new AnalyzerFileReference(Path.GetFullPath(reference.FilePath, Folder), Loader.Instance))
            .SelectMany(static reference => reference.GetGenerators(LanguageNames.CSharp))
            .ToList();
        CSharpGeneratorDriver.Create(generators, parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return generated.SyntaxTrees.Except(compilation.SyntaxTrees);
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public static readonly Loader Instance = new();

        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
