using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>Analyzes loops.</summary>
internal static class Loops
{
    /// <summary>Gets the innermost loop that runs the operation in every iteration.</summary>
    public static ILoopOperation? Around(IOperation operation)
    {
        for (IOperation child = operation, parent = operation.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IForEachLoopOperation each when each.Collection == child:
                    continue;
                case IForLoopOperation each when each.Before.Contains(child):
                    continue;
                case ILoopOperation loop:
                    return loop;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
                default:
                    break;
            }
        }

        return null;
    }

    /// <summary>Determines whether the loop's condition never ends it.</summary>
    public static bool IsEndless(ILoopOperation loop) => loop switch
    {
        IWhileLoopOperation { Condition: { } condition } => condition.ConstantValue is { HasValue: true, Value: true },
        IForLoopOperation { Condition: var condition } => condition is null || condition.ConstantValue is { HasValue: true, Value: true },
        _ => false,
    };

    /// <summary>Gets the maximum number of iterations of a loop that counts between constants.</summary>
    public static int? CountOf(CodeBlock block, ILoopOperation loop)
    {
        switch (loop)
        {
            case IForLoopOperation { Condition: { } condition, Before: [IVariableDeclarationGroupOperation group] }
                when group.Declarations is
                    [{ Declarators: [{ Symbol: var counter, Initializer.Value.ConstantValue: { HasValue: true, Value: int start } }] }]:
                return Parts(condition)
                    .Where(part => part is IBinaryOperation { LeftOperand: var left }
                        && SymbolEqualityComparer.Default.Equals(SymbolOf(Conversions.WalkDown(left)), counter))
                    .Select(part => Count(start, part))
                    .FirstOrDefault(static count => count is not null);
            case IForEachLoopOperation { Collection: var collection }
                when Conversions.WalkDown(collection) is IInvocationOperation { TargetMethod.Name: "Range" } range:
                return range.Arguments is [_, { Value.ConstantValue: { HasValue: true, Value: int number } }] ? number : null;
            case IWhileLoopOperation { Condition: { } condition }:
                return Parts(condition).Select(part => OfCounter(block, loop, part)).FirstOrDefault(static count => count is not null);
            default:
                return null;
        }
    }

    // A local that begins with a constant and that only the loop counts up or down.
    private static int? OfCounter(CodeBlock block, ILoopOperation loop, IOperation comparison)
    {
        if (comparison is not IBinaryOperation { LeftOperand: var left })
        {
            return null;
        }

        var compared = Conversions.WalkDown(left);
        var counter = compared is IIncrementOrDecrementOperation { Target: var target } ? target : compared;
        var local = (counter as ILocalReferenceOperation)?.Local;
        var start = local is null
            ? null
            : block.Operations.OfType<IVariableDeclaratorOperation>()
                .FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.Symbol, local))?
                .Initializer?.Value.ConstantValue.Value;
        return start is int first
            && loop.Descendants().Any(each => each is IIncrementOrDecrementOperation { Target: ILocalReferenceOperation counted }
                && SymbolEqualityComparer.Default.Equals(counted.Local, local))
            ? Count(first, comparison)
            : null;
    }

    private static int? Count(int start, IOperation condition) => condition switch
    {
        IBinaryOperation { RightOperand.ConstantValue: { HasValue: true, Value: int end }, OperatorKind: var kind } => kind switch
        {
            BinaryOperatorKind.LessThan or BinaryOperatorKind.NotEquals when end > start => end - start,
            BinaryOperatorKind.LessThanOrEqual => end - start + 1,
            BinaryOperatorKind.GreaterThan when start > end => start - end,
            BinaryOperatorKind.GreaterThanOrEqual => start - end + 1,
            _ => null,
        },
        _ => null,
    };

    private static IEnumerable<IOperation> Parts(IOperation condition) =>
        condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both
            ? Parts(both.LeftOperand).Concat(Parts(both.RightOperand))
            : [condition];

    /// <summary>
    /// Determines whether the loop ends only with a value that it computes itself: the condition tests nothing but locals and parameters
    /// that the loop assigns.
    /// </summary>
    public static bool EndsOnlyWithOwnValue(ILoopOperation loop)
    {
        if (loop is not IWhileLoopOperation { Condition: { ConstantValue.HasValue: false } condition })
        {
            return false;
        }

        var assigned = new HashSet<ISymbol>(
            loop.Descendants().OfType<ISimpleAssignmentOperation>().SelectMany(static each => Symbols(each.Target)),
            SymbolEqualityComparer.Default);
        var variables = condition.DescendantsAndSelf()
            .Where(static each => each is ILocalReferenceOperation or IParameterReferenceOperation)
            .Select(SymbolOf)
            .ToList();
        return variables.Count > 0
            && variables.All(each => assigned.Contains(each!))
            && !condition.DescendantsAndSelf().Any(static each => each is IInvocationOperation
                or IIncrementOrDecrementOperation or IAwaitOperation or IInstanceReferenceOperation
                or IPropertyReferenceOperation { Instance: null }
                or IFieldReferenceOperation { Instance: null, ConstantValue.HasValue: false });
    }

    /// <summary>Determines whether the body of the loop may end it.</summary>
    public static bool HasExit(ILoopOperation loop) =>
        loop.Descendants().Any(static each => each is IReturnOperation { IsImplicit: false, Kind: OperationKind.Return }
            || (each is IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo }
                && each.Syntax.Parent is not SwitchSectionSyntax));

    /// <summary>Determines whether values are the same in every iteration, so that the loop repeats the same request.</summary>
    public static bool AsksTheSame(CodeBlock block, IOperation region, IEnumerable<IOperation> values)
    {
        var declared = new HashSet<ISymbol>(
            region.Descendants().OfType<IVariableDeclaratorOperation>().Select(static each => each.Symbol),
            SymbolEqualityComparer.Default);
        var changing = new HashSet<ISymbol>(LocalsOf(region), SymbolEqualityComparer.Default);
        foreach (var operation in region.Descendants())
        {
            switch (operation)
            {
                case IAssignmentOperation { Target: var target }:
                    changing.UnionWith(Symbols(target));
                    break;
                case IIncrementOrDecrementOperation { Target: var target }:
                    changing.UnionWith(Symbols(target));
                    break;
                case IDeclarationPatternOperation { DeclaredSymbol: { } matched }:
                    changing.Add(matched);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } output:
                    changing.UnionWith(Symbols(output.Value));
                    break;
                default:
                    break;
            }
        }

        return values.All(value => IsInvariant(block, value, changing, declared, 8));
    }

    private static IEnumerable<ISymbol> LocalsOf(IOperation region) => region is IForLoopOperation or IForEachLoopOperation
        ? ((ILoopOperation)region).Locals
        : Enumerable.Empty<ISymbol>();

    private static bool IsInvariant(
        CodeBlock block,
        IOperation value,
        HashSet<ISymbol> changing,
        HashSet<ISymbol> declared,
        int depth)
    {
        if (depth == 0)
        {
            return false;
        }

        switch (value)
        {
            case { ConstantValue.HasValue: true }:
                return true;
            case ILocalReferenceOperation { Local: var local }:
                return !changing.Contains(local)
                    && (!declared.Contains(local)
                        || (block.OnlyValueOf(local) is { } only && IsInvariant(block, only, changing, declared, depth - 1)));
            case ISimpleAssignmentOperation { Parent: IAnonymousObjectCreationOperation or IObjectOrCollectionInitializerOperation } member:
                return IsInvariant(block, member.Value, changing, declared, depth - 1);
            case IParameterReferenceOperation or IFieldReferenceOperation when SymbolOf(value) is { } symbol && changing.Contains(symbol):
            case IPropertyReferenceOperation property when changing.Contains(property.Property):
            case IAwaitOperation or IIncrementOrDecrementOperation or IAssignmentOperation:
                return false;
            case IInvocationOperation call when !IsPure(call.TargetMethod, block):
                return false;
            default:
                return value.ChildOperations.All(child => IsInvariant(block, child, changing, declared, depth - 1));
        }
    }

    // Methods that only compute from their arguments, as far as it matters for a request.
    private static bool IsPure(IMethodSymbol method, CodeBlock block) =>
        method.ContainingType is
        {
            Name: "String" or "Uri" or "Convert" or "Encoding" or "UTF8Encoding" or "JsonSerializer" or "JsonContent"
            or "KeyValuePair" or "Path" or "HttpUtility" or "WebUtility"
        }
        || method.Name is "Add" or "ToString" or "TryAddWithoutValidation"
        || (method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction
            && method.DeclaringSyntaxReferences.Any(part => part.SyntaxTree == block.File.Model.SyntaxTree)
            && !method.Parameters.IsEmpty);

    private static IEnumerable<ISymbol> Symbols(IOperation operation) => operation.DescendantsAndSelf().Select(SymbolOf).OfType<ISymbol>();

    private static ISymbol? SymbolOf(IOperation operation) => AssignedValues.SymbolOf(operation);
}
