using AdobePass.Generators.Screening;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Analyzers;

/// <summary>
/// How rules look at source code: a file at a time, and only at files that a search of the text has not ruled out. An operation action would make the compiler bind every
/// body of every project that references the package.
/// </summary>
public abstract class SourceAnalyzer : DiagnosticAnalyzer
{
    private protected SourceAnalyzer()
    {
    }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var facts = new ProjectFacts(start.Compilation);
            var project = ProjectContext.Of(start.Compilation, start.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
            start.RegisterSemanticModelAction(file =>
            {
                var tree = file.SemanticModel.SyntaxTree;
                var options = FileOptions.Of(file.Options, tree);
                if (IsRelevant(new Screen(FileFacts.Of(tree), facts, options, file.CancellationToken)))
                {
                    Analyze(new FileAnalysis(file, facts, project, options));
                }
            });
        });
    }

    /// <summary>Whether a file may matter to the rules; asked before anything in it is bound.</summary>
    private protected abstract bool IsRelevant(Screen screen);

    /// <summary>Looks at a file.</summary>
    private protected abstract void Analyze(FileAnalysis file);
}
