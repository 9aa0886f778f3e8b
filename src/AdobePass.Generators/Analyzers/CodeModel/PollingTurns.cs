using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>Determines in how many iterations of a loop a call runs once.</summary>
internal static class PollingTurns
{
    private static readonly string[] Clocks = ["DateTime", "DateTimeOffset", "TimeProvider", "Stopwatch", "Environment", "TimeSpan"];

    /// <summary>
    /// Gets the number of iterations for each call: 5 for <c>if (i % 5 == 0)</c>. <see langword="null"/> if a clock or a counter decides.
    /// </summary>
    public static double? Of(CodeBlock block, IOperation call, IOperation region)
    {
        double turns = 1;
        foreach (var condition in Branches.Around(call).TakeWhile(each => IsInside(each.Test, region)))
        {
            // A guard clause that leaves the loop ends it. One that continues skips the call.
            if (condition.Exit is { } exit && !exit.DescendantsAndSelf().Any(static each => each is IBranchOperation
                {
                    BranchKind: BranchKind.Continue
                }))
            {
                continue;
            }

            switch (condition.Test)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } equality
                    when Remainder(equality) is { } divisor:
                    if ((equality.OperatorKind == BinaryOperatorKind.Equals) == condition.Holds)
                    {
                        turns *= divisor;
                    }

                    break;
                case var test when Decides(block, region, test):
                    return null;
                default:
                    break;
            }
        }

        return turns;
    }

    private static double? Remainder(IBinaryOperation equality) =>
        new[] { equality.LeftOperand, equality.RightOperand }
            .Select(Conversions.WalkDown)
            .OfType<IBinaryOperation>()
            .Where(static each => each.OperatorKind == BinaryOperatorKind.Remainder)
            .Select(static each => each.RightOperand.ConstantValue is { HasValue: true, Value: int divisor } ? divisor : (double?)null)
            .FirstOrDefault();

    // A clock, or a number that the loop changes.
    private static bool Decides(CodeBlock block, IOperation region, IOperation test)
    {
        if (!test.DescendantsAndSelf().Any(static each => each is IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
                or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Remainder or BinaryOperatorKind.And
                or BinaryOperatorKind.Equals
            }))
        {
            return false;
        }

        var counters = new HashSet<ISymbol>(
            region.Descendants()
                .Select(static each => each switch
                {
                    IIncrementOrDecrementOperation { Target: var target } => AssignedValues.SymbolOf(target),
                    ICompoundAssignmentOperation { Target: var target } => AssignedValues.SymbolOf(target),
                    _ => null,
                })
                .OfType<ISymbol>(),
            SymbolEqualityComparer.Default);
        return test.DescendantsAndSelf().Any(each =>
            Clocks.Contains(each.Type?.Name)
            || (each is IPropertyReferenceOperation { Property.ContainingType.Name: var owner } && Clocks.Contains(owner))
            || (AssignedValues.SymbolOf(each) is { } symbol && counters.Contains(symbol)));
    }

    private static bool IsInside(IOperation operation, IOperation region)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent == region)
            {
                return true;
            }
        }

        return false;
    }
}
