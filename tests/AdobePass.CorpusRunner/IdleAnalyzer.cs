using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.CorpusRunner;

/// <summary>
/// Does nothing for every type, call and file. Analyzers of the SDK, which every project has by default, ask for these and more, and the compiler binds and hands over what is asked for: with
/// this one in both runs, what ours add can be told from what having analyzers costs.
/// </summary>
#pragma warning disable RS1001 // No compiler shall find it; Cost hands it over.
internal sealed class IdleAnalyzer : DiagnosticAnalyzer
#pragma warning restore RS1001
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [new("IDLE", "Idle", "{0}", "Measuring", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(static _ => { }, SymbolKind.NamedType);
        context.RegisterOperationAction(static _ => { }, OperationKind.Invocation);
        context.RegisterSemanticModelAction(static _ => { });
    }
}
