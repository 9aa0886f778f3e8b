using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>What a use of an identifier does with it.</summary>
internal enum IdentifierFate
{
    /// <summary>It reads the identifier, or sends it.</summary>
    Read,

    /// <summary>It returns the identifier to a caller.</summary>
    Returned,

    /// <summary>It may store the identifier permanently.</summary>
    Stored,
}

/// <summary>Determines whether the use of an identifier may store it permanently.</summary>
internal static class IdentifierUse
{
    private static readonly HashSet<string> ReadingTypes = new(StringComparer.Ordinal)
    {
        "String", "Convert", "Encoding", "UTF8Encoding", "SHA256", "SHA1", "MD5", "SHA512", "HMACSHA256", "Guid", "Console", "Debug",
        "Trace", "LoggerExtensions", "AuthenticationHeaderValue", "StringBuilder", "MemoryExtensions", "CredentialKey",
    };

    public static bool MayStore(IOperation reference) => FateOf(reference) != IdentifierFate.Read;

    public static IdentifierFate FateOf(IOperation reference)
    {
        IOperation child = reference;
        for (var parent = reference.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConversionOperation or IParenthesizedOperation or IInterpolationOperation or IInterpolatedStringOperation
                    or IBinaryOperation or ICoalesceOperation or IConditionalOperation or IArrayCreationOperation
                    or IArrayInitializerOperation or IPropertyReferenceOperation:
                    continue;
                case ISimpleAssignmentOperation assignment when assignment.Target == child:
                case ICoalesceAssignmentOperation coalesce when coalesce.Target == child:
                    return IdentifierFate.Read;
                case IArgumentOperation { Parent: IInvocationOperation call }:
                    if (!IsReading(call.TargetMethod))
                    {
                        return HttpTypes.IsHeaders(call.TargetMethod.ContainingType) || HttpTypes.IsWebHeaders(call.Instance?.Type)
                            || HttpLibraries.IsFlurlBuilding(call.TargetMethod) || HttpLibraries.IsRestSharpBuilding(call.TargetMethod)
                            ? IdentifierFate.Read
                            : IdentifierFate.Stored;
                    }

                    parent = call;
                    continue;
                case IInvocationOperation call when call.Instance == child:
                    if (!IsReading(call.TargetMethod))
                    {
                        return IdentifierFate.Read;
                    }

                    continue;
                case IReturnOperation:
                    return IdentifierFate.Returned;
                case IVariableInitializerOperation or IExpressionStatementOperation:
                    return IdentifierFate.Read;
                default:
                    return IdentifierFate.Stored;
            }
        }

        return IdentifierFate.Read;
    }

    private static bool IsReading(IMethodSymbol method) =>
        ReadingTypes.Contains(method.ContainingType?.Name ?? string.Empty)
        || method.ContainingType is { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
