using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>
/// Holds hand-written requests against the table of headers: what an operation requires and does not get, and what it gets and does not define. Where a header may be added out of
/// sight it says nothing.
/// </summary>
internal sealed class DeviceHeaderRules : SourceRules
{
    private static readonly HashSet<string> IdentityHeaders = new(PassOperations.All.SelectMany(static operation => operation.Headers), StringComparer.OrdinalIgnoreCase);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.DeviceInfoIsMissing,
        DiagnosticDescriptors.DeviceIdentifierIsMissing,
        DiagnosticDescriptors.ForwardedForIsMissing,
        DiagnosticDescriptors.UndefinedHeader);

    public override bool IsRelevant(FilePrefilter screen) => screen.MayCallAdobePass;

    public override void Analyze(FileAnalysis file)
    {
        if (file.IsQuietTest)
        {
            return;
        }

        foreach (var (block, site) in FileRequests.Of(file.File, file.Options.Hosts, file.CancellationToken))
        {
            ReportMissing(file, site);
            ReportUndefined(file, block, site);
        }
    }

    private static void ReportMissing(FileAnalysis file, RequestSite site)
    {
        var operation = site.Operation;
        if (operation.DeviceInfo == Presence.Required && FindSeverity(file, site, "X-Device-Info", Keywords.DeviceInfo) is { } unknownDevice)
        {
            Report(file, site, DiagnosticDescriptors.DeviceInfoIsMissing, unknownDevice, "X-Device-Info", "Adobe then takes the device for an unknown and insecure one, and logins end sooner. Add it with the value of DeviceInformation.ToHeaderValue(), Base64 of the JSON that describes the device");
        }

        if (operation.DeviceIdentifier == Presence.Required && FindSeverity(file, site, "AP-Device-Identifier", Keywords.DeviceIdentifier) is { } anonymousDevice)
        {
            Report(file, site, DiagnosticDescriptors.DeviceIdentifierIsMissing, anonymousDevice, "AP-Device-Identifier", "The request is refused with invalid_header_device_identifier. Add \"fingerprint \" and the Base64 of the identifier that the device has stored");
        }

        if (file.Project.IsServer && operation.ForwardedFor != Presence.Undefined && FindSeverity(file, site, "X-Forwarded-For", Keywords.ForwardedFor) is { } withoutAddress)
        {
            Report(file, site, DiagnosticDescriptors.ForwardedForIsMissing, withoutAddress, "X-Forwarded-For", "All viewers of this server then share one allowance of one request a second. Add the public address of the viewer's device");
        }
    }

    private static DiagnosticSeverity? FindSeverity(FileAnalysis file, RequestSite site, string header, Keywords mention)
    {
        if (site.Certainty == Certainty.Open || site.Adds(header))
        {
            return null;
        }

        if (site.Certainty == Certainty.Definite)
        {
            return DiagnosticSeverity.Warning;
        }

        // The client comes from elsewhere. An application sets it up in its own sources; a library's user may do so.
        if (file.Facts.MayBeSetUpWith(mention, file.File.Facts, file.CancellationToken))
        {
            return null;
        }

        return !file.Facts.AddsHandlers(file.CancellationToken) && file.Compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication
            ? DiagnosticSeverity.Warning
            : DiagnosticSeverity.Info;
    }

    private static void Report(FileAnalysis file, RequestSite site, DiagnosticDescriptor rule, DiagnosticSeverity severity, string header, string consequence) =>
        file.Report(
            rule,
            site.Location.Syntax,
            $"{site.Operation.Method} {site.Operation.Path} is sent without {header}, which it {(rule == DiagnosticDescriptors.ForwardedForIsMissing ? "takes" : "requires")}. {consequence}",
            severity,
            ImmutableDictionary<string, string?>.Empty.Add("header", header));

    private static void ReportUndefined(FileAnalysis file, CodeBlock block, RequestSite site)
    {
        foreach (var header in site.Headers)
        {
            if (header.Name is { } name && IdentityHeaders.Contains(name) && !site.Operation.Headers.Contains(name, StringComparer.OrdinalIgnoreCase)
                && header.Block == block // A helper may serve other requests too.
                && HttpTypes.IsRequest((HttpTypes.WalkDownConversions(header.Headers ?? header.Operation) as Microsoft.CodeAnalysis.Operations.IPropertyReferenceOperation)?.Property.ContainingType))
            {
                file.Report(
                    DiagnosticDescriptors.UndefinedHeader,
                    header.Operation.Syntax,
                    $"{site.Operation.Method} {site.Operation.Path} has no header {name}; Adobe asks for none but the listed ones. Remove it, or send it where it is defined: {string.Join(", ", PassOperations.All.Where(each => each.Headers.Contains(name, StringComparer.OrdinalIgnoreCase)).Select(static each => each.Id))}");
            }
        }
    }
}
