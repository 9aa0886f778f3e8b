using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Determines whether the use of an identifier may store it permanently.</summary>
internal static class IdentifierUse
{
    private static readonly HashSet<string> ReadingTypes = new(StringComparer.Ordinal)
    {
        "String", "Convert", "Encoding", "UTF8Encoding", "SHA256", "SHA1", "MD5", "SHA512", "HMACSHA256", "Guid", "Console", "Debug",
        "Trace", "LoggerExtensions", "AuthenticationHeaderValue", "StringBuilder", "MemoryExtensions",
    };

    public static bool MayStore(IOperation reference)
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
                    return false;
                case IArgumentOperation { Parent: IInvocationOperation call }:
                    if (!IsReading(call.TargetMethod))
                    {
                        return !HttpTypes.IsHeaders(call.TargetMethod.ContainingType)
                            && !HttpTypes.IsWebHeaders(call.Instance?.Type);
                    }

                    parent = call;
                    continue;
                case IInvocationOperation call when call.Instance == child:
                    if (!IsReading(call.TargetMethod))
                    {
                        return false;
                    }

                    continue;
                case IVariableInitializerOperation or IReturnOperation:
                    return parent is IReturnOperation;
                case IExpressionStatementOperation:
                    return false;
                default:
                    return true;
            }
        }

        return false;
    }

    private static bool IsReading(IMethodSymbol method) =>
        ReadingTypes.Contains(method.ContainingType?.Name ?? string.Empty)
        || method.ContainingType is { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
