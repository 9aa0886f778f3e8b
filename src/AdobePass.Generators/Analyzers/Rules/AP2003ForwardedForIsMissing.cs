using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds requests of servers that lack the header <c>X-Forwarded-For</c>.</summary>
internal sealed class AP2003ForwardedForIsMissing : SourceRule
{
    private static readonly Rule Rule = new(
        "X-Forwarded-For is missing",
        RuleCategories.Requests,
        DiagnosticSeverity.Warning,
        "Adobe throttles by the IP address of the device. A server that does not forward the viewer's address shares " +
        "one rate limit among all viewers.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.ForwardedForIsMissing,
        "Header 'X-Forwarded-For' is missing from this request to {0} {1}. All viewers of this server then share one " +
        "rate limit of one request per second. Set it to the public IP address of the viewer's device.");

    private static readonly DiagnosticDescriptor LikelyDescriptor = Rule.ToDescriptor(
        RuleIds.ForwardedForIsMissing,
        "Header 'X-Forwarded-For' is not set on this request to {0} {1} in the analyzed code. The code that sets up its client " +
        "is not visible here, and may set the header. Set it to the public IP address of the viewer's device.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor, LikelyDescriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallAdobePass;

    public override void Analyze(FileAnalysis file)
    {
        if (!file.Project.IsServer)
        {
            return;
        }

        SharedMissingHeader.Report(
            file,
            "X-Forwarded-For",
            Keywords.ForwardedFor,
            static operation => operation.ForwardedFor != Presence.Undefined,
            Descriptor,
            LikelyDescriptor);
    }
}
