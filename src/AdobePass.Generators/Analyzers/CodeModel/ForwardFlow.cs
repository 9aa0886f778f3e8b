using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>A use of a value.</summary>
/// <param name="Block">The body that contains it.</param>
/// <param name="Value">The operation that has the value, with the conversions around it.</param>
/// <param name="User">The operation that uses it: a call, an assignment, a creation, a return.</param>
internal readonly record struct FlowUse(CodeBlock Block, IOperation Value, IOperation User);

/// <summary>
/// Follows a value forward: through locals, patterns, conversions, <c>await</c>, <c>??</c>, <c>?:</c>, <c>?.</c>, string concatenation and
/// interpolation, and through the operations that the caller names.
/// </summary>
/// <param name="carries">Determines whether the result of an operation contains the value that it uses.</param>
/// <param name="entersMethods">Whether to follow arguments into methods of the same file.</param>
/// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
/// <param name="skips">Determines which values of <c>?:</c> and <c>switch</c> are not followed.</param>
internal sealed class ForwardFlow(
    Func<FlowUse, bool> carries,
    bool entersMethods,
    CancellationToken cancellationToken,
    Func<IOperation, bool>? skips = null)
{
    private const int MaxUses = 200;
    private const int MaxDepth = 3;

    private readonly HashSet<IOperation> _seen = [];
    private readonly Queue<(CodeBlock Block, IOperation Value, int Depth)> _open = new();

    /// <summary>Gets the uses of a value.</summary>
    public IReadOnlyList<FlowUse> UsesOf(CodeBlock block, IOperation value)
    {
        var uses = new List<FlowUse>();
        Add(block, value, 0);
        while (_open.Count > 0 && uses.Count < MaxUses)
        {
            var (from, current, depth) = _open.Dequeue();
            if (Use(from, current, depth) is { } use)
            {
                uses.Add(use);
                Continue(use, depth);
            }
        }

        return uses;
    }

    private void Add(CodeBlock block, IOperation? value, int depth)
    {
        if (value is not null && _seen.Add(value))
        {
            _open.Enqueue((block, value, depth));
        }
    }

    private void AddReads(CodeBlock block, ISymbol? symbol, int depth)
    {
        if (symbol is null)
        {
            return;
        }

        foreach (var reference in block.ReferencesTo(symbol))
        {
            if (reference.Parent is not IAssignmentOperation assignment || assignment.Target != reference)
            {
                Add(block, reference, depth);
            }
        }
    }

    // Operations that only pass the value on are not uses.
    private FlowUse? Use(CodeBlock block, IOperation value, int depth)
    {
        switch (value.Parent)
        {
            case IConditionalOperation or ISwitchExpressionArmOperation when skips?.Invoke(value) == true:
                return null;
            case IConversionOperation or IParenthesizedOperation or IAwaitOperation or ICoalesceOperation or IArrayInitializerOperation
                or IArrayCreationOperation or IInterpolationOperation or IInterpolatedStringOperation or IInterpolatedStringAppendOperation
                or IInterpolatedStringHandlerCreationOperation or ISwitchExpressionOperation or ITupleOperation:
            case IConditionalOperation conditional when conditional.Condition != value && conditional.Type is not null:
            case ISwitchExpressionArmOperation arm when arm.Value == value:
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String }:
            case IConditionalAccessOperation access when access.WhenNotNull == value:
            case IArgumentOperation { Parent: IInterpolatedStringAppendOperation }:
                Add(block, value.Parent, depth);
                return null;
            case IConditionalAccessOperation access:
                foreach (var instance in access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>())
                {
                    Add(block, instance, depth);
                }

                return null;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                AddReads(block, local, depth);
                return null;
            case IIsPatternOperation test when test.Value == value:
                AddReads(block, CodeBlock.DeclaredBy(test.Pattern), depth);
                return new FlowUse(block, value, test);
            case IForEachLoopOperation loop when loop.Collection == value:
                return new FlowUse(block, value, loop);
            case IArgumentOperation { Parent: { } user }:
                return new FlowUse(block, value, user);
            case null:
                return null;
            default:
                return new FlowUse(block, value, value.Parent);
        }
    }

    private void Continue(FlowUse use, int depth)
    {
        switch (use.User)
        {
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment
                when assignment.Value == use.Value:
                AddReads(use.Block, local, depth);
                Add(use.Block, assignment.Parent is IExpressionStatementOperation ? null : assignment, depth);
                return;
            case ISimpleAssignmentOperation chained when chained.Value == use.Value && chained.Parent is not IExpressionStatementOperation:
                Add(use.Block, chained, depth);
                return;
            case IInvocationOperation call when entersMethods && depth < MaxDepth && use.Value.Parent is IArgumentOperation argument:
                Enter(use.Block, call, argument, depth);
                break;
            default:
                break;
        }

        // element.TryGetProperty("token", out var token), map.TryGetValue(key, out var value)
        if (use.User is IInvocationOperation { TargetMethod.Name: var name, Instance: { } receiver } reading
            && receiver == use.Value
            && name.StartsWith("Try", StringComparison.Ordinal))
        {
            foreach (var output in reading.Arguments.Where(static each => each.Parameter?.RefKind == RefKind.Out))
            {
                AddReads(use.Block, LocalOf(output.Value), depth);
            }
        }

        if (carries(use))
        {
            Add(use.Block, use.User, depth);
            if (use.User is IForEachLoopOperation loop)
            {
                foreach (var item in loop.Locals)
                {
                    AddReads(use.Block, item, depth);
                }
            }

            // builder.Append(value): the builder contains the value from here on.
            if (use.User is IInvocationOperation { TargetMethod.ContainingType.Name: "StringBuilder", Instance: { } builder }
                && RootOf(builder) is { } symbol)
            {
                AddReads(use.Block, symbol, depth);
            }
        }
    }

    private void Enter(CodeBlock block, IInvocationOperation call, IArgumentOperation argument, int depth)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (argument.Parameter is { } parameter
            && method.Parameters.Length > parameter.Ordinal
            && block.File.BodyOf(block, method, cancellationToken) is { } body)
        {
            AddReads(body, method.Parameters[parameter.Ordinal], depth + 1);
        }
    }

    private static ISymbol? LocalOf(IOperation output) => output switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local: var declared } } => declared,
        _ => null,
    };

    private static ISymbol? RootOf(IOperation builder)
    {
        while (builder is IInvocationOperation { Instance: { } inner })
        {
            builder = inner;
        }

        return (builder as ILocalReferenceOperation)?.Local;
    }
}
