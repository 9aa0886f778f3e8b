using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>A place where code waits.</summary>
/// <param name="Duration">The expression of the time.</param>
/// <param name="Milliseconds">How long, if it is constant.</param>
internal sealed record Wait(IOperation Duration, double? Milliseconds);

/// <summary>Finds waits.</summary>
internal static class Waits
{
    private static readonly string[] WaitingWords = ["Delay", "Sleep", "Wait", "Pause"];

    /// <summary>The waits inside an operation.</summary>
    public static IReadOnlyList<Wait> In(CodeBlock block, IOperation operation, CancellationToken cancellationToken)
    {
        var waits = new List<Wait>();
        foreach (var call in operation.DescendantsAndSelf().OfType<IInvocationOperation>())
        {
            var duration = call.TargetMethod switch
            {
                { Name: "Delay", ContainingType.Name: "Task" } =>
                    call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name is "delay" or "millisecondsDelay")?.Value,
                { Name: "Sleep", ContainingType.Name: "Thread" } => call.Arguments.FirstOrDefault()?.Value,
                { Name: "Delay", ContainingType.Name: "TimeProviderTaskExtensions" } =>
                    call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "delay")?.Value,
                { Name: "WaitForNextTickAsync", ContainingType.Name: "PeriodicTimer" } => PeriodOf(block, call),
                { Name: var name, ContainingType.Name: not "Task" }
                    when WaitingWords.Any(word => name.IndexOf(word, StringComparison.Ordinal) >= 0) =>
                    call,
                _ => null,
            };
            if (duration is not null)
            {
                waits.Add(new Wait(duration, duration == call ? null : DurationTracer.Milliseconds(block, duration, cancellationToken)));
            }
        }

        return waits;
    }

    private static IOperation PeriodOf(CodeBlock block, IInvocationOperation tick) =>
        tick.Instance is ILocalReferenceOperation { Local: var timer }
            && block.OnlyValueOf(timer) is { } value
            && (value as IObjectCreationOperation ?? (value as IConversionOperation)?.Operand)
                is IObjectCreationOperation { Arguments: [var period, ..] }
            ? period.Value
            : tick;
}
