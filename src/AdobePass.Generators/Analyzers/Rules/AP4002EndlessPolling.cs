using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds loops that request the profile for a code and end only when the viewer logs in.</summary>
internal sealed class AP4002EndlessPolling : SourceRule
{
    private static readonly Rule Rule = new(
        "Polling has no end",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        "A code expires, and a viewer may never log in. A loop that stops only at a login then sends requests " +
        "permanently.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.EndlessPolling,
        "This loop never ends if the viewer does not log in. Stop it when a profile is returned, when notAfter of the " +
        "session has passed, when a new code is created, and when the caller cancels.");

    private static readonly string[] Clocks = ["DateTime", "DateTimeOffset", "TimeProvider", "Stopwatch", "Environment", "ITimer"];

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallOperations;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var poll in SharedRepeatedCalls.Find(file, PassOperationKind.GetProfileForCode))
        {
            if (poll.Loop is { } loop and not IForEachLoopOperation
                && (Loops.IsEndless(loop) || Loops.EndsOnlyWithOwnValue(loop))
                && !HasEnd(loop, poll.Call)
                && !Waits.In(poll.Block, loop, file.CancellationToken).Any(static wait => wait.IsHold))
            {
                file.Report(Descriptor, poll.Call.Syntax);
            }
        }
    }

    // A clock, a counter, a cancellation or a condition on something else may end the loop. How the loop uses them is not analyzed.
    private static bool HasEnd(ILoopOperation loop, IOperation poll) =>
        LeavesForOtherReason(loop, poll) || loop.Descendants().Any(each => IsClockOrCancellation(each) || IsTestedCounter(loop, each));

    // A condition on the response alone leaves the end to the viewer.
    private static bool LeavesForOtherReason(ILoopOperation loop, IOperation poll)
    {
        var own = new HashSet<ISymbol>(
            loop.Descendants().OfType<IVariableDeclaratorOperation>().Select(static declarator => declarator.Symbol),
            SymbolEqualityComparer.Default);
        own.UnionWith(loop.Descendants()
            .OfType<ISimpleAssignmentOperation>()
            .Select(static assignment => (assignment.Target as ILocalReferenceOperation)?.Local)
            .OfType<ISymbol>());
        return loop.Descendants().OfType<IConditionalOperation>().Any(conditional =>
            (Leaves(conditional.WhenTrue) || (conditional.WhenFalse is { } otherwise && Leaves(otherwise)))
            && !conditional.Condition.DescendantsAndSelf().Any(each =>
                each == poll || (each is ILocalReferenceOperation local && own.Contains(local.Local))));
    }

    private static bool IsTestedCounter(ILoopOperation loop, IOperation operation)
    {
        var counter = operation switch
        {
            IIncrementOrDecrementOperation { Target: var target } => AssignedValues.SymbolOf(target),
            ICompoundAssignmentOperation { Type.SpecialType: not SpecialType.System_String, Target: var target } =>
                AssignedValues.SymbolOf(target),
            _ => null,
        };
        return counter is not null && loop.Descendants().Any(each =>
            each is IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
                    or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
            } or IIsPatternOperation
            && each.Descendants().Any(part => SymbolEqualityComparer.Default.Equals(AssignedValues.SymbolOf(part), counter)));
    }

    private static bool IsClockOrCancellation(IOperation operation) => operation switch
    {
        _ when IsCancellation(operation) => true,
        IInvocationOperation { TargetMethod.ContainingType.Name: var caller } => Clocks.Contains(caller),
        IPropertyReferenceOperation { Property: { Name: var name, ContainingType.Name: var owner } } =>
            Clocks.Contains(owner) || name is "NotAfter" or "Expires" or "IsExpired" or "IsCancellationRequested",
        _ => false,
    };

    private static bool IsCancellation(IOperation operation) =>
        operation is not IDefaultValueOperation
        && operation.Type?.Name == "CancellationToken"
        && operation.Parent is not IConversionOperation { Operand: IDefaultValueOperation }
        && !IsDefault(operation);

    private static bool Leaves(IOperation branch) => branch.DescendantsAndSelf().Any(static each =>
        each is IReturnOperation or IThrowOperation or IBranchOperation { BranchKind: BranchKind.Break });

    // An omitted argument, "default" and CancellationToken.None never cancel.
    private static bool IsDefault(IOperation operation) =>
        operation.IsImplicit
        || operation is IPropertyReferenceOperation { Property.Name: "None" }
        || operation is IConversionOperation { Operand: IDefaultValueOperation or ILiteralOperation };
}
