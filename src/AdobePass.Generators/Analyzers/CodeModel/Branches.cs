using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>A condition on which code depends.</summary>
/// <param name="Test">The condition, or the value of a <c>switch</c>.</param>
/// <param name="Holds">Whether the code runs if the condition is true.</param>
/// <param name="Case">The pattern or constant of the case, if the condition belongs to a <c>switch</c>.</param>
/// <param name="Exit">The branch that leaves, if the condition belongs to a guard clause.</param>
internal readonly record struct BranchCondition(IOperation Test, bool Holds, IOperation? Case = null, IOperation? Exit = null);

/// <summary>
/// Finds the conditions on which code depends: of <c>if</c>, <c>?:</c>, <c>switch</c> and <c>catch … when</c>, and of guard clauses that
/// end the method or the iteration before the code.
/// </summary>
internal static class Branches
{
    /// <summary>Gets the conditions, innermost first. Lambdas and local functions end the search.</summary>
    public static IEnumerable<BranchCondition> Around(IOperation operation)
    {
        for (IOperation child = operation, parent = operation.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when conditional.Condition != child:
                    foreach (var atom in Split(conditional.Condition, conditional.WhenTrue == child))
                    {
                        yield return atom;
                    }

                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when both.RightOperand == child:
                    foreach (var atom in Split(both.LeftOperand, true))
                    {
                        yield return atom;
                    }

                    break;
                case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } arm when arm.Value == child:
                    foreach (var atom in OfCase(choice.Value, arm.Pattern, arm.Guard))
                    {
                        yield return atom;
                    }

                    break;
                case ISwitchCaseOperation { Parent: ISwitchOperation choice } section when section.Body.Contains(child):
                    foreach (var clause in section.Clauses.Length == 1 ? section.Clauses : ImmutableArray<ICaseClauseOperation>.Empty)
                    {
                        var pattern = clause switch
                        {
                            IPatternCaseClauseOperation named => (IOperation)named.Pattern,
                            ISingleValueCaseClauseOperation single => single.Value,
                            _ => clause,
                        };
                        foreach (var atom in OfCase(choice.Value, pattern, (clause as IPatternCaseClauseOperation)?.Guard))
                        {
                            yield return atom;
                        }
                    }

                    break;
                case ICatchClauseOperation { Filter: { } filter } clause when clause.Handler == child:
                    foreach (var atom in Split(filter, true))
                    {
                        yield return atom;
                    }

                    break;
                case IBlockOperation block:
                    foreach (var atom in Guards(block, child))
                    {
                        yield return atom;
                    }

                    break;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    yield break;
                default:
                    break;
            }
        }
    }

    /// <summary>Splits a condition into the parts that are known to be true or false.</summary>
    public static IEnumerable<BranchCondition> Split(IOperation condition, bool holds)
    {
        switch (condition)
        {
            case IParenthesizedOperation parenthesized:
                return Split(parenthesized.Operand, holds);
            case IConversionOperation { IsImplicit: true } conversion:
                return Split(conversion.Operand, holds);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand }:
                return Split(operand, !holds);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when holds:
                return Split(both.LeftOperand, true).Concat(Split(both.RightOperand, true));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when !holds:
                return Split(either.LeftOperand, false).Concat(Split(either.RightOperand, false));
            default:
                return [new BranchCondition(condition, holds)];
        }
    }

    /// <summary>Determines whether code always leaves the method, the loop or the iteration.</summary>
    public static bool AlwaysLeaves(IOperation? code) => code switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation block => block.Operations.Any(AlwaysLeaves),
        IConditionalOperation { WhenFalse: { } otherwise } both => AlwaysLeaves(both.WhenTrue) && AlwaysLeaves(otherwise),
        IUsingOperation statement => AlwaysLeaves(statement.Body),
        ILockOperation statement => AlwaysLeaves(statement.Body),
        _ => false,
    };

    private static IEnumerable<BranchCondition> OfCase(IOperation value, IOperation pattern, IOperation? guard)
    {
        if (guard is not null)
        {
            foreach (var atom in Split(guard, true))
            {
                yield return atom;
            }
        }

        yield return new BranchCondition(value, true, pattern);
    }

    // if (x) return; …: the rest runs if x is false.
    private static IEnumerable<BranchCondition> Guards(IBlockOperation block, IOperation child)
    {
        foreach (var earlier in block.Operations.TakeWhile(each => each != child).Reverse().OfType<IConditionalOperation>())
        {
            if (AlwaysLeaves(earlier.WhenTrue))
            {
                foreach (var atom in Split(earlier.Condition, false))
                {
                    yield return atom with { Exit = earlier.WhenTrue };
                }
            }
            else if (AlwaysLeaves(earlier.WhenFalse))
            {
                foreach (var atom in Split(earlier.Condition, true))
                {
                    yield return atom with { Exit = earlier.WhenFalse };
                }
            }
        }
    }
}
