using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds identity headers on requests to operations that do not define them.</summary>
internal sealed class AP2007UndefinedHeader : SourceRule
{
    private static readonly Rule Rule = new(
        "The operation does not define this header",
        RuleCategories.Requests,
        DiagnosticSeverity.Info,
        "Each operation defines which identity headers it takes. Adobe's documentation defines no effect for any other " +
        "identity header.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.UndefinedHeader,
        "{0} {1} does not define header '{2}'. Remove the header, or send it to an operation that defines it: {3}.");

    private static readonly HashSet<string> IdentityHeaders =
        new(PassOperations.All.SelectMany(static operation => operation.Headers), StringComparer.OrdinalIgnoreCase);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallAdobePass;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var (block, site) in file.Requests)
        {
            foreach (var header in site.Headers)
            {
                // A helper method may serve other requests too.
                if (header.Name is { } name
                    && header.Block == block
                    && IdentityHeaders.Contains(name)
                    && !Defines(site.Operation, name)
                    && IsOfRequest(header))
                {
                    file.Report(
                        Descriptor,
                        header.Operation.Syntax,
                        [site.Operation.Method, site.Operation.Path, name, string.Join(", ", IdsOfOperationsWith(name))]);
                }
            }
        }
    }

    private static bool IsOfRequest(HeaderAdd header) =>
        Conversions.WalkDown(header.Headers ?? header.Operation) is IPropertyReferenceOperation reference
        && HttpTypes.IsRequest(reference.Property.ContainingType);

    private static IEnumerable<string> IdsOfOperationsWith(string header) =>
        PassOperations.All.Where(each => Defines(each, header)).Select(static each => each.Id);

    private static bool Defines(PassOperation operation, string header) =>
        operation.Headers.Contains(header, StringComparer.OrdinalIgnoreCase);
}
