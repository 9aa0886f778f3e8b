using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds URLs of REST API V1.</summary>
internal sealed class AP4010OldApi : SourceRule
{
    private static readonly Rule Rule = new(
        "A URL belongs to REST API V1",
        RuleCategories.Flow,
        DiagnosticSeverity.Info,
        "REST API V2 replaces REST API V1. The tokens and headers of the two differ.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.OldApi,
        "This URL belongs to REST API V1, whose tokens and headers differ from those of REST API V2. Call the " +
        "operation below /api/v2/ that replaces it, or use a generated client.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool RunsInTestProjects => true;

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayHoldTokenOrAddress;

    public override void Analyze(FileAnalysis file)
    {
        var hosts = file.Options.Hosts;
        foreach (var constant in file.Search(SharedConstantStrings.Find))
        {
            if (AdobeAddress.IsOldApi(constant.Text, hosts) && !constant.IsInOneOperand(part => AdobeAddress.IsOldApi(part, hosts)))
            {
                file.Report(Descriptor, constant.Operation.Syntax);
            }
        }
    }
}
