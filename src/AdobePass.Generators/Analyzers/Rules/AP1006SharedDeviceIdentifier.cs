using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds constant device identifiers on servers.</summary>
internal sealed class AP1006SharedDeviceIdentifier : SourceRule
{
    private static readonly Rule Rule = new(
        "All viewers share one device identifier",
        RuleCategories.Credentials,
        DiagnosticSeverity.Warning,
        "The identifier of a device is the key of its credentials and its login. On a server, a constant identifier " +
        "makes all viewers one device.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.SharedDeviceIdentifier,
        "This device identifier is the same for every viewer of the server. All viewers then share one set of client " +
        "credentials, one login and one rate limit. Pass the identifier of the viewer's device.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.UsesRuntime;

    public override void Analyze(FileAnalysis file)
    {
        if (!file.Project.IsServer)
        {
            return;
        }

        foreach (var (_, identifier) in file.Search(SharedDeviceIdentifiers.Find))
        {
            if (identifier.ConstantValue.HasValue)
            {
                file.Report(Descriptor, identifier.Syntax);
            }
        }
    }
}
