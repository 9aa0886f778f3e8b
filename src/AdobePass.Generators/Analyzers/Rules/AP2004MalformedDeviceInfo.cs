using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds values of <c>X-Device-Info</c> that Adobe does not accept.</summary>
internal sealed class AP2004MalformedDeviceInfo : SourceRule
{
    private const string Remedy =
        "Adobe treats the device as unknown and insecure, or rejects the request with invalid_header_device_info. " +
        "Create the value with DeviceInformation.ToHeaderValue().";

    private static readonly Rule Rule = new(
        "The device information is malformed",
        RuleCategories.Requests,
        DiagnosticSeverity.Warning,
        "X-Device-Info is the Base64 of a JSON object with required members and documented values. Adobe treats a " +
        "device with another value as unknown and insecure, or rejects the request.");

    private static readonly DiagnosticDescriptor PlainJson = Rule.ToDescriptor(
        RuleIds.MalformedDeviceInfo,
        "This value of 'X-Device-Info' is JSON without Base64 encoding. " + Remedy);

    private static readonly DiagnosticDescriptor NotBase64 = Rule.ToDescriptor(
        RuleIds.MalformedDeviceInfo,
        "This value of 'X-Device-Info' is not Base64. " + Remedy);

    private static readonly DiagnosticDescriptor InvalidJson = Rule.ToDescriptor(
        RuleIds.MalformedDeviceInfo,
        "This value of 'X-Device-Info' is the Base64 of invalid JSON. " + Remedy);

    private static readonly DiagnosticDescriptor NotJsonObject = Rule.ToDescriptor(
        RuleIds.MalformedDeviceInfo,
        "This value of 'X-Device-Info' is not the Base64 of a JSON object. " + Remedy);

    private static readonly DiagnosticDescriptor MissingMembers = Rule.ToDescriptor(
        RuleIds.MalformedDeviceInfo,
        "This value of 'X-Device-Info' lacks {0}. " + Remedy);

    private static readonly DiagnosticDescriptor UnlistedValue = Rule.ToDescriptor(
        RuleIds.MalformedDeviceInfo,
        "This value of 'X-Device-Info' has a value of {0} that Adobe does not list. Adobe lists {1}. " + Remedy);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(
        PlainJson,
        NotBase64,
        InvalidJson,
        NotJsonObject,
        MissingMembers,
        UnlistedValue);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MaySetDeviceHeaders;

    public override void Analyze(FileAnalysis file)
    {
        // Many requests send the same value.
        var problems = new Dictionary<(string Text, bool IsEncoded), DeviceInfoProblem?>();
        foreach (var header in SharedHeaderValues.Of(file, "X-Device-Info"))
        {
            Analyze(file, header.Block, header.Value, problems);
        }
    }

    private static void Analyze(
        FileAnalysis file,
        CodeBlock block,
        IOperation value,
        Dictionary<(string Text, bool IsEncoded), DeviceInfoProblem?> problems)
    {
        var source = DeviceInfoSource.Of(block, value, file.CancellationToken);
        if (source.Members is { } members)
        {
            if (!source.IsEncoded)
            {
                Report(file, value, new DeviceInfoProblem(DeviceInfoProblemKind.PlainJson));
            }
            else if (DeviceInfoValue.FindProblem(members) is { } problem)
            {
                Report(file, value.DescendantsAndSelf().Contains(source.Creation) ? source.Creation! : value, problem);
            }

            return;
        }

        foreach (var text in ConstantTracer.Trace(source.Block, source.IsEncoded ? source.Text : value, file.CancellationToken))
        {
            if (!problems.TryGetValue((text.Text, source.IsEncoded), out var problem))
            {
                problem = text.Text.Trim().Length > 0 && !Placeholder.HasMarks(text.Text)
                    ? FindProblem(text, source.IsEncoded, file.CancellationToken)
                    : null;
                problems.Add((text.Text, source.IsEncoded), problem);
            }

            if (problem is not null)
            {
                Report(file, source.Block == block && !source.IsEncoded ? text.Origin : value, problem);
            }
        }
    }

    private static DeviceInfoProblem? FindProblem(TracedString text, bool isEncoded, CancellationToken cancellationToken)
    {
        if (isEncoded)
        {
            return text.IsUnknown ? null : DeviceInfoValue.FindProblemOfJson(text.Text, cancellationToken);
        }

        return text.IsWhole
            ? DeviceInfoValue.FindProblem(text.Text, cancellationToken)
            : DeviceInfoValue.FindProblemOfPart(text.Text);
    }

    private static void Report(FileAnalysis file, IOperation place, DeviceInfoProblem problem) =>
        file.Report(DescriptorOf(problem.Kind), place.Syntax, [problem.Members, problem.Allowed]);

    private static DiagnosticDescriptor DescriptorOf(DeviceInfoProblemKind kind) => kind switch
    {
        DeviceInfoProblemKind.PlainJson => PlainJson,
        DeviceInfoProblemKind.NotBase64 => NotBase64,
        DeviceInfoProblemKind.InvalidJson => InvalidJson,
        DeviceInfoProblemKind.NotJsonObject => NotJsonObject,
        DeviceInfoProblemKind.MissingMembers => MissingMembers,
        _ => UnlistedValue,
    };
}
