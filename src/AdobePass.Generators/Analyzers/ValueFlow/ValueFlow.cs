using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.ValueFlow;

/// <summary>
/// Follows a value through a body of code: through locals, patterns, objects, collections, lambdas, local functions and the methods of the
/// project that it is passed to. It ends at the operations that store, send, show or return the value.
/// </summary>
internal sealed partial class ValueFlow : IFlow
{
    private const int MaxSteps = 4000;

    private readonly CodeBlock _block;
    private readonly MethodSummaries _methods;
    private readonly ValueParts _parts;
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IOperation> _visited = [];
    private readonly List<FlowSink> _sinks = [];
    private readonly FlowTargets _targets;
    private int _steps;

    private ValueFlow(CodeBlock block, MethodSummaries methods, ValueParts parts)
    {
        _block = block;
        _methods = methods;
        _parts = parts;
        _targets = new FlowTargets(block, this);
    }

    /// <inheritdoc/>
    public HashSet<ISymbol> Holders { get; } = new(SymbolEqualityComparer.Default);

    public IReadOnlyList<FlowSink> Sinks => _sinks;

    /// <summary>Follows the result of an operation, or gets the flow if it was followed before.</summary>
    public static ValueFlow Of(CodeBlock block, IOperation value, MethodSummaries methods, ValueParts parts)
    {
        if (methods.Flows.TryGetValue((value, parts), out var known))
        {
            return known;
        }

        var flow = new ValueFlow(block, methods, parts);
        flow.Follow(value);
        return methods.Flows.GetOrAdd((value, parts), flow);
    }

    /// <summary>Follows an argument through the method that gets it.</summary>
    public static ValueFlow OfParameter(CodeBlock body, IParameterSymbol parameter, MethodSummaries methods, ValueParts parts)
    {
        var flow = new ValueFlow(body, methods, parts);
        flow.FollowSymbol(parameter);
        return flow;
    }

    /// <summary>
    /// Follows what a delegate returns through the method that gets it; <see langword="null"/> if the method does not only run it.
    /// </summary>
    public static ValueFlow? OfDelegate(CodeBlock body, IParameterSymbol parameter, MethodSummaries methods, ValueParts parts)
    {
        var flow = new ValueFlow(body, methods, parts);
        var uses = body.ReferencesTo(parameter);
        foreach (var use in uses)
        {
            if (use.Parent is not IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call || call.Instance != use)
            {
                return null;
            }

            flow.Follow(call);
        }

        return uses.Count == 0 ? null : flow;
    }

    /// <summary>Follows the receiver through the method that is called on it.</summary>
    public static ValueFlow OfReceiver(CodeBlock body, MethodSummaries methods, ValueParts parts)
    {
        var flow = new ValueFlow(body, methods, parts);
        foreach (var instance in body.Operations.OfType<IInstanceReferenceOperation>()
            .Where(static each => each.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance))
        {
            flow.Follow(instance);
        }

        return flow;
    }

    public void Record(FlowEnd end, IOperation operation, ISymbol? symbol = null, bool isHeld = false) =>
        _sinks.Add(new FlowSink(end, _block, operation, symbol, isHeld));

    public void FollowSymbol(ISymbol symbol, IOperation? assignment = null)
    {
        var end = assignment is null ? null : _block.NextAssignmentAfter(assignment, symbol);
        if (end is not null || _followed.Add(symbol))
        {
            foreach (var reference in _block.ReferencesTo(symbol)
                .Where(static each => each is not ILocalReferenceOperation { IsDeclaration: true })
                .Where(each => end is null || each.Syntax.SpanStart < end.Syntax.Span.End))
            {
                Follow(reference);
            }
        }
    }

    public void Follow(IOperation value)
    {
        for (var current = value; current.Parent is { } parent && _visited.Add(current); current = parent)
        {
            _methods.CancellationToken.ThrowIfCancellationRequested();
            if (++_steps > MaxSteps)
            {
                Record(FlowEnd.Stored, current);
                return;
            }

            if (!PassesOn(parent, current) || ExternalMethods.IsScalar(parent.Type))
            {
                return;
            }
        }
    }

    /// <summary>
    /// Determines whether the containing operation includes the value: <c>(value)</c>, <c>$"…{value}"</c>, <c>new Pair(value)</c>,
    /// <c>Parse(value)</c>. Otherwise, the value ends there.
    /// </summary>
    private bool PassesOn(IOperation parent, IOperation current)
    {
        switch (parent)
        {
            case IConversionOperation or IParenthesizedOperation or IAwaitOperation or ITupleOperation or ICoalesceOperation:
            case IInterpolationOperation or IInterpolatedStringOperation or IInterpolatedStringAppendOperation
                or IInterpolatedStringHandlerCreationOperation:
            case IArrayInitializerOperation or IArrayCreationOperation or IObjectOrCollectionInitializerOperation
                or IMemberInitializerOperation:
            case IObjectCreationOperation or IAnonymousObjectCreationOperation or ISwitchExpressionArmOperation or IWithOperation:
            case IFieldReferenceOperation or IInlineArrayAccessOperation or IImplicitIndexerReferenceOperation or ITranslatedQueryOperation:
            case IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation:
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }:
            case IInvocationOperation when current is IArgumentOperation:
                return parent is not IFieldReferenceOperation field || _parts.Contains(field.Field);
            case IArrayElementReferenceOperation element:
                return element.ArrayReference == current;
            case IPropertyReferenceOperation property:
                return property.Instance == current && _parts.Contains(property.Property) && _parts.ContainsKey(property.Arguments);
            case IConditionalOperation conditional:
                return conditional.Condition != current && conditional.Type is not null;
            case ISwitchExpressionOperation choice:
                return FollowSwitch(choice, current);
            case IConditionalAccessOperation access:
                return FollowAccess(access, current);
            case IArgumentOperation argument:
                return PassesThroughCall(argument);
            case IInvocationOperation call when call.Instance == current:
                return PassesThroughReceiver(call);
            case IAssignmentOperation assignment:
                return FollowAssignment(assignment, current);
            default:
                // Newer compilers have an operation for it that this version does not know.
                if (parent.Syntax is CollectionExpressionSyntax or SpreadElementSyntax)
                {
                    return true;
                }

                End(parent, current);
                return false;
        }
    }

    /// <summary>Records where the value ends, and follows the symbols that then contain it.</summary>
    private void End(IOperation parent, IOperation current)
    {
        switch (parent)
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                FollowSymbol(declarator.Symbol, declarator);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclarationOperation declaration }:
                foreach (var declared in declaration.Declarators)
                {
                    FollowSymbol(declared.Symbol, declared);
                }

                break;
            case IFieldInitializerOperation initializer:
                Record(FlowEnd.Member, parent, initializer.InitializedFields.FirstOrDefault());
                break;
            case IPropertyInitializerOperation initializer:
                Record(FlowEnd.Member, parent, initializer.InitializedProperties.FirstOrDefault());
                break;
            case IIsPatternOperation pattern:
                FollowPattern(pattern.Pattern);
                break;
            case ISwitchOperation choice when choice.Value == current:
                foreach (var clause in choice.Cases.SelectMany(static each => each.Clauses).OfType<IPatternCaseClauseOperation>())
                {
                    FollowPattern(clause.Pattern);
                }

                break;
            case IForEachLoopOperation loop:
                foreach (var local in loop.Locals)
                {
                    FollowSymbol(local);
                }

                break;
            case IReturnOperation:
                FollowReturn(parent);
                break;
            case IThrowOperation:
                Record(FlowEnd.Shown, parent);
                break;
            case IDynamicInvocationOperation or IDynamicObjectCreationOperation or IAddressOfOperation
                or IFunctionPointerInvocationOperation:
                Record(FlowEnd.Stored, parent);
                break;
            default:
                // Operations that only read a value, and statements.
                Record(FlowEnd.Used, parent);
                break;
        }
    }

    private bool FollowSwitch(ISwitchExpressionOperation choice, IOperation current)
    {
        if (choice.Value != current)
        {
            return true;
        }

        foreach (var arm in choice.Arms)
        {
            FollowPattern(arm.Pattern);
        }

        return false;
    }

    // After "?.", the receiver is a placeholder for the value before it.
    private bool FollowAccess(IConditionalAccessOperation access, IOperation current)
    {
        if (access.Operation != current)
        {
            return true;
        }

        foreach (var instance in access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>())
        {
            Follow(instance);
        }

        return false;
    }

    private bool FollowAssignment(IAssignmentOperation assignment, IOperation current)
    {
        if (assignment.Value != current)
        {
            return false;
        }

        if (assignment is IDeconstructionAssignmentOperation)
        {
            foreach (var target in assignment.Target.DescendantsAndSelf())
            {
                _targets.Follow(target, assignment);
            }
        }
        else
        {
            _targets.Follow(assignment.Target, assignment);
        }

        // The value of a chained assignment.
        return assignment.Parent is not IExpressionStatementOperation;
    }

    private void FollowPattern(IPatternOperation pattern)
    {
        foreach (var each in pattern.DescendantsAndSelf())
        {
            var symbol = each switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                IListPatternOperation list => list.DeclaredSymbol,
                _ => null,
            };
            if (symbol is not null && _parts.Contains(each))
            {
                FollowSymbol(symbol);
            }
        }
    }

    // The return value of a lambda goes to the code that calls the lambda.
    private void FollowReturn(IOperation returned)
    {
        for (var parent = returned.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case ILocalFunctionOperation local:
                    foreach (var call in _block.Calls
                        .Where(each => SymbolEqualityComparer.Default.Equals(each.TargetMethod.OriginalDefinition, local.Symbol)))
                    {
                        Follow(call);
                    }

                    return;
                case IAnonymousFunctionOperation lambda:
                    FollowLambda(lambda);
                    return;
                default:
                    break;
            }
        }

        Record(FlowEnd.Returned, returned);
    }

    private void FollowLambda(IAnonymousFunctionOperation lambda)
    {
        switch (Conversions.WalkUpDelegate(lambda).Parent)
        {
            case IArgumentOperation { Parent: IInvocationOperation call } argument:
                FollowLambdaArgument(call, argument);
                break;
            case IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: "Lazy" or "AsyncLazy" or "Task" } lazy }:
                Record(FlowEnd.Cache, lazy);
                Follow(lazy);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                foreach (var call in _block.ReferencesTo(local).Select(static each => each.Parent).OfType<IInvocationOperation>())
                {
                    Follow(call);
                }

                break;
            default:
                Record(FlowEnd.Stored, lambda);
                break;
        }
    }

    private void FollowLambdaArgument(IInvocationOperation call, IArgumentOperation argument)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        var effect = ExternalMethods.EffectOf(method);
        if (effect == MethodEffect.Caches
            || method.Name.StartsWith("GetOr", StringComparison.Ordinal)
            || method.Name is "AddOrUpdate" or "EnsureInitialized")
        {
            Record(FlowEnd.Cache, call);
            if (method.ContainingType.Name is "ConcurrentDictionary" && call.Instance is { } dictionary)
            {
                _targets.FollowHolder(dictionary, call);
            }

            Follow(call);
        }
        else if (effect is MethodEffect.Converts or MethodEffect.Adds || method.Name is "Run" or "StartNew")
        {
            Follow(call);
        }
        else if (argument.Parameter is { } parameter && _methods.OfDelegate(method, parameter, _parts) is { } summary)
        {
            // A method of the project that runs the lambda: await RetryAsync(() => …).
            AddSinks(summary.Sinks, call.Arguments, call);
            if (summary.IsReturned)
            {
                Follow(call);
            }
        }
        else if (effect is not (MethodEffect.Tests or MethodEffect.Shows))
        {
            Record(FlowEnd.Stored, call);
        }
    }
}
