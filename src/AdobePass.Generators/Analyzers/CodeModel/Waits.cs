using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>A place where code waits.</summary>
/// <param name="Duration">The expression for the duration, or the call that waits.</param>
/// <param name="Milliseconds">The duration in milliseconds, if it is constant.</param>
/// <param name="IsConditional">Whether the code may run without this wait.</param>
/// <param name="IsHold">Whether something outside the code ends the wait: a channel, a semaphore, the console.</param>
internal sealed record Wait(IOperation Duration, double? Milliseconds, bool IsConditional, bool IsHold);

/// <summary>Finds waits, also in methods of the same file.</summary>
internal static class Waits
{
    private const int MaxDepth = 3;

    private static readonly string[] WaitingWords = ["Delay", "Sleep", "Wait", "Pause"];

    private static readonly HashSet<string> HoldingTypes = new(StringComparer.Ordinal)
    {
        "ChannelReader", "Console", "BlockingCollection", "SemaphoreSlim", "Semaphore", "EventWaitHandle", "ManualResetEvent",
        "ManualResetEventSlim", "AutoResetEvent", "WaitHandle", "CountdownEvent", "Barrier", "Monitor", "BufferBlock", "DataflowBlock",
    };

    private static readonly string[] HoldingWords = ["Wait", "Read", "Take", "Receive", "Consum", "Signal", "Next", "Dequeue", "Accept"];

    /// <summary>Gets the waits inside an operation.</summary>
    public static IReadOnlyList<Wait> In(CodeBlock block, IOperation operation, CancellationToken cancellationToken)
    {
        var waits = new List<Wait>();
        foreach (var each in operation.DescendantsAndSelf())
        {
            if (each is IInvocationOperation call && !IsInLambda(each, operation))
            {
                Add(waits, block, call, operation, null, 0, cancellationToken);
            }
            else if (each is IPropertyReferenceOperation { Property: { Name: "Task", ContainingType.Name: "TaskCompletionSource" } }
                && !IsInLambda(each, operation)
                && each.Parent is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "Wait" or "WaitAsync" or "ConfigureAwait" })
            {
                waits.Add(new Wait(each, null, IsConditional(each, operation), IsHold: true));
            }
            else if (each is IReturnOperation { Kind: OperationKind.YieldReturn, ReturnedValue: { } yielded }
                && IsCoroutine(block.Owner)
                && Conversions.WalkDown(yielded) is { ConstantValue.HasValue: false } pause)
            {
                waits.Add(new Wait(pause, SecondsOf(block, pause, cancellationToken), IsConditional(each, operation), IsHold: false));
            }
        }

        return waits;
    }

    // IEnumerator Run() { … yield return new WaitForSeconds(4); … }: the engine resumes it later. After null, it resumes in the next
    // frame.
    private static bool IsCoroutine(ISymbol? owner) => owner is IMethodSymbol
    {
        ReturnType: { Name: "IEnumerator", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } },
    };

    private static double? SecondsOf(CodeBlock block, IOperation pause, CancellationToken cancellationToken) =>
        pause is IObjectCreationOperation { Type.Name: "WaitForSeconds" or "WaitForSecondsRealtime", Arguments: [{ Value: var seconds }] }
            ? DurationTracer.Milliseconds(block, seconds, cancellationToken) * 1000
            : null;

    private static void Add(
        List<Wait> waits,
        CodeBlock block,
        IInvocationOperation call,
        IOperation region,
        CallArguments? arguments,
        int depth,
        CancellationToken cancellationToken)
    {
        var isConditional = IsConditional(call, region);
        var duration = DurationOf(call);
        if (duration is not null)
        {
            waits.Add(new Wait(
                duration,
                DurationTracer.Milliseconds(block, duration, cancellationToken, arguments),
                isConditional,
                IsHold: false));
        }
        else if (call.TargetMethod is { Name: "WaitForNextTickAsync", ContainingType.Name: "PeriodicTimer" })
        {
            waits.Add(PeriodOf(block, call, cancellationToken) is var (from, period)
                ? new Wait(
                    region.Descendants().Contains(period) ? period : call,
                    DurationTracer.Milliseconds(from, period, cancellationToken),
                    isConditional,
                    IsHold: false)
                : new Wait(call, null, isConditional, IsHold: false));
        }
        else if (IsHold(call.TargetMethod) && TimeoutOf(call) is { } timeout)
        {
            waits.Add(new Wait(
                timeout,
                DurationTracer.Milliseconds(block, timeout, cancellationToken, arguments),
                isConditional,
                IsHold: false));
        }
        else if (IsHold(call.TargetMethod))
        {
            if (!IsReleased(call, region))
            {
                waits.Add(new Wait(call, null, isConditional, IsHold: true));
            }
        }
        else if (block.File.BodyOf(block, call.TargetMethod, cancellationToken) is { } body && body != block)
        {
            AddOfMethod(waits, block, body, call, isConditional, arguments, depth, cancellationToken);
        }
        else if (call.TargetMethod.ContainingType?.Name != "Task"
            && WaitingWords.Any(word => call.TargetMethod.Name.IndexOf(word, StringComparison.Ordinal) >= 0))
        {
            waits.Add(new Wait(call, null, isConditional, IsHold: false));
        }
    }

    // The waits of a method of the file, at the call of the method.
    private static void AddOfMethod(
        List<Wait> waits,
        CodeBlock block,
        CodeBlock body,
        IInvocationOperation call,
        bool isConditional,
        CallArguments? arguments,
        int depth,
        CancellationToken cancellationToken)
    {
        if (depth >= MaxDepth)
        {
            return;
        }

        var inside = new List<Wait>();
        var passed = new CallArguments(block, call.Arguments, arguments);
        foreach (var inner in body.Calls)
        {
            if (!IsInLambda(inner, body.Root))
            {
                Add(inside, body, inner, body.Root, passed, depth + 1, cancellationToken);
            }
        }

        waits.AddRange(inside.Select(each => each with { Duration = call, IsConditional = each.IsConditional || isConditional }));
    }

    private static IOperation? DurationOf(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "Delay", ContainingType.Name: "Task" or "TimeProviderTaskExtensions" } =>
            call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name is "delay" or "millisecondsDelay")?.Value,
        { Name: "Sleep", ContainingType.Name: "Thread" } => call.Arguments.FirstOrDefault()?.Value,
        _ => null,
    };

    private static bool IsHold(IMethodSymbol method) =>
        method.ContainingType is { Name: var type }
        && HoldingTypes.Contains(type)
        && HoldingWords.Any(word => method.Name.IndexOf(word, StringComparison.Ordinal) >= 0);

    // stop.WaitOne(1000): a wait that the end of the loop cuts short.
    private static IOperation? TimeoutOf(IInvocationOperation call) =>
        call.TargetMethod is { Name: "WaitOne" or "Wait", ContainingType.Name: not "SemaphoreSlim" and not "Semaphore" }
            ? call.Arguments.FirstOrDefault(static argument => argument.ArgumentKind != ArgumentKind.DefaultValue
                && argument.Parameter?.Name is "millisecondsTimeout" or "timeout")?.Value
            : null;

    // A semaphore that the same code releases protects the code and holds up nothing.
    private static bool IsReleased(IInvocationOperation call, IOperation region) =>
        call.Instance is { } semaphore
        && AssignedValues.SymbolOf(semaphore) is { } symbol
        && region.Descendants().Any(each => each is IInvocationOperation { TargetMethod.Name: "Release", Instance: { } released }
            && SymbolEqualityComparer.Default.Equals(AssignedValues.SymbolOf(released), symbol));

    private static (CodeBlock Block, IOperation Period)? PeriodOf(
        CodeBlock block,
        IInvocationOperation tick,
        CancellationToken cancellationToken)
    {
        (CodeBlock Block, IOperation Value)? created = tick.Instance switch
        {
            ILocalReferenceOperation { Local: var local } when block.OnlyValueOf(local) is { } only => (block, only),
            IFieldReferenceOperation or IPropertyReferenceOperation
                when AssignedValues.Of(block.File, AssignedValues.SymbolOf(tick.Instance)!, cancellationToken).ToList() is [var assigned] =>
                assigned,
            _ => null,
        };
        return created is var (from, value)
            && (value as IObjectCreationOperation ?? (value as IConversionOperation)?.Operand)
                is IObjectCreationOperation { Arguments: [var period, ..] }
            ? (from, period.Value)
            : null;
    }

    /// <summary>Determines whether a condition inside the region decides whether the operation runs.</summary>
    public static bool IsConditional(IOperation operation, IOperation region)
    {
        for (IOperation child = operation, parent = operation.Parent!;
            child != region && parent is not null;
            child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when conditional.Condition != child:
                case ISwitchCaseOperation or ISwitchExpressionArmOperation or ICatchClauseOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } either
                    when either.RightOperand == child:
                    return true;
                default:
                    break;
            }
        }

        return false;
    }

    private static bool IsInLambda(IOperation operation, IOperation region)
    {
        for (var parent = operation.Parent; parent is not null && parent != region; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
