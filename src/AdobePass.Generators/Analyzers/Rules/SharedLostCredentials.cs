using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Analyzers.ValueFlow;
using AdobePass.Generators.Catalog;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds registrations whose credentials do not survive the process: for AP1001 and AP1003.</summary>
internal static class SharedLostCredentials
{
    public static IReadOnlyList<(IOperation Call, Lifetime Lifetime)> Find(FileAnalysis file) =>
        [.. new LostResults(file.File, file.Project.IsServer, file.CancellationToken)
            .FindCredentials(file.CallsOf(PassOperationKind.RegisterClient))];
}
