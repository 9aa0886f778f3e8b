using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>AP7004 to AP7007 and AP0005: reports mistakes in readable spec files at their lines.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SpecAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = SpecDescriptors.All
        .Where(static descriptor => descriptor.Id is not (RuleIds.SpecIsNotJson or RuleIds.SpecIsYaml or RuleIds.SpecIsNotOpenApi))
        .Append(SetupDescriptors.SpecNameIsTaken)
        .ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterAdditionalFileAction(static file => Analyze(file));
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        var options = context.Options.AnalyzerConfigOptionsProvider;
        if (SpecFile.TryCreate(context.AdditionalFile, options, context.CancellationToken) is not { } file)
        {
            return;
        }

        // An unreadable file is reported by the generator, which comes first.
        var specs = SpecCache.ReadAll(context.Options, context.CancellationToken);
        var reading = specs.First(each => each.File.Path == file.Path && each.File.Name == file.Name).Reading;
        if (reading.Model is not null)
        {
            foreach (var diagnostic in reading.Diagnostics)
            {
                context.ReportDiagnostic(diagnostic.ToDiagnostic());
            }
        }

        var first = specs.First(each => Names.Pascal(each.File.Name) == Names.Pascal(file.Name)).File;
        if (first.Path != file.Path)
        {
            var start = LocationInfo.Of(file.Path, file.Text, 0, 1);
            context.ReportDiagnostic(
                DiagnosticInfo.Create(SetupDescriptors.SpecNameIsTaken, start, file.Name, first.Path).ToDiagnostic());
        }
    }
}
