using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds device headers among the default headers of a client that all viewers of a server share.</summary>
internal sealed class AP2008DeviceHeaderOnSharedClient : SourceRule
{
    private static readonly Rule Rule = new(
        "A device header is set on a shared client",
        RuleCategories.Requests,
        DiagnosticSeverity.Warning,
        "The default headers of an HttpClient are sent with every request. On a server, all viewers then have the " +
        "identity of one device.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.DeviceHeaderOnSharedClient,
        "Header '{0}' is set for every request of a client that all viewers share. The service then treats all viewers " +
        "as one device. Set the header on each request, with the values of the viewer's device.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MaySetDeviceHeaders;

    public override void Analyze(FileAnalysis file)
    {
        if (!file.Project.IsServer)
        {
            return;
        }

        foreach (var header in file.Search(SharedHeaderValues.Find))
        {
            if ((header.Is("X-Device-Info") || header.Is("AP-Device-Identifier")) && IsOnSharedClient(header.Header))
            {
                file.Report(Descriptor, header.Header.Operation.Syntax, [header.Name]);
            }
        }
    }

    // A client in a static member, or in a lambda that sets clients up. A client of one object or one method may serve one viewer.
    private static bool IsOnSharedClient(HeaderAdd header) =>
        header.Headers is IPropertyReferenceOperation { Property.Name: "DefaultRequestHeaders", Instance: { } client }
        && HttpTypes.WalkDownConversions(client) switch
        {
            IFieldReferenceOperation { Field.IsStatic: true } or IPropertyReferenceOperation { Property.IsStatic: true } => true,
            IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } => true,
            _ => false,
        };
}
