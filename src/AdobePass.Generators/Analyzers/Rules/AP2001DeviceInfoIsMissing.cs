using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds requests in the user's own code that lack the required header <c>X-Device-Info</c>.</summary>
internal sealed class AP2001DeviceInfoIsMissing : SourceRule
{
    private static readonly Rule Rule = new(
        "X-Device-Info is missing",
        RuleCategories.Requests,
        DiagnosticSeverity.Warning,
        "The operation requires the header X-Device-Info. Without it, Adobe treats the device as unknown and insecure, " +
        "and logins expire sooner.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.DeviceInfoIsMissing,
        "Header 'X-Device-Info' is missing from this request to {0} {1}. Adobe then treats the device as unknown and " +
        "insecure, and logins expire sooner. Set it from DeviceInformation.ToHeaderValue(), which is Base64 of JSON " +
        "that describes the device.");

    private static readonly DiagnosticDescriptor LikelyDescriptor = Rule.ToDescriptor(
        RuleIds.DeviceInfoIsMissing,
        "Header 'X-Device-Info' is not set on this request to {0} {1} in the analyzed code. The code that sets up its client " +
        "is not visible here, and may set the header. Set it from DeviceInformation.ToHeaderValue(), here or where the client is set up.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor, LikelyDescriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallAdobePass;

    public override void Analyze(FileAnalysis file)
    {
        SharedMissingHeader.Report(
            file,
            "X-Device-Info",
            Keywords.DeviceInfo,
            static operation => operation.DeviceInfo == Presence.Required,
            Descriptor,
            LikelyDescriptor);
    }
}
