using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>A timer whose callback calls an operation.</summary>
/// <param name="Period">The expression for its period.</param>
/// <param name="Milliseconds">The period, if it is constant.</param>
internal sealed record SharedTimer(IOperation Period, double? Milliseconds);

/// <summary>Finds timers with a callback: <c>Timer</c> of .NET, and timers of user interfaces with an event.</summary>
internal static class SharedTimers
{
    public static IReadOnlyList<SharedTimer> Find(FileAnalysis file, PassOperationKind kind)
    {
        var calls = SharedRepeatedCalls.Calls(file, kind);
        var found = new List<SharedTimer>();
        if (calls.Count == 0)
        {
            return found;
        }

        foreach (var (block, creation) in file.OperationsOf<IObjectCreationOperation>())
        {
            if (creation is
                {
                    Type: { Name: "Timer", ContainingNamespace.Name: "Threading" },
                    Arguments: [var callback, _, _, { Value: var period }]
                }
                && Contains(file, block, callback.Value, calls))
            {
                found.Add(new SharedTimer(period, DurationTracer.Milliseconds(block, period, file.CancellationToken)));
            }
        }

        foreach (var (block, subscription) in file.OperationsOf<IEventAssignmentOperation>())
        {
            if (subscription is
                {
                    Adds: true,
                    EventReference: IEventReferenceOperation { Event.Name: "Elapsed" or "Tick", Instance: { } timer }
                }
                && AssignedValues.SymbolOf(timer) is { } symbol
                && Contains(file, block, subscription.HandlerValue, calls)
                && PeriodOf(file, block, symbol) is var (from, period))
            {
                found.Add(new SharedTimer(period, DurationTracer.Milliseconds(from, period, file.CancellationToken)));
            }
        }

        return found;
    }

    // The callback is a lambda that contains a call, or a method that contains one.
    private static bool Contains(
        FileAnalysis file,
        CodeBlock block,
        IOperation callback,
        IReadOnlyList<(CodeBlock Block, IOperation Call, bool IsDirect)> calls)
    {
        var operations = callback.DescendantsAndSelf().ToList();
        if (calls.Any(each => operations.Contains(each.Call) && Loops.Around(each.Call) is null))
        {
            return true;
        }

        var methods = operations.OfType<IMethodReferenceOperation>().Select(static each => each.Method.OriginalDefinition).ToList();
        return calls.Any(each => Loops.Around(each.Call) is null
            && SharedRepeatedCalls.OwnerOf(each.Block, each.Call) is { } owner
            && methods.Contains(owner.OriginalDefinition, SymbolEqualityComparer.Default));
    }

    // new Timer(1000), new Timer { Interval = 1000 }, timer.Interval = 1000
    private static (CodeBlock Block, IOperation Period)? PeriodOf(FileAnalysis file, CodeBlock block, ISymbol timer)
    {
        var created = timer is ILocalSymbol local
            ? block.OnlyValueOf(local) is { } only ? [(block, only)] : []
            : AssignedValues.Of(file.File, timer, file.CancellationToken).ToList();
        foreach (var (from, value) in created)
        {
            if ((value as IObjectCreationOperation ?? (value as IConversionOperation)?.Operand) is not IObjectCreationOperation creation)
            {
                continue;
            }

            if (creation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "interval") is { } argument)
            {
                return (from, argument.Value);
            }

            if (creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().FirstOrDefault(IsInterval) is { } initial)
            {
                return (from, initial.Value);
            }
        }

        foreach (var (from, assignment) in file.OperationsOf<ISimpleAssignmentOperation>())
        {
            if (IsInterval(assignment)
                && ((IPropertyReferenceOperation)assignment.Target).Instance is { } instance
                && SymbolEqualityComparer.Default.Equals(AssignedValues.SymbolOf(instance), timer))
            {
                return (from, assignment.Value);
            }
        }

        return null;
    }

    private static bool IsInterval(ISimpleAssignmentOperation assignment) =>
        assignment.Target is IPropertyReferenceOperation { Property.Name: "Interval" };
}
