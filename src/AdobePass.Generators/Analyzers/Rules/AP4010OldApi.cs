using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds URLs of REST API V1.</summary>
internal sealed class AP4010OldApi : SourceRule
{
    private const string Announcement =
        "Adobe announced the end of REST API V1 for the end of 2026 (date to be determined). ";

    private const string Known = "Use the operation {0} of REST API V2 instead ({1} {2}), for example with a generated client.";

    private const string Other =
        "Use the operation of REST API V2 that Adobe's migration tables list, for example with a generated client.";

    private static readonly Rule Rule = new(
        "A URL belongs to REST API V1",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        "REST API V2 replaces REST API V1. Adobe announced the end of REST API V1 for the end of 2026 (date to be determined).");

    private static readonly DiagnosticDescriptor KnownReplacement = Rule.ToDescriptor(
        RuleIds.OldApi,
        "This URL belongs to REST API V1. " + Announcement + Known);

    private static readonly DiagnosticDescriptor OtherReplacement = Rule.ToDescriptor(
        RuleIds.OldApi,
        "This URL belongs to REST API V1. " + Announcement + Other);

    private static readonly DiagnosticDescriptor LikelyReplacement = Rule.ToDescriptor(
        RuleIds.OldApi,
        "This path is one of REST API V1. The host of the client is not visible here. " + Announcement + Known);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
        ImmutableArray.Create(KnownReplacement, OtherReplacement, LikelyReplacement);

    public override bool RunsInTestProjects => true;

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayHoldTokenOrAddress || prefilter.MayCallAdobePass;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var address in file.Search(SharedOldAddresses.Find))
        {
            var operation = OldOperations.Find(address.Path, address.Method);
            if (operation is not null)
            {
                file.Report(
                    address.IsHostVisible ? KnownReplacement : LikelyReplacement,
                    address.Place,
                    [operation.Id, operation.Method, operation.Path],
                    address.IsHostVisible ? null : DiagnosticSeverity.Info,
                    PropertiesOf(operation, address.Method));
            }
            else if (address.IsHostVisible)
            {
                file.Report(OtherReplacement, address.Place);
            }
        }
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(PassOperation operation, string? method)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add("operation", operation.Id);
        return method is null ? properties : properties.Add("method", method);
    }
}
