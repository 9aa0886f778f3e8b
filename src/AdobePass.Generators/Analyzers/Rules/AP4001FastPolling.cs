using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
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

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(WithoutWait, ShortWait);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallOperations;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var poll in file.CallsOf(PassOperationKind.GetProfileForCode))
        {
            if (Loops.Around(poll.Call) is { } loop and not IForEachLoopOperation)
            {
                Analyze(file, poll, loop);
            }
        }
    }

    private static void Analyze(FileAnalysis file, CallSource poll, ILoopOperation loop)
    {
        var waits = Waits.In(poll.Block, loop, file.CancellationToken);
        if (waits.Count == 0)
        {
            if (Loops.IsEndless(loop))
            {
                file.Report(WithoutWait, poll.Call.Syntax);
            }
        }
        else if (waits.All(static wait => wait.Milliseconds is not null)
            && waits.Sum(static wait => wait.Milliseconds) is { } total
            && total < ShortestInterval)
        {
            var longest = waits.OrderByDescending(static wait => wait.Milliseconds).First();
            file.Report(ShortWait, longest.Duration.Syntax, [total.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)]);
        }
    }
}
