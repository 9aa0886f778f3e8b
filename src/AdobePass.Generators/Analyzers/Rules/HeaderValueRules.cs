using System.Collections.Immutable;
using System.Net;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Looks at the values that hand-written code gives to the headers of Adobe Pass, and at the clients that it gives them to.</summary>
internal sealed class HeaderValueRules : SourceRules
{
    private const string Prefix = "fingerprint ";

    private static readonly HashSet<string> IdentityTokens = new(StringComparer.OrdinalIgnoreCase)
    {
        "Adobe-Subject-Token", "AD-Service-Token", "X-Roku-Reserved-Roku-Connect-Token",
    };

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.MalformedDeviceInfo,
        DiagnosticDescriptors.MalformedDeviceIdentifier,
        DiagnosticDescriptors.UnstableDeviceIdentifier,
        DiagnosticDescriptors.DeviceHeaderOnSharedClient,
        DiagnosticDescriptors.ServerDescribesItself,
        DiagnosticDescriptors.ConstantIdentityToken);

    public override bool IsRelevant(FilePrefilter screen) =>
        screen.MayCallAdobePass
        || ((screen.UsesRuntime || screen.Facts.HasAddress(screen.CancellationToken)) && screen.File.Mention(Keywords.IdentityHeader | Keywords.DeviceInfo | Keywords.DeviceIdentifier, screen.CancellationToken));

    public override void Analyze(FileAnalysis file)
    {
        if (file.IsQuietTest)
        {
            return;
        }

        foreach (var block in file.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (HeaderAdd.Read(block, operation, file.CancellationToken) is { Name: { } name, Value: { } value } header)
                {
                    Analyze(file, block, header, name, value);
                }
            }
        }

        if (file.Project.IsServer)
        {
            AnalyzeForwardedAddresses(file);
        }
    }

    private static void Analyze(FileAnalysis file, CodeBlock block, HeaderAdd header, string name, IOperation value)
    {
        var isInfo = string.Equals(name, "X-Device-Info", StringComparison.OrdinalIgnoreCase);
        var isIdentifier = string.Equals(name, "AP-Device-Identifier", StringComparison.OrdinalIgnoreCase);
        if (isInfo)
        {
            AnalyzeInfo(file, block, value);
        }
        else if (isIdentifier)
        {
            AnalyzeIdentifier(file, block, value);
        }
        else if (IdentityTokens.Contains(name))
        {
            AnalyzeIdentityToken(file, block, name, value);
        }

        if ((isInfo || isIdentifier) && file.Project.IsServer && IsShared(header))
        {
            file.Report(DiagnosticDescriptors.DeviceHeaderOnSharedClient, header.Operation.Syntax, $"{name} is set for every request of a client that serves all viewers, so that each is taken for the same device. Add it to each request, with the values of the viewer's device");
        }
    }

    private static void AnalyzeInfo(FileAnalysis file, CodeBlock block, IOperation value)
    {
        if (DeviceInfoValue.FindObject(block, value) is { } members)
        {
            if (DeviceInfoValue.DiagnosticOf(DeviceInfoValue.MembersOf(block, members, file.CancellationToken)) is { } lack)
            {
                Report(members, lack);
            }

            return;
        }

        foreach (var text in ConstantTracer.Trace(block, value, file.CancellationToken))
        {
            if (text.IsWhole && text.Text.Trim().Length > 0 && !IsPlaceholder(text.Text) && DeviceInfoValue.DiagnosticOf(text.Text, file.CancellationToken) is { } fault)
            {
                Report(text.Origin, fault);
            }
        }

        void Report(IOperation place, string fault) =>
            file.Report(DiagnosticDescriptors.MalformedDeviceInfo, place.Syntax, $"This value of X-Device-Info {fault}. Adobe takes the device for an unknown and insecure one, or answers invalid_header_device_info. Make the value with DeviceInformation.ToHeaderValue()");
    }

    private static bool IsPlaceholder(string text) => text.IndexOfAny(['<', '>', '$', '\u2026']) >= 0 || text.IndexOf("...", StringComparison.Ordinal) >= 0;

    private static void AnalyzeIdentifier(FileAnalysis file, CodeBlock block, IOperation value)
    {
        if (UnstableSource.Find(block, value) is { } source)
        {
            file.Report(DiagnosticDescriptors.UnstableDeviceIdentifier, value.Syntax, UnstableSource.Describe(source));
            return;
        }

        foreach (var text in ConstantTracer.Trace(block, value, file.CancellationToken))
        {
            if (text.Text.Length == 0 || text.Text[0] == TracedString.UnknownPart || IsPlaceholder(text.Text))
            {
                continue;
            }

            var rest = text.Text.StartsWith(Prefix, StringComparison.Ordinal) ? text.Text.Substring(Prefix.Length) : null;
            if (rest is null ? !Prefix.StartsWith(text.Text.Split(TracedString.UnknownPart)[0], StringComparison.Ordinal) || text.IsWhole : rest.IndexOf(TracedString.UnknownPart) < 0 && (rest.Length == 0 || rest.IndexOfAny(['-', '_']) >= 0 || Base64.Decode(rest) is null))
            {
                file.Report(DiagnosticDescriptors.MalformedDeviceIdentifier, text.Origin.Syntax, "This value of AP-Device-Identifier is not \"fingerprint \" and the Base64 of the device's identifier, and the request is refused with invalid_header_device_identifier. Write \"fingerprint \" + Convert.ToBase64String(Encoding.UTF8.GetBytes(identifier))");
            }
        }
    }

    private static void AnalyzeIdentityToken(FileAnalysis file, CodeBlock block, string name, IOperation value)
    {
        foreach (var text in ConstantTracer.Trace(block, value, file.CancellationToken))
        {
            if (text.IsWhole && text.Text.Length >= 20 && !Placeholder.Is(text.Text, file.Options.Placeholders))
            {
                file.Report(DiagnosticDescriptors.ConstantIdentityToken, text.Origin.Syntax, $"A constant text of {text.Text.Length} characters is sent as {name}, which names one viewer or one device. Take the token from the platform or from your identity service for each viewer; if the text was ever pushed, treat it as leaked");
            }
        }
    }

    // A client in a static member, or one in a lambda that sets clients up. One that an object or a method has for itself may serve one viewer.
    private static bool IsShared(HeaderAdd header) =>
        header.Headers is IPropertyReferenceOperation { Property.Name: "DefaultRequestHeaders", Instance: { } client }
        && HttpTypes.WalkDownConversions(client) is IFieldReferenceOperation { Field.IsStatic: true } or IPropertyReferenceOperation { Property.IsStatic: true } or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } };

    private static void AnalyzeForwardedAddresses(FileAnalysis file)
    {
        var reported = new HashSet<IOperation>();
        foreach (var (_, site) in FileRequests.Of(file.File, file.Options.Hosts, file.CancellationToken))
        {
            foreach (var header in site.Headers)
            {
                if (string.Equals(header.Name, "X-Forwarded-For", StringComparison.OrdinalIgnoreCase) && header.Value is { } value
                    && ConstantTracer.TraceWhole(header.Block, value, file.CancellationToken) is { } text && IPAddress.TryParse(text.Trim(), out _) && reported.Add(value))
                {
                    file.Report(DiagnosticDescriptors.ServerDescribesItself, value.Syntax, "This X-Forwarded-For is the same address for every viewer, so that all of them share one allowance of one request a second. Add the public address of the viewer's device");
                }
            }
        }
    }
}
