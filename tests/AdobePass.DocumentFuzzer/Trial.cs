using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using AdobePass.Generators.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.DocumentFuzzer;

/// <summary>Represents what became of a document.</summary>
/// <param name="Kind">What failures of the same cause have in common.</param>
public sealed record Outcome(TimeSpan Time, string? Failure, string Kind);

/// <summary>Runs the generator on documents and checks the generated code.</summary>
public sealed class Trial
{
    private const string Interface = """
        #pragma warning disable CS1591
        [AdobePass.AdobePassApi("fuzz")] public partial interface IEverything { }
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp11);

    private readonly CSharpCompilation _compilation = CSharpCompilation.Create(
        "Fuzz",
        [CSharpSyntaxTree.ParseText(Interface, ParseOptions)],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(AdobePassClient).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private Document _document = new("{}");
    private GeneratorDriver _driver;

    /// <summary>Creates a trial.</summary>
    public Trial() => _driver = CSharpGeneratorDriver.Create(
        [new AdobePassGenerator().AsSourceGenerator()],
        [_document],
        ParseOptions,
        new Options());

    /// <summary>Gets the number of generated files.</summary>
    public long Files { get; private set; }

    /// <summary>Gets the number of documents whose code was compiled.</summary>
    public int Bound { get; private set; }

    /// <summary>Generates the client of a document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="binds">Whether the generated code is compiled.</param>
    public Outcome Run(string text, bool binds)
    {
        var document = new Document(text);
        var watch = Stopwatch.StartNew();
        GeneratorRunResult result;
        try
        {
            _driver = _driver.ReplaceAdditionalText(_document, document);
            _document = document;
            _driver = _driver.RunGenerators(_compilation);
            result = _driver.GetRunResult().Results[0];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new Outcome(watch.Elapsed, exception.ToString(), exception.GetType().Name);
        }

        var time = watch.Elapsed;
        if (result.Exception is { } thrown)
        {
            return new Outcome(time, thrown.ToString(), thrown.GetType().Name + thrown.StackTrace?.Split('\n')[0]);
        }

        if (time > Limit && Regenerate(text) is var again && again > Limit)
        {
            return new Outcome(again, $"took {again}", "slow");
        }

        Files += result.GeneratedSources.Length;
        var trees = result.GeneratedSources
            .Select(static source => CSharpSyntaxTree.ParseText(source.SourceText, ParseOptions, source.HintName))
            .ToList();
        return Check(trees.SelectMany(static tree => tree.GetDiagnostics()), time)
            ?? (binds ? Bind(trees, time) : null)
            ?? new Outcome(time, null, string.Empty);
    }

    // Another process may have had the processor.
    private TimeSpan Regenerate(string text)
    {
        var watch = Stopwatch.StartNew();
        CSharpGeneratorDriver.Create([new AdobePassGenerator().AsSourceGenerator()], [new Document(text)], ParseOptions, new Options())
            .RunGenerators(_compilation);
        return watch.Elapsed;
    }

    private Outcome? Bind(List<SyntaxTree> trees, TimeSpan time)
    {
        Bound++;
        return Check(_compilation.AddSyntaxTrees(trees).GetDiagnostics(), time);
    }

    private static Outcome? Check(IEnumerable<Diagnostic> diagnostics, TimeSpan time)
    {
        var error = diagnostics.FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return error is null
            ? null
            : new Outcome(time, $"{error}\n    {LineOf(error.Location)}", error.Id);
    }

    private static TextLine? LineOf(Location location) =>
        location.SourceTree?.GetText().Lines[location.GetLineSpan().StartLinePosition.Line];

    private sealed class Document(string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

        public override string Path => "/specs/fuzz.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(new() { ["build_property.RootNamespace"] = "Fuzz" });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            new Values(new() { ["build_metadata.AdditionalFiles.AdobePassSpec"] = "fuzz" });

        private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            private readonly ImmutableDictionary<string, string> _values = values.ToImmutableDictionary(KeyComparer);

            public override bool TryGetValue(string key, out string value) => _values.TryGetValue(key, out value!);
        }
    }
}
