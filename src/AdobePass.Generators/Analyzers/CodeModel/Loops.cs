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

    /// <summary>Gets the maximum number of iterations of a counting loop whose start and end are constant.</summary>
    public static int? CountOf(ILoopOperation loop) => loop is IForLoopOperation
    {
        Condition: IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual,
            RightOperand.ConstantValue: { HasValue: true, Value: int end }
        } condition,
        Before:
        [
            IVariableDeclarationGroupOperation
        {
            Declarations: [{ Declarators: [{ Initializer.Value.ConstantValue: { HasValue: true, Value: int start } }] }]
        }
        ],
        AtLoopBottom: [IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation { Kind: OperationKind.Increment } }],
    }
        ? end - start + (condition.OperatorKind == BinaryOperatorKind.LessThanOrEqual ? 1 : 0)
        : null;

    /// <summary>Determines whether the body of the loop may end it.</summary>
    public static bool HasExit(ILoopOperation loop) =>
        loop.Descendants().Any(static each => each is IReturnOperation { IsImplicit: false, Kind: OperationKind.Return }
            || (each is IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo }
                && each.Syntax.Parent is not SwitchSectionSyntax));

    /// <summary>
    /// Determines whether the arguments of the call are the same in every iteration, so that the loop repeats the same request.
    /// </summary>
    public static bool AsksTheSame(ILoopOperation loop, IInvocationOperation call)
    {
        var changing = new HashSet<ISymbol>(loop.Locals, SymbolEqualityComparer.Default);
        foreach (var operation in loop.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator:
                    changing.Add(declarator.Symbol);
                    break;
                case IAssignmentOperation { Target: var target }:
                    changing.UnionWith(Symbols(target));
                    break;
                case IIncrementOrDecrementOperation { Target: var target }:
                    changing.UnionWith(Symbols(target));
                    break;
                case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                    changing.Add(declared);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } output:
                    changing.UnionWith(Symbols(output.Value));
                    break;
                default:
                    break;
            }
        }

        return !call.Arguments.SelectMany(static argument => argument.Value.DescendantsAndSelf())
            .Any(each => each is IInvocationOperation or IAwaitOperation || SymbolOf(each) is { } symbol && changing.Contains(symbol));
    }

    private static IEnumerable<ISymbol> Symbols(IOperation operation) => operation.DescendantsAndSelf().Select(SymbolOf).OfType<ISymbol>();

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };
}
