using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Prefilter;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Analyzers.Context;

/// <summary>A file under analysis.</summary>
internal sealed class FileAnalysis
{
    private readonly SemanticModelAnalysisContext _context;

    public FileAnalysis(SemanticModelAnalysisContext context, ProjectFacts facts, ProjectContext project, RuleOptions options)
    {
        _context = context;
        Facts = facts;
        Project = project;
        File = CodeFile.Of(context.SemanticModel);
        Options = options;
    }

    public CodeFile File { get; }

    public ProjectFacts Facts { get; }

    public ProjectContext Project { get; }

    public RuleOptions Options { get; }

    /// <summary>Whether this is a test project whose <c>.editorconfig</c> does not ask for the rules that tests may break.</summary>
    public bool IsQuietTest => Project.IsTest && !Options.IncludesTests;

    public Compilation Compilation => _context.SemanticModel.Compilation;

    public CancellationToken CancellationToken => _context.CancellationToken;

    public ImmutableArray<CodeBlock> Blocks => File.Blocks(CancellationToken);

    public void Report(DiagnosticDescriptor rule, SyntaxNodeOrToken place, string message, DiagnosticSeverity? severity = null, ImmutableDictionary<string, string?>? properties = null) =>
        _context.ReportDiagnostic(Diagnostic.Create(rule, place.GetLocation() ?? Location.None, severity ?? rule.DefaultSeverity, additionalLocations: null, properties, message));
}
