using System.Collections.Immutable;
using System.Net;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds constant IP addresses in <c>X-Forwarded-For</c> on servers.</summary>
internal sealed class AP2009ConstantForwardedFor : SourceRule
{
    private const string Name = "X-Forwarded-For";

    private static readonly Rule Rule = new(
        "X-Forwarded-For is the same for every viewer",
        RuleCategories.Requests,
        DiagnosticSeverity.Warning,
        "Adobe throttles by the IP address in X-Forwarded-For. A constant address shares one rate limit among all " +
        "viewers.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.ConstantForwardedFor,
        "This value of 'X-Forwarded-For' is the same IP address for every viewer. All viewers then share one rate " +
        "limit of one request per second. Set the public IP address of the viewer's device.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MaySetDeviceHeaders;

    public override void Analyze(FileAnalysis file)
    {
        if (!file.Project.IsServer)
        {
            return;
        }

        var reported = new HashSet<IOperation>();
        var headers = file.Requests.SelectMany(static each => each.Site.Headers)
            .Where(static header => string.Equals(header.Name, Name, StringComparison.OrdinalIgnoreCase) && header.Value is not null)
            .Select(static header => (header.Block, Value: header.Value!))
            .Concat(SharedHeaderValues.Of(file, Name)
                .Where(static header => header.IsOnClient)
                .Select(static header => (header.Block, header.Value)));
        foreach (var (block, value) in headers)
        {
            if (ConstantTracer.TraceWhole(block, value, file.CancellationToken) is { } text
                && IPAddress.TryParse(text.Trim(), out _)
                && reported.Add(value))
            {
                file.Report(Descriptor, value.Syntax);
            }
        }
    }
}
