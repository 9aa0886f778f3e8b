using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds loops that request the same configuration in each iteration.</summary>
internal sealed class AP4006ConfigurationInLoop : SourceRule
{
    private static readonly Rule Rule = new(
        "The configuration is requested repeatedly",
        RuleCategories.Flow,
        DiagnosticSeverity.Info,
        "The configuration rarely changes. Adobe recommends that clients cache it for a few minutes.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.ConfigurationInLoop,
        "This loop requests the same configuration in each iteration. Request it once, before the viewer chooses a " +
        "provider, and cache it for a few minutes.");

    // A request every minute or less often is a refresh.
    private const double LongInterval = 60_000;

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallOperations;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var source in SharedRepeatedCalls.Find(file, PassOperationKind.GetConfiguration))
        {
            if (source.Loop is { } loop
                && source.AsksTheSame
                && !Loops.HasExit(loop)
                && Waits.In(source.Block, loop, file.CancellationToken) is var waits
                && waits.All(static wait => wait.Milliseconds < LongInterval))
            {
                file.Report(Descriptor, source.Call.Syntax);
            }
        }
    }
}
