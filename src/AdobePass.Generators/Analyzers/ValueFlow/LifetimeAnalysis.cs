using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.ValueFlow;

/// <summary>How long a value lives.</summary>
internal enum Lifetime
{
    /// <summary>It ends with the method that gets it.</summary>
    Lost,

    /// <summary>It ends with the process.</summary>
    InMemory,

    /// <summary>It is returned to callers that decide.</summary>
    Returned,

    /// <summary>It is stored, or code that cannot be seen may store it.</summary>
    Kept,
}

/// <summary>
/// Determines how long a value lives. Client credentials must survive the process. An access token must survive the call, so a field that
/// the next call reads is enough.
/// </summary>
internal sealed class LifetimeAnalysis(CodeProject project, ValueParts parts, bool isServer, CancellationToken cancellationToken)
{
    private const int MaxMethods = 16;

    private readonly MethodSummaries _methods = new(project, cancellationToken);
    private readonly HashSet<ISymbol> _members = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _returning = new(SymbolEqualityComparer.Default);

    /// <summary>Determines whether client credentials survive the process.</summary>
    public Lifetime OfCredentials(CodeBlock block, IOperation value) => Of(block, value, OfStoredCredentials);

    /// <summary>Determines whether an access token survives the call.</summary>
    public Lifetime OfToken(CodeBlock block, IOperation value) => Of(block, value, OfStoredToken);

    /// <summary>Determines whether code other than the callers, to which the value may be returned, keeps client credentials.</summary>
    public Lifetime OfCredentialsHere(CodeBlock block, IOperation value) => Of(block, value, OfStoredCredentials, countsReturn: false);

    /// <summary>Determines whether code other than the callers, to which the value may be returned, keeps an access token.</summary>
    public Lifetime OfTokenHere(CodeBlock block, IOperation value) => Of(block, value, OfStoredToken, countsReturn: false);

    private Lifetime Of(CodeBlock block, IOperation value, Func<FlowSink, Lifetime> ofMemory, bool countsReturn = true)
    {
        var lifetime = Lifetime.Lost;
        var flow = ValueFlow.Of(block, value, _methods, parts);
        foreach (var sink in flow.Sinks)
        {
            var found = sink.End switch
            {
                FlowEnd.Stored or FlowEnd.Delegate => Lifetime.Kept,
                FlowEnd.Returned when countsReturn => Lifetime.Returned,
                FlowEnd.Member or FlowEnd.Cache => ofMemory(sink),
                _ => Lifetime.Lost,
            };
            lifetime = found > lifetime ? found : lifetime;
            if (lifetime == Lifetime.Kept)
            {
                break;
            }
        }

        // The callers have the objects that contain the value. A request is sent.
        return flow.Holders.Any(static holder => holder is IParameterSymbol parameter && !FlowTargets.IsTransient(parameter.Type))
            ? Lifetime.Kept
            : lifetime;
    }

    private Lifetime OfStoredToken(FlowSink sink)
    {
        if (sink.Symbol is not { } member)
        {
            return sink.Operation is IInvocationOperation set
                && set.TargetMethod.Name.StartsWith("Set", StringComparison.Ordinal)
                && !IsCacheRead(set)
                ? Lifetime.Lost
                : Lifetime.Kept;
        }

        if (IsReplacedInLoop(sink.Operation))
        {
            return Lifetime.Lost;
        }

        // _token ??= …: the member is read first.
        if (sink.Operation is ICoalesceAssignmentOperation
            || !IsVisible(member)
            || project.UsesOf(member, cancellationToken) is not { } uses)
        {
            return Lifetime.Kept;
        }

        var isRead = uses.Any(use => IsRead(use.Operation)
            && (use.Block.Owner is not { } owner
                || !SymbolEqualityComparer.Default.Equals(owner, sink.Block.Owner)
                || use.Operation.Syntax.SpanStart < sink.Operation.Syntax.SpanStart
                || Loops.Around(sink.Operation) is not null)
            && !IsRenewedBefore(use.Block, use.Operation, sink.Block.Owner));
        return isRead ? Lifetime.Kept : Lifetime.Lost;
    }

    // client.DefaultRequestHeaders.Add("Authorization", "Bearer " + await RequestAsync()) in each iteration.
    private static bool IsReplacedInLoop(IOperation operation) =>
        operation.DescendantsAndSelf().Any(static each => each is IPropertyReferenceOperation { Property.Name: "DefaultRequestHeaders" })
        && Loops.Around(operation) is { } loop
        && !Branches.Around(operation).Any(each => loop.Syntax.Span.Contains(each.Test.Syntax.Span));

    // await RefreshAsync(); … _token: the method that reads the member always calls the one that requests a new token first.
    private static bool IsRenewedBefore(CodeBlock block, IOperation read, ISymbol? renewing) =>
        renewing is IMethodSymbol
        && !SymbolEqualityComparer.Default.Equals(block.Owner, renewing)
        && block.Calls.Any(call =>
            SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, renewing)
            && call.Syntax.SpanStart < read.Syntax.SpanStart
            && RunsAlways(call));

    private static bool RunsAlways(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ICoalesceOperation or ICoalesceAssignmentOperation or ISwitchOperation
                or ISwitchExpressionOperation or ILoopOperation or ICatchClauseOperation or IAnonymousFunctionOperation
                or ILocalFunctionOperation or IConditionalAccessOperation
                or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr })
            {
                return false;
            }
        }

        return !Branches.Around(operation).Any();
    }

    private bool IsCacheRead(IInvocationOperation set) => project.ContainsCall(static call =>
        (call.TargetMethod.Name is "TryGetValue" or "Contains" || call.TargetMethod.Name.StartsWith("Get", StringComparison.Ordinal))
        && ExternalMethods.EffectOf(call.TargetMethod.ReducedFrom ?? call.TargetMethod) == MethodEffect.Caches,
        set.Syntax.SyntaxTree,
        cancellationToken);

    // Other processes share the cache, and it survives this one.
    private static bool IsDistributed(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.ContainingNamespace.Name: "Distributed" };

    private Lifetime OfStoredCredentials(FlowSink sink)
    {
        if (sink.Symbol is not { } member)
        {
            return (project.IsProgram || isServer) && !IsDistributed(sink.Operation) ? Lifetime.InMemory : Lifetime.Kept;
        }

        // The object of a library may live in code that cannot be seen, and may be stored there. A private member goes nowhere.
        if (!IsVisible(member)
            || !(project.IsProgram || isServer || member.IsStatic || member.DeclaredAccessibility == Accessibility.Private)
            || (sink.IsHeld && !IsMadeHere(member))
            || project.UsesOf(member, cancellationToken) is not { } uses)
        {
            return Lifetime.Kept;
        }

        return _members.Add(member) && uses.Any(use => IsRead(use.Operation) && IsStoredAfter(use.Block, use.Operation))
            ? Lifetime.Kept
            : Lifetime.InMemory;
    }

    // Determines whether a value that is read from memory is then stored, also by the callers of the method that reads it.
    private bool IsStoredAfter(CodeBlock block, IOperation value)
    {
        switch (Of(block, value, OfStoredCredentials))
        {
            case Lifetime.Kept:
                return true;
            case Lifetime.Returned when block.Owner is IMethodSymbol method:
                if (!_returning.Add(method))
                {
                    return false;
                }

                return _returning.Count > MaxMethods
                    || !IsVisible(method)
                    || project.CallsOf(method, cancellationToken) is not { Count: > 0 } calls
                    || calls.Any(call => IsStoredAfter(call.Block, call.Operation));
            case Lifetime.Returned when block.Owner is IPropertySymbol property:
                return !IsVisible(property)
                    || project.UsesOf(property, cancellationToken) is not { Count: > 0 } uses
                    || (_members.Add(property) && uses.Any(use => IsStoredAfter(use.Block, use.Operation)));
            case Lifetime.Returned:
                return true;
            default:
                return false;
        }
    }

    // Only a program shows all uses of what other assemblies can use.
    private bool IsVisible(ISymbol member)
    {
        if (project.IsProgram)
        {
            return true;
        }

        for (var each = member; each is not null and not INamespaceSymbol; each = each.ContainingSymbol)
        {
            if (each.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal || each is IParameterSymbol)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMadeHere(ISymbol member)
    {
        if (member is IParameterSymbol || project.UsesOf(member, cancellationToken) is not { } uses)
        {
            return false;
        }

        var values = uses.Select(static use => use.Operation.Parent as ISimpleAssignmentOperation)
            .Where(assignment => assignment is not null && IsTarget(assignment.Target, member))
            .Select(static assignment => assignment!.Value)
            .ToList();
        if (project.BlockOf(member, cancellationToken)?.Root is ISymbolInitializerOperation initializer)
        {
            values.Add(initializer.Value);
        }

        return values.Count > 0 && values.All(static value =>
            Conversions.WalkDown(value) is IObjectCreationOperation or IArrayCreationOperation
            || value.Syntax is CollectionExpressionSyntax);
    }

    private static bool IsTarget(IOperation target, ISymbol member) =>
        SymbolEqualityComparer.Default.Equals(AssignedValues.SymbolOf(target)?.OriginalDefinition, member);

    private static bool IsRead(IOperation use) => use.Parent switch
    {
        ISimpleAssignmentOperation assignment => assignment.Target != use,
        INameOfOperation => false,
        IPropertyReferenceOperation { Property.IsIndexer: true, Parent: ISimpleAssignmentOperation indexed } element =>
            indexed.Target != element,
        IInvocationOperation { Parent: IExpressionStatementOperation, TargetMethod.Name: var name } call
            when name is "Add" or "TryAdd" or "Remove" or "TryRemove" or "Clear" => call.Instance != use,
        _ => true,
    };
}
