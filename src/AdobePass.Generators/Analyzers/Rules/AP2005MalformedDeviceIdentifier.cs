using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds values of <c>AP-Device-Identifier</c> that the service rejects.</summary>
internal sealed class AP2005MalformedDeviceIdentifier : SourceRule
{
    private static readonly Rule Rule = new(
        "The device identifier is malformed",
        RuleCategories.Requests,
        DiagnosticSeverity.Warning,
        "AP-Device-Identifier is \"fingerprint \" followed by the Base64 of the device's identifier. The service " +
        "rejects any other value.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.MalformedDeviceIdentifier,
        "This value of 'AP-Device-Identifier' is not \"fingerprint \" followed by Base64. The service rejects the " +
        "request with invalid_header_device_identifier. Write \"fingerprint \" + " +
        "Convert.ToBase64String(Encoding.UTF8.GetBytes(identifier)).");

    private const string Prefix = "fingerprint ";

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MaySetDeviceHeaders;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var header in SharedHeaderValues.Of(file, "AP-Device-Identifier"))
        {
            // An identifier that changes at every start is reported by AP2006.
            if (header.Is("AP-Device-Identifier") && UnstableSource.Find(header.Block, header.Value, file.CancellationToken) is null)
            {
                Analyze(file, header.Block, header.Value);
            }
        }
    }

    private static void Analyze(FileAnalysis file, CodeBlock block, IOperation value)
    {
        foreach (var text in ConstantTracer.Trace(block, value, file.CancellationToken))
        {
            if (text.Text.Length > 0
                && text.Text[0] != TracedString.UnknownPart
                && !Placeholder.HasMarks(text.Text)
                && IsMalformed(text))
            {
                file.Report(Descriptor, text.Origin.Syntax);
            }
        }
    }

    private static bool IsMalformed(TracedString text)
    {
        if (!text.Text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return text.IsWhole || !Prefix.StartsWith(text.Text.Split(TracedString.UnknownPart)[0], StringComparison.Ordinal);
        }

        var rest = text.Text.Substring(Prefix.Length);
        return rest.IndexOf(TracedString.UnknownPart) < 0
            && (rest.Length == 0 || rest.IndexOfAny(['-', '_']) >= 0 || Base64.Decode(rest) is null);
    }
}
