using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Benchmarks.Generators;

/// <summary>A project in memory with one of the two generators, driven edit by edit as an editor does.</summary>
internal sealed class GeneratorProject
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file is "mscorlib.dll" or "netstandard.dll" or "AdobePass.dll" or "Refit.dll" or "Microsoft.Extensions.DependencyInjection.Abstractions.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12);

    private readonly Func<int, string, string> _interface;
    private readonly Func<GeneratorDriver> _newDriver;
    private readonly SyntaxTree _edited;
    private readonly SyntaxTree _unrelated;
    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;
    private string _specText = string.Empty;
    private int _edits;

    private GeneratorProject(int interfaces, Func<int, string, string> writeInterface, IEnumerable<string> sources, Func<GeneratorDriver> newDriver)
    {
        _interface = writeInterface;
        _newDriver = newDriver;
        _unrelated = Parse(ProjectText.Unrelated(0), "/src/Unrelated.cs");
        var trees = Enumerable.Range(0, interfaces).Select(i => Parse(writeInterface(i, "cancellationToken"), $"/src/IService{i}.cs")).ToList();
        _edited = trees[0];
        _compilation = CSharpCompilation.Create(
            "MyApp",
            [.. trees, .. sources.Select((source, i) => Parse(source, $"/src/Other{i}.cs")), _unrelated],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        _driver = newDriver();
    }

    public static GeneratorProject Ours(int interfaces)
    {
        var spec = new SpecText("rest-v2", File.ReadAllText(Path.Combine(Setting("RepositoryRoot"), "api-spec", "rest-v2.json")));
        return new GeneratorProject(
            interfaces,
            ProjectText.Ours,
            [],
            () => CSharpGeneratorDriver.Create([Load(Setting("OurGenerator"))], [spec], ParseOptions, new BuildOptions()))
        { Spec = spec, _specText = spec.Text };
    }

    public static GeneratorProject Refit(int interfaces) =>
        new(interfaces, ProjectText.Refit, [ProjectText.RefitModels], () => CSharpGeneratorDriver.Create([Load(Setting("RefitGenerator"))], [], ParseOptions, new BuildOptions()));

    public SpecText? Spec { get; private set; }

    /// <summary>The compiler's errors in the project with what was generated; there must be none, or the two do not do the same work.</summary>
    public IReadOnlyList<Diagnostic> Errors()
    {
        _newDriver().RunGeneratorsAndUpdateCompilation(_compilation, out var output, out var reported);
        return [.. reported.Concat(output.GetDiagnostics()).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }

    /// <summary>Makes everything new that a generator could have kept: trees, compilation, driver. Not part of what is measured.</summary>
    public void Renew()
    {
        _compilation = _compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(_compilation.SyntaxTrees.Select(tree => Parse(tree.ToString(), tree.FilePath)));
        _driver = _newDriver();
    }

    /// <summary>The first run, as when a solution is opened.</summary>
    public void RunCold() => _driver = _driver.RunGenerators(_compilation);

    /// <summary>An edit in the body of a method that no interface knows.</summary>
    public void EditUnrelated() => Edit(_unrelated.FilePath, ProjectText.Unrelated(++_edits));

    /// <summary>A parameter of the first interface gets another name.</summary>
    public void EditInterface() => Edit(_edited.FilePath, _interface(0, $"token{++_edits}"));

    /// <summary>The address of an operation that all interfaces use changes.</summary>
    public void EditSpec()
    {
        var before = Spec!;
        Spec = new SpecText(before.Name, _specText.Replace("/decisions/authorize/", $"/decisions/authorize{++_edits}/", StringComparison.Ordinal));
        _driver = _driver.ReplaceAdditionalText(before, Spec).RunGenerators(_compilation);
    }

    /// <summary>Bytes of the emitted files, models apart.</summary>
    public long EmittedBytes() => _driver.GetRunResult().Results[0].GeneratedSources
        .Where(source => !source.HintName.StartsWith("MyApp.RestV2.", StringComparison.Ordinal))
        .Sum(source => (long)System.Text.Encoding.UTF8.GetByteCount(source.SourceText.ToString()));

    private void Edit(string path, string text)
    {
        var old = _compilation.SyntaxTrees.Single(tree => tree.FilePath == path);
        _compilation = _compilation.ReplaceSyntaxTree(old, Parse(text, path));
        _driver = _driver.RunGenerators(_compilation);
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private static ISourceGenerator Load(string path)
    {
        var type = Assembly.LoadFrom(path).GetTypes().Single(candidate => candidate.IsDefined(typeof(GeneratorAttribute), inherit: false) && candidate.IsAssignableTo(typeof(IIncrementalGenerator)));
        return ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }

    private static string Setting(string key) =>
        typeof(GeneratorProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == key).Value!;

    internal sealed class SpecText(string name, string text) : AdditionalText
    {
        public string Name => name;

        public string Text => text;

        public override string Path => $"/spec/{name}.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class BuildOptions : AnalyzerConfigOptionsProvider
    {
        private static readonly Options Global = new(("build_property.RootNamespace", "MyApp"));
        private static readonly Options None = new();

        public override AnalyzerConfigOptions GlobalOptions => Global;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => None;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            textFile is SpecText spec ? new Options(("build_metadata.AdditionalFiles.AdobePassSpec", spec.Name)) : None;

        private sealed class Options(params (string Key, string Value)[] values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = values.FirstOrDefault(each => each.Key == key).Value;
                return value is not null;
            }
        }
    }
}
