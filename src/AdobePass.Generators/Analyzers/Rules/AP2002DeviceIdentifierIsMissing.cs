using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds requests in the user's own code that lack the required header <c>AP-Device-Identifier</c>.</summary>
internal sealed class AP2002DeviceIdentifierIsMissing : SourceRule
{
    private static readonly Rule Rule = new(
        "AP-Device-Identifier is missing",
        RuleCategories.Requests,
        DiagnosticSeverity.Warning,
        "The operation requires the header AP-Device-Identifier. Without it, the service rejects the request.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.DeviceIdentifierIsMissing,
        "Header 'AP-Device-Identifier' is missing from this request to {0} {1}. The service rejects the request with " +
        "invalid_header_device_identifier. Set it to \"fingerprint \" followed by the Base64 of the identifier that " +
        "the device has stored.");

    private static readonly DiagnosticDescriptor LikelyDescriptor = Rule.ToDescriptor(
        RuleIds.DeviceIdentifierIsMissing,
        "Header 'AP-Device-Identifier' is not set on this request to {0} {1} in the analyzed code. The code that sets up its client " +
        "is not visible here, and may set the header. Set it here or where the client is set up, to \"fingerprint \" followed by Base64.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor, LikelyDescriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallAdobePass;

    public override void Analyze(FileAnalysis file)
    {
        SharedMissingHeader.Report(
            file,
            "AP-Device-Identifier",
            Keywords.DeviceIdentifier,
            static operation => operation.DeviceIdentifier == Presence.Required,
            Descriptor,
            LikelyDescriptor);
    }
}
