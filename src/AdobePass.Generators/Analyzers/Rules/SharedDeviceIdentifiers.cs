using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds the identifiers that are passed to <c>new StreamingDevice(…)</c>: for AP1006 and AP2006.</summary>
internal static class SharedDeviceIdentifiers
{
    public static IReadOnlyList<(CodeBlock Block, IOperation Identifier)> Find(FileAnalysis file)
    {
        var found = new List<(CodeBlock, IOperation)>();
        if (file.Runtime is not { Device: not null } runtime)
        {
            return found;
        }

        foreach (var (block, creation) in file.OperationsOf<IObjectCreationOperation>())
        {
            if (runtime.Is(creation.Type, runtime.Device)
                && creation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "identifier") is { } argument)
            {
                found.Add((block, argument.Value));
            }
        }

        return found;
    }
}
