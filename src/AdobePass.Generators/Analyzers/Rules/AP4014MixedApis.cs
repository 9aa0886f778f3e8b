using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds projects that call REST API V1 and REST API V2.</summary>
internal sealed class AP4014MixedApis : SourceRule
{
    private static readonly Rule Rule = new(
        "REST API V1 and REST API V2 are mixed",
        RuleCategories.Flow,
        DiagnosticSeverity.Info,
        "The two versions have different registered applications, tokens and device headers. A viewer who is logged in with one is " +
        "not logged in with the other.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.MixedApis,
        "This project calls REST API V1 here and REST API V2 elsewhere. A viewer who is logged in with one is not logged in with the " +
        "other. Move all calls of an application to REST API V2 in one release.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayHoldTokenOrAddress;

    public override void Analyze(FileAnalysis file)
    {
        if (file.Search(SharedOldAddresses.Find).FirstOrDefault(static each => each.IsHostVisible) is { } first
            && file.Facts.CallsRestV2(file.CancellationToken))
        {
            file.Report(Descriptor, first.Place);
        }
    }
}
