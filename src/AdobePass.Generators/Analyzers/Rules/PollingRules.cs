using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Looks at loops that wait for a viewer to log in.</summary>
internal sealed class PollingRules : SourceRules
{
    private const double ShortestInterval = 3000;

    private static readonly string[] Clocks = ["DateTime", "DateTimeOffset", "TimeProvider", "Stopwatch", "Environment", "ITimer"];

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(DiagnosticDescriptors.FastPolling, DiagnosticDescriptors.EndlessPolling);

    public override bool IsRelevant(FilePrefilter screen) => screen.MayCallAdobePass || screen.MayCallGeneratedClient;

    public override void Analyze(FileAnalysis file)
    {
        if (file.IsQuietTest)
        {
            return;
        }

        foreach (var poll in CallSources.Find(file.File, PassOperationKind.GetProfileForCode, file.Options.Hosts, file.CancellationToken))
        {
            if (Loops.Around(poll.Call) is { } loop and not IForEachLoopOperation)
            {
                ReportInterval(file, poll, loop);
                ReportEnd(file, poll, loop);
            }
        }
    }

    private static void ReportInterval(FileAnalysis file, CallSource poll, ILoopOperation loop)
    {
        var waits = Waits.In(poll.Block, loop, file.CancellationToken);
        if (waits.Count == 0)
        {
            if (Loops.IsEndless(loop))
            {
                file.Report(DiagnosticDescriptors.FastPolling, poll.Call.Syntax, "This loop asks for the profile of a code without waiting, and the service throttles at more than one request a second. Wait 3 to 5 seconds before each turn: await Task.Delay(TimeSpan.FromSeconds(3), cancellationToken)");
            }
        }
        else if (waits.All(static wait => wait.Milliseconds is not null) && waits.Sum(static wait => wait.Milliseconds) is { } total && total < ShortestInterval)
        {
            var longest = waits.OrderByDescending(static wait => wait.Milliseconds).First();
            file.Report(DiagnosticDescriptors.FastPolling, longest.Duration.Syntax, $"This loop asks for the profile of a code every {total.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)} ms. Adobe asks for 3 to 5 seconds between two requests, and throttles faster ones");
        }
    }

    private static void ReportEnd(FileAnalysis file, CallSource poll, ILoopOperation loop)
    {
        if (Loops.IsEndless(loop) && !HasEnd(loop, poll.Call))
        {
            file.Report(DiagnosticDescriptors.EndlessPolling, poll.Call.Syntax, "This loop goes on for ever where the viewer does not log in. Stop when a profile has come, when notAfter of the session has passed, when a new code was made, and when the caller cancels");
        }
    }

    // A clock, a counter, a cancellation or a question to something outside may end the loop; what it does with them is not judged.
    private static bool HasEnd(ILoopOperation loop, IOperation poll)
    {
        var own = new HashSet<ISymbol>(loop.Descendants().OfType<IVariableDeclaratorOperation>().Select(static declarator => declarator.Symbol), SymbolEqualityComparer.Default);
        own.UnionWith(loop.Descendants().OfType<ISimpleAssignmentOperation>().Select(static assignment => (assignment.Target as ILocalReferenceOperation)?.Local).OfType<ISymbol>());
        foreach (var conditional in loop.Descendants().OfType<IConditionalOperation>())
        {
            if (Leaves(conditional.WhenTrue) || (conditional.WhenFalse is { } otherwise && Leaves(otherwise)))
            {
                // Only a question to the answer itself leaves the end to the viewer.
                if (!conditional.Condition.DescendantsAndSelf().Any(each => each == poll || (each is ILocalReferenceOperation local && own.Contains(local.Local))))
                {
                    return true;
                }
            }
        }

        foreach (var operation in loop.Descendants())
        {
            if (operation is IIncrementOrDecrementOperation or ICompoundAssignmentOperation
                || (operation is not IDefaultValueOperation && operation.Type?.Name == "CancellationToken" && operation.Parent is not IConversionOperation { Operand: IDefaultValueOperation } && !IsDefault(operation))
                || (operation is IInvocationOperation { TargetMethod.ContainingType.Name: var caller } && Clocks.Contains(caller))
                || (operation is IPropertyReferenceOperation { Property: { Name: var name, ContainingType.Name: var owner } } && (Clocks.Contains(owner) || name is "NotAfter" or "Expires" or "IsExpired" or "IsCancellationRequested")))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Leaves(IOperation branch) => branch.DescendantsAndSelf().Any(static each => each is IReturnOperation or IThrowOperation or IBranchOperation { BranchKind: BranchKind.Break });

    // An argument that was left out, "default" and CancellationToken.None cancel nothing.
    private static bool IsDefault(IOperation operation) =>
        operation.IsImplicit
        || operation is IPropertyReferenceOperation { Property.Name: "None" }
        || operation is IConversionOperation { Operand: IDefaultValueOperation or ILiteralOperation };
}
