using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds loops that request the same decision without a limit or too often.</summary>
internal sealed class AP4003UnboundedRetry : SourceRule
{
    private static readonly Rule Rule = new(
        "A decision is requested repeatedly without a limit",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        "The same request usually returns the same decision. Only an error whose action is \"retry\" is worth 2 or 3 " +
        "further attempts.");

    private static readonly DiagnosticDescriptor WithoutLimit = Rule.ToDescriptor(
        RuleIds.UnboundedRetry,
        "This loop requests the same {0} without a limit. Retry only if the action of the error is \"retry\", and at " +
        "most 2 or 3 times.");

    private static readonly DiagnosticDescriptor TooOften = Rule.ToDescriptor(
        RuleIds.UnboundedRetry,
        "This loop requests the same {0} up to {1} times. Retry only if the action of the error is \"retry\", and at " +
        "most 2 or 3 times.");

    private const int MostAttempts = 3;

    // A decision every minute or less often is a check during playback.
    private const double LongInterval = 60_000;

    // Parts of the names of methods that wait for something to arrive.
    private static readonly string[] ArrivingWords = ["Wait", "Read", "Receive", "Next", "Dequeue", "Take", "Accept"];

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(WithoutLimit, TooOften);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallOperations;

    public override void Analyze(FileAnalysis file)
    {
        Analyze(file, PassOperationKind.Authorize, "authorization");
        Analyze(file, PassOperationKind.Preauthorize, "preauthorization");
    }

    private static void Analyze(FileAnalysis file, PassOperationKind kind, string decision)
    {
        foreach (var source in SharedRepeatedCalls.Find(file, kind))
        {
            if (source.Call is not IInvocationOperation call
                || source.Loop is not { } loop
                || !source.AsksTheSame
                || WaitsForSomethingElse(file, source, loop, call))
            {
                continue;
            }

            var count = Loops.CountOf(source.Block, loop);
            if (count > MostAttempts)
            {
                file.Report(TooOften, call.Syntax, [decision, count.Value]);
            }
            else if (count is null && (Loops.IsEndless(loop) || Loops.EndsOnlyWithOwnValue(loop)) && !Counts(loop))
            {
                file.Report(WithoutLimit, call.Syntax, [decision]);
            }
        }
    }

    // A loop that waits for the viewer correctly requests a decision for each playback.
    private static bool WaitsForSomethingElse(
        FileAnalysis file,
        SharedRepeatedCall source,
        ILoopOperation loop,
        IInvocationOperation call) =>
        Waits.In(source.Block, loop, file.CancellationToken).Any(static wait => wait.IsHold || wait.Milliseconds >= LongInterval)
        || loop.Descendants().OfType<IAwaitOperation>().Any(each =>
            !each.Descendants().Contains(call) && each.Descendants().Any(IsArrival));

    private static bool IsArrival(IOperation awaited) => awaited switch
    {
        IInvocationOperation { TargetMethod.Name: var name } =>
            ArrivingWords.Any(word => name.IndexOf(word, StringComparison.Ordinal) >= 0)
            && !name.StartsWith("ReadAs", StringComparison.Ordinal)
            && !name.StartsWith("ReadFrom", StringComparison.Ordinal),
        IPropertyReferenceOperation or IFieldReferenceOperation => awaited.Parent is IAwaitOperation,
        _ => false,
    };

    private static bool Counts(ILoopOperation loop) =>
        loop.Descendants().Any(static each => each is IIncrementOrDecrementOperation or ICompoundAssignmentOperation);
}
