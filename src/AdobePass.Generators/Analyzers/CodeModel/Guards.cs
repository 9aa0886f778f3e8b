using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>A condition that has a known value where an operation runs.</summary>
/// <param name="Condition">The condition: an expression, the pattern of an arm, or the value of a case.</param>
/// <param name="Holds">The value of the condition.</param>
/// <param name="Subject">The value that a pattern or a case is compared with.</param>
internal readonly record struct Guard(IOperation Condition, bool Holds, IOperation? Subject = null);

/// <summary>
/// Finds the conditions on which an operation depends: <c>if</c>, <c>?:</c>, <c>switch</c>, exception filters, the left side of
/// <c>&amp;&amp;</c>, and statements before it that leave the block.
/// </summary>
internal static class Guards
{
    /// <summary>Gets the conditions, the innermost first. Conditions outside of a lambda or a local function do not count.</summary>
    public static IEnumerable<Guard> Of(IOperation operation)
    {
        for (IOperation child = operation, parent = operation.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                yield break;
            }

            foreach (var guard in InParent(parent, child))
            {
                yield return guard;
            }
        }
    }

    private static IEnumerable<Guard> InParent(IOperation parent, IOperation child) => parent switch
    {
        IConditionalOperation conditional when conditional.WhenTrue == child => [new Guard(conditional.Condition, true)],
        IConditionalOperation conditional when conditional.WhenFalse == child => [new Guard(conditional.Condition, false)],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when both.RightOperand == child =>
            [new Guard(both.LeftOperand, true)],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when either.RightOperand == child =>
            [new Guard(either.LeftOperand, false)],
        ICatchClauseOperation { Filter: { } filter } clause when clause.Handler == child => [new Guard(filter, true)],
        IWhileLoopOperation { ConditionIsTop: true, Condition: { } condition } loop when loop.Body == child => [new Guard(condition, true)],
        ISwitchExpressionArmOperation arm when arm.Value == child => OfArm(arm),
        ISwitchCaseOperation section when section.Body.Contains(child) => OfCase(section),
        IBlockOperation block => OfStatements(block.Operations, child),
        _ => [],
    };

    private static IEnumerable<Guard> OfArm(ISwitchExpressionArmOperation arm)
    {
        var subject = (arm.Parent as ISwitchExpressionOperation)?.Value;
        yield return new Guard(arm.Pattern, true, subject);
        if (arm.Guard is { } guard)
        {
            yield return new Guard(guard, true);
        }
    }

    private static IEnumerable<Guard> OfCase(ISwitchCaseOperation section)
    {
        // Several labels: the operation depends on none of them alone.
        if (section.Clauses is not [var clause])
        {
            yield break;
        }

        var subject = (section.Parent as ISwitchOperation)?.Value;
        switch (clause)
        {
            case ISingleValueCaseClauseOperation single:
                yield return new Guard(single.Value, true, subject);
                break;
            case IPatternCaseClauseOperation pattern:
                yield return new Guard(pattern.Pattern, true, subject);
                if (pattern.Guard is { } guard)
                {
                    yield return new Guard(guard, true);
                }

                break;
            default:
                break;
        }
    }

    // if (…) return; the operation
    private static IEnumerable<Guard> OfStatements(IEnumerable<IOperation> statements, IOperation child)
    {
        foreach (var statement in statements)
        {
            if (statement == child)
            {
                yield break;
            }

            if (statement is IConditionalOperation { WhenFalse: null } conditional && Leaves(conditional.WhenTrue))
            {
                yield return new Guard(conditional.Condition, false);
            }
        }
    }

    /// <summary>Determines whether a statement always leaves the block that contains it.</summary>
    public static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation { Kind: OperationKind.Return } or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: { IsEmpty: false } operations } => Leaves(operations[operations.Length - 1]),
        _ => false,
    };
}
