using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Context;

/// <summary>A file under analysis. Searches that several rules need run once and are cached here.</summary>
internal sealed class FileAnalysis
{
    // The operations of these types are known by their kind, so that not all operations are visited.
    private static readonly Dictionary<Type, OperationKind> Kinds = new()
    {
        [typeof(IInvocationOperation)] = OperationKind.Invocation,
        [typeof(IObjectCreationOperation)] = OperationKind.ObjectCreation,
        [typeof(IEventAssignmentOperation)] = OperationKind.EventAssignment,
        [typeof(ISimpleAssignmentOperation)] = OperationKind.SimpleAssignment,
        [typeof(IMethodReferenceOperation)] = OperationKind.MethodReference,
        [typeof(IFieldReferenceOperation)] = OperationKind.FieldReference,
        [typeof(ILiteralOperation)] = OperationKind.Literal,
    };

    private readonly SemanticModelAnalysisContext _context;
    private readonly Dictionary<Type, object> _operations = [];
    private readonly Dictionary<Delegate, object> _searches = [];
    private readonly Lazy<RuntimeSymbols?> _runtime;

    public FileAnalysis(
        SemanticModelAnalysisContext context,
        FilePrefilter prefilter,
        ProjectFacts facts,
        ProjectContext project,
        RuleOptions options)
    {
        _context = context;
        _runtime = new Lazy<RuntimeSymbols?>(() => RuntimeSymbols.TryResolve(Compilation));
        Prefilter = prefilter;
        Facts = facts;
        Project = project;
        File = CodeProject.Of(context.SemanticModel.Compilation).FileOf(context.SemanticModel);
        Options = options;
    }

    public CodeFile File { get; }

    public FilePrefilter Prefilter { get; }

    public ProjectFacts Facts { get; }

    public ProjectContext Project { get; }

    public RuleOptions Options { get; }

    /// <summary>Gets whether this is a test project that does not set <c>adobepass.include_tests</c>.</summary>
    public bool IsQuietTest => Project.IsTest && !Options.IncludesTests;

    public Compilation Compilation => _context.SemanticModel.Compilation;

    public CancellationToken CancellationToken => _context.CancellationToken;

    public ImmutableArray<CodeBlock> Blocks => File.Blocks(CancellationToken);

    /// <summary>Gets the symbols of the runtime; <see langword="null"/> if the project does not reference it.</summary>
    public RuntimeSymbols? Runtime => _runtime.Value;

    /// <summary>Gets the requests to Adobe Pass in the file.</summary>
    public IReadOnlyList<(CodeBlock Block, RequestSite Site)> Requests => FileRequests.Of(File, Options.Hosts, CancellationToken);

    /// <summary>Gets the calls of the operations of a kind.</summary>
    public IReadOnlyList<CallSource> CallsOf(PassOperationKind kind) => CallSources.Find(File, kind, Options.Hosts, CancellationToken);

    /// <summary>Gets all operations of a type, in source order.</summary>
    public IReadOnlyList<(CodeBlock Block, T Operation)> OperationsOf<T>()
        where T : IOperation
    {
        if (!_operations.TryGetValue(typeof(T), out var known))
        {
            var found = new List<(CodeBlock, T)>();
            var isOfOneKind = Kinds.TryGetValue(typeof(T), out var kind);
            foreach (var block in Blocks)
            {
                foreach (var operation in isOfOneKind ? block.OfKind(kind) : block.Operations)
                {
                    if (operation is T match)
                    {
                        found.Add((block, match));
                    }
                }
            }

            _operations.Add(typeof(T), known = found);
        }

        return (IReadOnlyList<(CodeBlock, T)>)known;
    }

    /// <summary>Runs a search, or returns its result if another rule has run it.</summary>
    /// <param name="search">The search: a static method, which is also the key.</param>
    public T Search<T>(Func<FileAnalysis, T> search)
        where T : class
    {
        if (!_searches.TryGetValue(search, out var known))
        {
            _searches.Add(search, known = search(this));
        }

        return (T)known;
    }

    /// <summary>Reports a diagnostic.</summary>
    /// <param name="descriptor">The rule and its message.</param>
    /// <param name="place">The location.</param>
    /// <param name="arguments">The arguments of the message.</param>
    /// <param name="severity">The severity, if it is not the default severity of the rule.</param>
    /// <param name="properties">What a code fix needs to know.</param>
    public void Report(
        DiagnosticDescriptor descriptor,
        SyntaxNodeOrToken place,
        object[]? arguments = null,
        DiagnosticSeverity? severity = null,
        ImmutableDictionary<string, string?>? properties = null) =>
        _context.ReportDiagnostic(Diagnostic.Create(
            descriptor,
            place.GetLocation() ?? Location.None,
            severity ?? descriptor.DefaultSeverity,
            additionalLocations: null,
            properties,
            arguments));
}
