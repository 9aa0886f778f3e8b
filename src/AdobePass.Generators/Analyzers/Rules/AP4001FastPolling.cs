using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds loops that request the profile for a code too often.</summary>
internal sealed class AP4001FastPolling : SourceRule
{
    private static readonly Rule Rule = new(
        "Polling is faster than every 3 seconds",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        "Adobe expects 3 to 5 seconds between two requests for the profile of a code, and throttles devices that send " +
        "more than one request per second.");

    private static readonly DiagnosticDescriptor WithoutWait = Rule.ToDescriptor(
        RuleIds.FastPolling,
        "This loop requests the profile for a code without a wait, and the service throttles more than one request per " +
        "second. Wait 3 to 5 seconds in each iteration: await Task.Delay(TimeSpan.FromSeconds(3), cancellationToken).");

    private static readonly DiagnosticDescriptor ShortWait = Rule.ToDescriptor(
        RuleIds.FastPolling,
        "This loop requests the profile for a code every {0} ms, and the service throttles devices that poll too fast. " +
        "Wait 3 to 5 seconds between two requests.");

    private const double ShortestInterval = 3000;
    private const int MostAttempts = 5;

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(WithoutWait, ShortWait);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallOperations;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var poll in SharedRepeatedCalls.Find(file, PassOperationKind.GetProfileForCode))
        {
            if (poll.Region is not IForEachLoopOperation)
            {
                Analyze(file, poll);
            }
        }

        foreach (var timer in SharedTimers.Find(file, PassOperationKind.GetProfileForCode))
        {
            if (timer.Milliseconds is { } period && period > 0 && period < ShortestInterval)
            {
                file.Report(ShortWait, timer.Period.Syntax, [Format(period)]);
            }
        }
    }

    private static void Analyze(FileAnalysis file, SharedRepeatedCall poll)
    {
        var waits = Waits.In(poll.Block, poll.Region, file.CancellationToken);
        if (waits.Any(static wait => wait.IsHold) || PollingTurns.Of(poll.Block, poll.Call, poll.Region) is not { } turns)
        {
            return;
        }

        if (waits.Count == 0)
        {
            if (IsPolling(poll) && poll.AsksTheSame)
            {
                file.Report(WithoutWait, poll.Call.Syntax);
            }

            return;
        }

        // A wait in a branch, for example after an error, does not slow down the other iterations.
        var certain = waits.Where(static wait => !wait.IsConditional).ToList();
        var counted = certain.Count > 0 ? certain : waits;
        if (counted.All(static wait => wait.Milliseconds is not null)
            && counted.Sum(static wait => wait.Milliseconds) * turns is { } total
            && total < ShortestInterval)
        {
            var longest = counted.OrderByDescending(static wait => wait.Milliseconds).First();
            file.Report(ShortWait, longest.Duration.Syntax, [Format(total)]);
        }
    }

    // A loop of few iterations repeats after an error.
    private static bool IsPolling(SharedRepeatedCall poll) => poll.Loop switch
    {
        null => true,
        { } loop when Loops.IsEndless(loop) => true,
        { } loop => Loops.CountOf(poll.Block, loop) is { } count
            ? count > MostAttempts
            : loop is IWhileLoopOperation,
    };

    private static string Format(double milliseconds) =>
        milliseconds.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
