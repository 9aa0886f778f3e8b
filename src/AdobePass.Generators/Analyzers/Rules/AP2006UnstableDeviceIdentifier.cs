using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds device identifiers that change at every start.</summary>
internal sealed class AP2006UnstableDeviceIdentifier : SourceRule
{
    private static readonly Rule Rule = new(
        "The device identifier changes at every start",
        RuleCategories.Requests,
        DiagnosticSeverity.Warning,
        "A device is known by its identifier. A new identifier ends every login and TempPass of the device.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.UnstableDeviceIdentifier,
        "The device identifier comes from {0} and changes at every start. Each change ends the logins and the TempPass " +
        "of the device. Create the identifier once, store it on the device, and read it from there.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.UsesRuntime || prefilter.MaySetDeviceHeaders;

    public override void Analyze(FileAnalysis file)
    {
        if (file.Prefilter.MaySetDeviceHeaders)
        {
            foreach (var header in SharedHeaderValues.Of(file, "AP-Device-Identifier"))
            {
                Analyze(file, header.Block, header.Value);
            }
        }

        if (file.Prefilter.UsesRuntime)
        {
            foreach (var (block, identifier) in file.Search(SharedDeviceIdentifiers.Find))
            {
                if (!identifier.ConstantValue.HasValue)
                {
                    Analyze(file, block, identifier);
                }
            }
        }
    }

    private static void Analyze(FileAnalysis file, CodeBlock block, IOperation identifier)
    {
        if (UnstableSource.Find(block, identifier, file.CancellationToken) is { } source)
        {
            file.Report(Descriptor, identifier.Syntax, [source]);
        }
    }
}
