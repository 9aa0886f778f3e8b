using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using AdobePass.Generators.Analyzers.Rules;
using AdobePass.Generators.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.DocumentFuzzer;

/// <summary>Represents what became of a document.</summary>
/// <param name="Kind">What failures of the same cause have in common.</param>
public sealed record Outcome(TimeSpan Time, string? Failure, string Kind)
{
    /// <summary>Gets the number of generated files.</summary>
    public int Files { get; init; }

    /// <summary>Gets the length of the generated files.</summary>
    public long Characters { get; init; }

    /// <summary>Gets whether the client has at least one method.</summary>
    public bool HasOperations { get; init; }

    /// <summary>Gets whether the generated code was compiled.</summary>
    public bool IsBound { get; init; }
}

/// <summary>Runs the generator on documents and checks the generated code.</summary>
public sealed class Trial
{
    private const string Interface = """
        #pragma warning disable CS1591
        [AdobePass.AdobePassApi("fuzz")] public partial interface IEverything { }
        """;

    private const string Operation = "AdobePass.AdobePassOperation(";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly CSharpParseOptions BoundOptions = new(LanguageVersion.CSharp11);

    // The driver parses the generated files. Parsing the documentation would take a third of the time.
    private static readonly CSharpParseOptions ParseOptions = BoundOptions.WithDocumentationMode(DocumentationMode.None);

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new SpecAnalyzer(), new InterfaceAnalyzer()];

    private readonly CSharpCompilation _compilation = CSharpCompilation.Create(
        "Fuzz",
        [CSharpSyntaxTree.ParseText(Interface, BoundOptions)],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(AdobePassClient).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private readonly Options _options = new();
    private Document _document = new("{}");
    private GeneratorDriver _driver;

    /// <summary>Creates a trial.</summary>
    public Trial() => _driver = CSharpGeneratorDriver.Create(
        [new AdobePassGenerator().AsSourceGenerator()],
        [_document],
        ParseOptions,
        _options);

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

        // Another process may have had the processor.
        if (time > Limit && Generate(text).Time is var again && again > Limit)
        {
            return new Outcome(again, $"took {again}", "slow");
        }

        var sources = result.GeneratedSources;
        Files += sources.Length;
        var outcome = new Outcome(time, null, string.Empty)
        {
            Files = sources.Length,
            Characters = sources.Sum(static source => (long)source.SourceText.Length),
            HasOperations = sources.Any(static source => source.SourceText.ToString().Contains(Operation, StringComparison.Ordinal)),
        };
        var errors = sources
            .Where(static source => source.SyntaxTree.GetRoot().ContainsDiagnostics)
            .SelectMany(static source => source.SyntaxTree.GetDiagnostics())
            .Where(IsError);
        return Check(errors, outcome) ?? (binds && outcome.HasOperations ? Bind(sources, outcome with { IsBound = true }) : outcome);
    }

    /// <summary>Generates the client of a document with a new driver, which has kept nothing of other documents.</summary>
    /// <param name="text">The document.</param>
    public (TimeSpan Time, ImmutableArray<GeneratedSourceResult> Sources) Generate(string text)
    {
        var document = new Document(text);
        var watch = Stopwatch.StartNew();
        var result = CSharpGeneratorDriver
            .Create([new AdobePassGenerator().AsSourceGenerator()], [document], ParseOptions, _options)
            .RunGenerators(_compilation)
            .GetRunResult()
            .Results[0];
        return result.Exception is { } exception
            ? throw new InvalidOperationException("The generator failed.", exception)
            : (watch.Elapsed, result.GeneratedSources);
    }

    // The analyzers report what is wrong with the document. Their exceptions are diagnostics too.
    private Outcome Bind(ImmutableArray<GeneratedSourceResult> sources, Outcome outcome)
    {
        Bound++;
        var trees = sources.Select(static source => CSharpSyntaxTree.ParseText(source.SourceText, BoundOptions, source.HintName));
        var compilation = _compilation.AddSyntaxTrees(trees);
        var reported = compilation
            .WithAnalyzers(Analyzers, new AnalyzerOptions([_document], _options))
            .GetAnalyzerDiagnosticsAsync()
            .GetAwaiter()
            .GetResult()
            .Where(static diagnostic => diagnostic.Id == "AD0001");
        return Check(compilation.GetDiagnostics().Where(IsError).Concat(reported), outcome) ?? outcome;
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static Outcome? Check(IEnumerable<Diagnostic> diagnostics, Outcome outcome)
    {
        var error = diagnostics.FirstOrDefault();
        return error is null ? null : outcome with { Failure = $"{error}\n    {LineOf(error.Location)}", Kind = error.Id };
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
