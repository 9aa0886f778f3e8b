using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Reports faults inside readable spec files at their line and column.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SpecAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.SpecReferenceIsBroken,
        DiagnosticDescriptors.SpecReferenceIsCircular,
        DiagnosticDescriptors.SpecOperationHasNoId,
        DiagnosticDescriptors.SpecIsUnsupported,
        DiagnosticDescriptors.SpecNameIsTaken);

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

        // An unreadable file is reported by the generator, which comes first.
        var reading = SpecCache.Read(file, context.CancellationToken);
        if (reading.Model is not null)
        {
            foreach (var fault in reading.Faults)
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.Of(fault.RuleId), fault.LocationIn(file), fault.Message));
            }
        }

        var first = SpecCache.ReadAll(context.Options, context.CancellationToken).First(each => Names.Pascal(each.File.Name) == Names.Pascal(file.Name)).File;
        if (first.Path != file.Path)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.SpecNameIsTaken,
                new SpecDiagnostic(RuleIds.SpecNameIsTaken, string.Empty, 0, 1).LocationIn(file),
                $"The spec name \"{file.Name}\" gives the models the same namespace as {first.Path}. Give one of the two another Name in its <AdobePassApiSpec> item"));
        }
    }
}
