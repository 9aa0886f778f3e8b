using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds URLs of REST API V1.</summary>
internal sealed class AP4010OldApi : SourceRule
{
    private const string Announcement =
        "Adobe announced the end of REST API V1 for the end of 2026 (date to be determined). ";

    private static readonly Rule Rule = new(
        "A URL belongs to REST API V1",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        "REST API V2 replaces REST API V1. Adobe announced the end of REST API V1 for the end of 2026 (date to be determined).");

    private static readonly DiagnosticDescriptor KnownReplacement = Rule.ToDescriptor(
        RuleIds.OldApi,
        "This URL belongs to REST API V1. " + Announcement + "Use the operation {0} of REST API V2 instead ({1} {2}), for " +
        "example with a generated client.");

    private static readonly DiagnosticDescriptor OtherReplacement = Rule.ToDescriptor(
        RuleIds.OldApi,
        "This URL belongs to REST API V1. " + Announcement + "Use the operation of REST API V2 that Adobe's migration " +
        "tables list, for example with a generated client.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(KnownReplacement, OtherReplacement);

    public override bool RunsInTestProjects => true;

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayHoldTokenOrAddress;

    public override void Analyze(FileAnalysis file)
    {
        var hosts = file.Options.Hosts;
        var reported = new List<SyntaxNode>();
        foreach (var constant in file.Search(SharedConstantStrings.Find))
        {
            if (AdobeAddress.OldPathOf(constant.Text, hosts) is { } path
                && !constant.IsCompared
                && !constant.IsProse
                && !IsObsoleteMessage(constant.Operation)
                && !constant.IsInOneOperand(part => AdobeAddress.OldPathOf(part, hosts) is not null))
            {
                Report(file, constant.Operation.Syntax, path);
                reported.Add(constant.Operation.Syntax);
            }
        }

        // A relative path below a base address of Adobe.
        foreach (var (block, site) in FileRequests.All(file.File, hosts, file.CancellationToken))
        {
            if (site is { Endpoint.Host: HostKind.Adobe, Address: { } address }
                && site.Urls.Select(url => AdobeAddress.OldPathOf(url, hosts)).FirstOrDefault(static found => found is not null) is { } path
                && !SharedConstantStrings.IsReported(site.AddressBlock ?? block, address, reported))
            {
                Report(file, address.Syntax, path);
                reported.Add(address.Syntax);
            }
        }
    }

    // [Obsolete("…")] explains what no code should call.
    private static bool IsObsoleteMessage(IOperation operation) =>
        operation.Parent is IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: "ObsoleteAttribute" } };

    private static void Report(FileAnalysis file, SyntaxNode place, string path)
    {
        if (OldOperations.Find(path) is { } operation)
        {
            file.Report(KnownReplacement, place, [operation.Id, operation.Method, operation.Path]);
        }
        else
        {
            file.Report(OtherReplacement, place);
        }
    }
}
