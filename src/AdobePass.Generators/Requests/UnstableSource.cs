using AdobePass.Generators.Tracing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Requests;

/// <summary>Sources of values that are new at every start.</summary>
internal static class UnstableSource
{
    public static string Describe(string source) =>
        $"The device identifier comes from {source} and is new at every start, which ends every login and TempPass of the device. Create it once, store it on the device and read it from there";

    /// <summary>The source that a value is computed from in place, or that a local has only to be used here.</summary>
    public static string? Find(CodeBlock block, IOperation value)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            var source = operation switch
            {
                IInvocationOperation { TargetMethod: { } method } => Find(method.ContainingType, method.Name),
                IPropertyReferenceOperation { Property: { } property } => Find(property.ContainingType, property.Name),

                // A local that goes elsewhere too may be stored there.
                ILocalReferenceOperation local when block.ReferencesTo(local.Local).Count == 1 && block.OnlyValueOf(local.Local) is { } only => Find(block, only),
                _ => null,
            };
            if (source is not null)
            {
                return source;
            }
        }

        return null;
    }

    private static string? Find(INamedTypeSymbol? type, string member) => (type?.ToDisplayString(), member) switch
    {
        ("System.Guid", "NewGuid" or "CreateVersion7") => "Guid." + member,
        ("System.Random", "Next" or "NextInt64" or "NextDouble" or "NextBytes" or "Shared") => "Random",
        ("System.Security.Cryptography.RandomNumberGenerator", "GetBytes" or "GetInt32" or "GetHexString" or "GetString") => "RandomNumberGenerator",
        ("System.DateTime" or "System.DateTimeOffset", "Now" or "UtcNow" or "Today") => "the clock",
        ("System.TimeProvider", "GetUtcNow" or "GetLocalNow" or "GetTimestamp") => "the clock",
        ("System.Environment", "TickCount" or "TickCount64" or "ProcessId") => "Environment." + member,
        ("System.IO.Path", "GetRandomFileName" or "GetTempFileName") => "Path." + member,
        ("System.Diagnostics.Process", "Id") => "the process id",
        ("System.Diagnostics.Stopwatch", "GetTimestamp") => "the clock",
        _ => null,
    };
}
