using System.Collections.Immutable;
using AdobePass.Generators.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Analyzers;

/// <summary>Reports faults inside spec files at their line and column.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SpecAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.SpecIsNotJson,
        Rules.SpecIsYaml,
        Rules.SpecIsNotOpenApi,
        Rules.SpecReferenceIsBroken,
        Rules.SpecReferenceIsCircular,
        Rules.SpecOperationHasNoId,
        Rules.SpecIsUnsupported,
        Rules.SpecNameIsTaken);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterAdditionalFileAction(static file => Analyze(file));
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        if (SpecFile.TryCreate(context.AdditionalFile, context.Options.AnalyzerConfigOptionsProvider, context.CancellationToken) is not { } file)
        {
            return;
        }

        foreach (var fault in SpecCache.Read(file, context.CancellationToken).Faults)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.Of(fault.RuleId), LocationOf(file, fault.Start, fault.Length), fault.Message));
        }

        var first = SpecCache.ReadAll(context.Options, context.CancellationToken).First(each => each.File.Name == file.Name).File;
        if (first.Path != file.Path)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.SpecNameIsTaken,
                LocationOf(file, 0, 1),
                $"The spec name \"{file.Name}\" is already used by {first.Path}. Give one of the two another Name in its <AdobePassApiSpec> item"));
        }
    }

    private static Location LocationOf(SpecFile file, int start, int length)
    {
        var from = Math.Min(start, file.Text.Length);
        var span = TextSpan.FromBounds(from, Math.Min(from + length, file.Text.Length));
        return Location.Create(file.Path, span, file.Text.Lines.GetLinePositionSpan(span));
    }
}
