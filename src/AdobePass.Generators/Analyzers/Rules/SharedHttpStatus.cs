using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.HttpUsage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Recognizes conditions on the status code 429: for AP4004.</summary>
internal static class SharedHttpStatus
{
    /// <summary>
    /// Determines whether code under the condition runs after a 429. <see langword="null"/> if the condition is about something else.
    /// </summary>
    public static bool? IsThrottled(CodeBlock block, BranchCondition condition)
    {
        if (condition.Case is { } label)
        {
            return Mentions429(label) ? true : null;
        }

        return Test(block, condition.Test) is { } means ? means == condition.Holds : null;
    }

    // Whether a true condition means 429; null if it is about something else.
    private static bool? Test(CodeBlock block, IOperation condition)
    {
        switch (Conversions.WalkDown(condition))
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality
                when Is429(equality.LeftOperand) || Is429(equality.RightOperand):
                return true;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } inequality
                when Is429(inequality.LeftOperand) || Is429(inequality.RightOperand):
                return false;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either:
                return Test(block, either.LeftOperand) is true || Test(block, either.RightOperand) is true ? true : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both:
                return Test(block, both.LeftOperand) ?? Test(block, both.RightOperand);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand }:
                return !Test(block, operand);
            case IIsPatternOperation { Pattern: var pattern } when Mentions429(pattern):
                return pattern is not INegatedPatternOperation;
            case ILocalReferenceOperation { Local: var local }
                when block.OnlyValueOf(local) is { Type.SpecialType: SpecialType.System_Boolean } only:
                return Test(block, only);
            case IInvocationOperation call
                when SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, block.Owner?.ContainingType)
                    && block.File.BlockOf(call.TargetMethod.OriginalDefinition, default) is { } body
                    && body != block
                    && ConstantTracer.ValueOf(body.Root) is { Type.SpecialType: SpecialType.System_Boolean } returned:
                return Test(body, returned);
            default:
                return null;
        }
    }

    private static bool Mentions429(IOperation operation) => operation.DescendantsAndSelf().Any(Is429);

    private static bool Is429(IOperation operation) => Conversions.WalkDown(operation) switch
    {
        IFieldReferenceOperation { Field: { Name: "TooManyRequests", ContainingType.Name: "HttpStatusCode" } } => true,
        { ConstantValue: { HasValue: true, Value: 429 } } => true,
        _ => false,
    };
}
