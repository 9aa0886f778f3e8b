using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds device identifiers that change with every start, or that all devices of a server share.</summary>
internal sealed class DeviceIdentifierRules : SourceRules
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(DiagnosticDescriptors.UnstableDeviceIdentifier, DiagnosticDescriptors.SharedDeviceIdentifier);

    public override bool IsRelevant(FilePrefilter screen) => screen.UsesRuntime;

    public override void Analyze(FileAnalysis file)
    {
        if (file.IsQuietTest || RuntimeSymbols.TryResolve(file.Compilation) is not { Device: not null } types)
        {
            return;
        }

        foreach (var block in file.Blocks)
        {
            foreach (var creation in block.Operations.OfType<IObjectCreationOperation>())
            {
                Analyze(file, block, creation, types);
            }
        }
    }

    private static void Analyze(FileAnalysis file, CodeBlock block, IObjectCreationOperation creation, RuntimeSymbols types)
    {
        if (!types.Is(creation.Type, types.Device) || creation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "identifier") is not { } argument)
        {
            return;
        }

        var identifier = argument.Value;
        if (identifier.ConstantValue.HasValue)
        {
            if (file.Project.IsServer)
            {
                file.Report(
                    DiagnosticDescriptors.SharedDeviceIdentifier,
                    identifier.Syntax,
                    "On a server this identifier is the same for every viewer: all of them share one pair of credentials, one login and one throttle. Take the identifier of the viewer's device");
            }
        }
        else if (UnstableSource.Find(block, identifier) is { } source)
        {
            file.Report(
                DiagnosticDescriptors.UnstableDeviceIdentifier,
                identifier.Syntax,
                UnstableSource.Describe(source));
        }
    }
}
