using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Finds sources of values that change at every start.</summary>
internal static class UnstableSource
{
    /// <summary>
    /// The source that a value is computed from in place, or that a local has only to be used here. What a call makes of its arguments is
    /// its own affair.
    /// </summary>
    public static string? Find(CodeBlock block, IOperation value)
    {
        switch (HttpTypes.WalkDownConversions(value))
        {
            case IInvocationOperation call:
                return Find(call.TargetMethod.ContainingType, call.TargetMethod.Name)
                    ?? (call.Instance is { } instance && IsPlain(instance.Type) ? Find(block, instance) : null)
                    ?? (IsShaping(call.TargetMethod) ? FindAny(block, call.Arguments.Select(static argument => argument.Value)) : null);
            case IPropertyReferenceOperation property:
                return Find(property.Property.ContainingType, property.Property.Name)
                    ?? (property.Instance is { } owner && IsPlain(owner.Type) ? Find(block, owner) : null);

            // A local that goes elsewhere too may be stored there.
            case ILocalReferenceOperation local
                when block.ReferencesTo(local.Local).Count == 1 && block.OnlyValueOf(local.Local) is { } only:
                return Find(block, only);
            case IBinaryOperation binary:
                return FindAny(block, [binary.LeftOperand, binary.RightOperand]);
            case ICoalesceOperation coalesce:
                return FindAny(block, [coalesce.Value, coalesce.WhenNull]);
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                return FindAny(block, [conditional.WhenTrue, whenFalse]);
            case IInterpolatedStringOperation interpolated:
                return FindAny(block, interpolated.Parts.OfType<IInterpolationOperation>().Select(static part => part.Expression));
            case IArrayCreationOperation { Initializer: { } elements }:
                return FindAny(block, elements.ElementValues);
            case IObjectCreationOperation { Type: { } type } creation when IsPlain(type):
                return FindAny(block, creation.Arguments.Select(static argument => argument.Value));
            default:
                return null;
        }
    }

    private static string? FindAny(CodeBlock block, IEnumerable<IOperation> values) =>
        values.Select(value => Find(block, value)).FirstOrDefault(static found => found is not null);

    // Values whose members only show them otherwise.
    private static bool IsPlain(ITypeSymbol? type) =>
        type is { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            || type is { Name: "Process" or "Stopwatch" };

    private static bool IsShaping(IMethodSymbol method) =>
        method.Name is "Concat" or "Format" or "Join" or "ToString" or "GetBytes" or "ToBase64String" or "ToHexString" or "HashData"
            or "ComputeHash" or "Create"
        && method.ContainingNamespace?.ToDisplayString() is "System" or "System.Text" or "System.Security.Cryptography";

    private static string? Find(INamedTypeSymbol? type, string member) => (type?.ToDisplayString(), member) switch
    {
        ("System.Guid", "NewGuid" or "CreateVersion7") => "Guid." + member,
        ("System.Random", "Next" or "NextInt64" or "NextDouble" or "NextBytes" or "Shared") => "Random",
        ("System.Security.Cryptography.RandomNumberGenerator", "GetBytes" or "GetInt32" or "GetHexString" or "GetString") =>
            "RandomNumberGenerator",
        ("System.DateTime" or "System.DateTimeOffset", "Now" or "UtcNow" or "Today") => "the clock",
        ("System.TimeProvider", "GetUtcNow" or "GetLocalNow" or "GetTimestamp") => "the clock",
        ("System.Environment", "TickCount" or "TickCount64" or "ProcessId") => "Environment." + member,
        ("System.IO.Path", "GetRandomFileName" or "GetTempFileName") => "Path." + member,
        ("System.Diagnostics.Process", "Id") => "the process id",
        ("System.Diagnostics.Stopwatch", "GetTimestamp") => "the clock",
        _ => null,
    };
}
