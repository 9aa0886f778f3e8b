using System.Collections.Immutable;
using AdobePass.Generators.Generator;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Tests.Support;

/// <summary>A user's project in a workspace, with the generator, the analyzers and the spec, as an editor has it.</summary>
internal sealed class UserWorkspace
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || file is "netstandard.dll" or "mscorlib.dll" or "AdobePass.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly SourceText Spec = SourceText.From(Repository.ReadSpec("rest-v2"));

    private static readonly SourceText Registration = SourceText.From(Repository.ReadSpec("dcr"));

    /// <summary>Every analyzer of the package.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(AdobePassGenerator).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private readonly DocumentId _document;
    private ImmutableArray<Diagnostic>? _diagnostics;

    private UserWorkspace(Project project, DocumentId document) => (Project, _document) = (project, document);

    public Project Project { get; }

    public Document Document => Project.GetDocument(_document)!;

    public static UserWorkspace Create(string source, params string[] others) => Create(source, "client", others);

    /// <param name="source">The document.</param>
    /// <param name="kind">The kind of the project: <c>client</c>, <c>server</c> or <c>test</c>.</param>
    /// <param name="others">Other documents.</param>
    public static UserWorkspace Create(string source, string kind, string[] others)
    {
        var id = ProjectId.CreateNewId();
        var document = DocumentId.CreateNewId(id);
        var solution = new AdhocWorkspace().CurrentSolution
            .AddProject(ProjectInfo.Create(
                id,
                VersionStamp.Create(),
                "MyApp",
                "MyApp",
                LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(IsProgram(source) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
                parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.Diagnose),
                metadataReferences: References,
                analyzerReferences: [new GeneratorReference()]))
            .AddDocument(document, "File1.cs", SourceText.From(source), filePath: "/src/File1.cs")
            .AddAdditionalDocument(DocumentId.CreateNewId(id), "rest-v2.json", Spec, filePath: "/specs/rest-v2.json")
            .AddAdditionalDocument(DocumentId.CreateNewId(id), "dcr.json", Registration, filePath: "/specs/dcr.json")
            .AddAnalyzerConfigDocument(
                DocumentId.CreateNewId(id),
                ".globalconfig",
                SourceText.From("is_global = true\nbuild_property.RootNamespace = MyApp\n" + (kind == "test" ? "build_property.IsTestProject = true" : "build_property.AdobePassProjectKind = " + kind) + "\n[/specs/rest-v2.json]\nbuild_metadata.AdditionalFiles.AdobePassSpec = rest-v2\n[/specs/dcr.json]\nbuild_metadata.AdditionalFiles.AdobePassSpec = dcr\n"),
                filePath: "/src/.globalconfig");
        for (var i = 0; i < others.Length; i++)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), $"Other{i}.cs", SourceText.From(others[i]), filePath: $"/src/Other{i}.cs");
        }

        return new UserWorkspace(solution.GetProject(id)!, document);
    }

    private static bool IsProgram(string source) =>
        source.Contains("static async Task Main(", StringComparison.Ordinal)
        || CSharpSyntaxTree.ParseText(source).GetRoot().ChildNodes().Any(node => node.IsKind(SyntaxKind.GlobalStatement));

    public async Task<string> TextAsync() => (await Document.GetTextAsync()).ToString();

    public async Task<string> OtherTextAsync(int index) => (await Project.Documents.Single(document => document.Name == $"Other{index}.cs").GetTextAsync()).ToString();

    /// <summary>What the analyzers report in the document, in the order of the text.</summary>
    public async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync()
    {
        if (_diagnostics is { } known)
        {
            return known;
        }

        var compilation = (await Project.GetCompilationAsync())!;
        var all = await compilation.WithAnalyzers(Analyzers, Project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(all, diagnostic => diagnostic.Id == "AD0001");
        ImmutableArray<Diagnostic> found = [.. all.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath == Document.FilePath).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
        _diagnostics = found;
        return found;
    }

    /// <summary>Errors and warnings of the compiler, emitted code included.</summary>
    public async Task<IEnumerable<string>> ProblemsAsync() => (await Project.GetCompilationAsync())!.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591")
        .Select(diagnostic => diagnostic.ToString());

    /// <param name="fix">The fix.</param>
    /// <param name="diagnostics">One, or all that are reported at one place.</param>
    public async Task<ImmutableArray<CodeAction>> ActionsAsync(CodeFixProvider fix, params Diagnostic[] diagnostics)
    {
        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(Document, diagnostics[0].Location.SourceSpan, [.. diagnostics], (action, _) => actions.Add(action), CancellationToken.None));
        return actions.ToImmutable();
    }

    /// <summary>What is offered where a text begins.</summary>
    public async Task<ImmutableArray<CodeAction>> RefactoringsAsync(CodeRefactoringProvider refactoring, string at)
    {
        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        var start = (await TextAsync()).IndexOf(at, StringComparison.Ordinal);
        await refactoring.ComputeRefactoringsAsync(new CodeRefactoringContext(Document, new TextSpan(start, 0), actions.Add, CancellationToken.None));
        return actions.ToImmutable();
    }

    public async Task<UserWorkspace> ApplyAsync(CodeAction action)
    {
        var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(CancellationToken.None)));
        return new UserWorkspace(operation.ChangedSolution.GetProject(Project.Id)!, _document);
    }

    /// <summary>Fixes everything in the document that the fix can.</summary>
    public async Task<UserWorkspace> FixAllAsync(CodeFixProvider fix, string equivalenceKey)
    {
        var context = new FixAllContext(Document, fix, FixAllScope.Document, equivalenceKey, fix.FixableDiagnosticIds, new Found(this), CancellationToken.None);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        return action is null ? this : await ApplyAsync(action);
    }

    private sealed class Found(UserWorkspace workspace) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => await workspace.DiagnosticsAsync();

        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await workspace.DiagnosticsAsync();

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }

    private sealed class GeneratorReference : AnalyzerReference
    {
        // The workspace tells generators apart by their instances.
        private readonly ImmutableArray<ISourceGenerator> _generators = [new AdobePassGenerator().AsSourceGenerator()];

        public override string? FullPath => null;

        public override object Id => typeof(AdobePassGenerator);

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;
    }
}
