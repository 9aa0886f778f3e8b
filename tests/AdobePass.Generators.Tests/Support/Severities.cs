using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Support;

/// <summary>The severities of a configuration file, read as the compiler reads them.</summary>
internal sealed class Severities(string text, string path) : SyntaxTreeOptionsProvider
{
    private readonly AnalyzerConfigSet _files = AnalyzerConfigSet.Create<ImmutableArray<AnalyzerConfig>>([AnalyzerConfig.Parse(text, path)]);

    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

    public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        _files.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

    public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        _files.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
}
