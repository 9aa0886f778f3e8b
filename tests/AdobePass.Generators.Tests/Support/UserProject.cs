using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using AdobePass.Generators.Analyzers.Rules;
using AdobePass.Generators.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace AdobePass.Generators.Tests.Support;

/// <summary>A user's project in memory: sources, specs and options, compiled with the generator and the analyzers against this machine's framework.</summary>
internal sealed class UserProject
{
    private static readonly ImmutableArray<MetadataReference> References = Find(IsFramework);

    private static readonly ImmutableArray<MetadataReference> HttpLibraries = Find(static file =>
        file.StartsWith("Refit", StringComparison.Ordinal)
        || file.StartsWith("Flurl", StringComparison.Ordinal)
        || file == "RestSharp.dll");

    /// <summary>Every analyzer of the package.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(AdobePassGenerator).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private readonly List<(string Path, string Text)> _sources = [];
    private readonly List<SpecText> _specs = [];
    private readonly List<SettingsText> _settings = [];
    private readonly List<(string Key, string Value)> _properties = [];
    private readonly List<(string Key, string Value)> _fileOptions = [];
    private readonly Dictionary<string, ReportDiagnostic> _ruleSeverities = new() { ["CS1591"] = ReportDiagnostic.Error, ["CS8019"] = ReportDiagnostic.Suppress };
    private string _rootNamespace = "MyApp";
    private Severities? _severities;
    private MetadataReference? _reference;

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp11;

    public bool WarningsAreErrors { get; init; } = true;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    /// <summary>Whether the project finds the framework and the runtime; without them nearly every name is unresolved.</summary>
    public bool HasReferences { get; init; } = true;

    /// <summary>Gets whether the project references Flurl, Refit and RestSharp.</summary>
    public bool HasHttpLibraries { get; init; }

    /// <summary>Gets whether the compiler uses several threads.</summary>
    public bool IsConcurrent { get; init; } = true;

    /// <summary>The kind of output; by default a program where there is an entry point, else a library.</summary>
    public OutputKind? OutputKind { get; init; }

    /// <summary>A project with the bundled specs.</summary>
    public static UserProject Create(params string[] sources)
    {
        var project = new UserProject().WithSpec("rest-v2", Repository.ReadSpec("rest-v2")).WithSpec("dcr", Repository.ReadSpec("dcr"));
        foreach (var source in sources)
        {
            project.WithSource(source);
        }

        return project;
    }

    public static UserProject WithoutSpecs(params string[] sources)
    {
        var project = new UserProject();
        foreach (var source in sources)
        {
            project.WithSource(source);
        }

        return project;
    }

    public UserProject WithSource(string text, string? path = null)
    {
        _sources.Add((path ?? $"/src/File{_sources.Count + 1}.cs", text));
        return this;
    }

    public UserProject WithSpec(string name, string text, string? path = null)
    {
        _specs.Add(new SpecText(name, text, path));
        return this;
    }

    public UserProject WithReference(MetadataReference reference)
    {
        _reference = reference;
        return this;
    }

    /// <summary>An additional file that is no spec.</summary>
    public UserProject WithSettings(string text, string path)
    {
        _settings.Add(new SettingsText(text, path));
        return this;
    }

    public UserProject WithRootNamespace(string rootNamespace)
    {
        _rootNamespace = rootNamespace;
        return this;
    }

    public UserProject WithProperty(string name, string value)
    {
        _properties.Add(("build_property." + name, value));
        return this;
    }

    /// <summary>An option of <c>.editorconfig</c> for every file.</summary>
    public UserProject WithFileOption(string key, string value)
    {
        _fileOptions.Add((key, value));
        return this;
    }

    public UserProject WithSeverity(string rule, ReportDiagnostic severity)
    {
        _ruleSeverities[rule] = severity;
        return this;
    }

    /// <summary>Adds a configuration file: an <c>.editorconfig</c>, or a <c>.globalconfig</c>.</summary>
    public UserProject WithConfiguration(string text, string path)
    {
        _severities = new Severities(text, path);
        return this;
    }

    public ImmutableArray<AdditionalText> Specs => [.. _specs, .. _settings];

    public AnalyzerConfigOptionsProvider Options => new BuildOptions([("build_property.RootNamespace", _rootNamespace), .. _properties], _fileOptions);

    private CSharpParseOptions ParseOptions => new(LanguageVersion, DocumentationMode.Diagnose);

    /// <summary>The compilation before generation.</summary>
    public CSharpCompilation Compilation(string assemblyName = "MyApp") => CSharpCompilation.Create(
        assemblyName,
        _sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, ParseOptions, source.Path)),
        AllReferences,
        new CSharpCompilationOptions(OutputKind ?? DefaultOutputKind, nullableContextOptions: Nullable, warningLevel: 9999, generalDiagnosticOption: WarningsAreErrors ? ReportDiagnostic.Error : ReportDiagnostic.Default)
            .WithSpecificDiagnosticOptions(_ruleSeverities)
            .WithConcurrentBuild(IsConcurrent)
            .WithSyntaxTreeOptionsProvider(_severities));

    private IEnumerable<MetadataReference> AllReferences =>
        !HasReferences ? []
        : [.. References, .. HasHttpLibraries ? HttpLibraries : [], .. _reference is { } reference ? [reference] : Array.Empty<MetadataReference>()];

    private OutputKind DefaultOutputKind =>
        _sources.Any(source => source.Text.Contains("static void Main", StringComparison.Ordinal) || CSharpSyntaxTree.ParseText(source.Text, ParseOptions).GetRoot().ChildNodes().Any(node => node.IsKind(SyntaxKind.GlobalStatement)))
            ? Microsoft.CodeAnalysis.OutputKind.ConsoleApplication
            : Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary;

    public GeneratorDriver Driver(bool tracks = false) => CSharpGeneratorDriver.Create(
        [new AdobePassGenerator().AsSourceGenerator()],
        Specs,
        ParseOptions,
        Options,
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracks));

    /// <summary>Runs the generator.</summary>
    public Generated Generate(string assemblyName = "MyApp")
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(Compilation(assemblyName), out var output, out var diagnostics);
        return new Generated((CSharpCompilation)output, driver.GetRunResult(), diagnostics);
    }

    /// <summary>Runs the generator and then the analyzers over its result, as the compiler does, and gives what both report.</summary>
    /// <param name="withHidden">Whether also what only an editor sees.</param>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(bool withHidden = false)
    {
        var generated = Generate();
        var withAnalyzers = generated.Compilation.WithAnalyzers(
            Analyzers,
            new CompilationWithAnalyzersOptions(new AnalyzerOptions(Specs, Options), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: false));
        var reported = await withAnalyzers.GetAnalyzerDiagnosticsAsync();
        return generated.GeneratorDiagnostics.AddRange(reported.Where(diagnostic => withHidden || diagnostic.Severity > DiagnosticSeverity.Hidden));
    }

    private static ImmutableArray<MetadataReference> Find(Func<string, bool> isIncluded) =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => isIncluded(Path.GetFileName(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static bool IsFramework(string file) =>
        file.StartsWith("System.", StringComparison.Ordinal)
        || file is "mscorlib.dll" or "netstandard.dll" or "Microsoft.CSharp.dll" or "AdobePass.dll" or "AdobePass.Testing.dll" or "AdobePass.Entitlements.dll"
            or "Microsoft.Extensions.DependencyInjection.dll" or "Microsoft.Extensions.DependencyInjection.Abstractions.dll" or "Microsoft.Extensions.Options.dll";
}

/// <summary>What the generator made of a project.</summary>
internal sealed record Generated(CSharpCompilation Compilation, GeneratorDriverRunResult Result, ImmutableArray<Diagnostic> GeneratorDiagnostics)
{
    public IEnumerable<string> FileNames => Result.Results[0].GeneratedSources.Select(source => source.HintName);

    public string Source(string hintName) => Result.Results[0].GeneratedSources.Single(source => source.HintName == hintName).SourceText.ToString();

    /// <summary>Errors and warnings of the compiler in the whole project, emitted code included.</summary>
    public IEnumerable<Diagnostic> Problems => Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    public Generated ShouldCompile()
    {
        Assert.Null(Result.Results[0].Exception);
        Assert.Empty(GeneratorDiagnostics);
        Assert.Empty(Problems.Select(problem => problem.ToString()));
        return this;
    }

    /// <summary>Compiles and loads the project.</summary>
    public Assembly Load()
    {
        ShouldCompile();
        using var image = new MemoryStream();
        var emitted = Compilation.Emit(image, options: new EmitOptions());
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: false).LoadFromStream(image);
    }
}
