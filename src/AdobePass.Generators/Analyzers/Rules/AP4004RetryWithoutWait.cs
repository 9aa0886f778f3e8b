using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds requests in the user's own code that are repeated after a 429 without a sufficient wait.</summary>
internal sealed class AP4004RetryWithoutWait : SourceRule
{
    private static readonly Rule Rule = new(
        "A throttled request is repeated too early",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        "The service returns 429 for more than one request per second. A request that is repeated within that second " +
        "causes another 429.");

    private static readonly DiagnosticDescriptor WithoutWait = Rule.ToDescriptor(
        RuleIds.RetryWithoutWait,
        "The request is repeated immediately after a 429, which causes another 429. Wait at least 1 second, or longer " +
        "if Retry-After says so.");

    private static readonly DiagnosticDescriptor ShortWait = Rule.ToDescriptor(
        RuleIds.RetryWithoutWait,
        "The wait after this 429 is shorter than 1 second, which causes another 429. Wait at least 1 second, or longer " +
        "if Retry-After says so.");

    private const double ShortestWait = 1000;

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(WithoutWait, ShortWait);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallAdobePass;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var block in file.Blocks)
        {
            var sending = SendingCalls(file, block);
            if (sending.Count > 0)
            {
                foreach (var place in FindThrottled(block))
                {
                    Analyze(file, block, place.Test, place.Branch, sending);
                }
            }
        }
    }

    // The branches that run after a 429, and the conditions of loops that run again after one.
    private static IEnumerable<(IOperation Test, IOperation? Branch)> FindThrottled(CodeBlock block)
    {
        foreach (var operation in block.Operations)
        {
            switch (operation)
            {
                case IConditionalOperation conditional:
                    if (Means429(block, conditional.Condition, true))
                    {
                        yield return (conditional.Condition, conditional.WhenTrue);
                    }
                    else if (Means429(block, conditional.Condition, false))
                    {
                        // if (status != 429) return …; and what follows, or the next iteration
                        yield return (conditional.Condition, conditional.WhenFalse);
                    }

                    break;
                case ISwitchCaseOperation { Clauses: { Length: > 0 } clauses } section when section.Parent is ISwitchOperation choice
                    && clauses.Any(clause => SharedHttpStatus.IsThrottled(block, new BranchCondition(choice.Value, true, clause)) == true):
                    yield return (clauses[0], section);
                    break;
                case ISwitchExpressionArmOperation arm
                    when SharedHttpStatus.IsThrottled(block, new BranchCondition(arm, true, arm.Pattern)) == true:
                    yield return (arm.Pattern, arm.Value);
                    break;
                case ICatchClauseOperation { Filter: { } filter } clause when Means429(block, filter, true):
                    yield return (filter, clause.Handler);
                    break;
                case IWhileLoopOperation { Condition: { } condition } loop when Means429(block, condition, true):
                    yield return (condition, loop.Body);
                    break;
                default:
                    break;
            }
        }
    }

    private static bool Means429(CodeBlock block, IOperation condition, bool holds) =>
        Branches.Split(condition, holds).Any(atom => SharedHttpStatus.IsThrottled(block, atom) == true);

    private static void Analyze(
        FileAnalysis file,
        CodeBlock block,
        IOperation test,
        IOperation? branch,
        IReadOnlyCollection<IOperation> sending)
    {
        var loop = Loops.Around(test) ?? test.Parent as ILoopOperation;
        if (!SendsAgain(block, test, branch, loop, sending))
        {
            return;
        }

        // A wait elsewhere in the loop may also come before the next request.
        var waits = branch is null ? [] : Waits.In(block, branch, file.CancellationToken);
        if (waits.Count == 0)
        {
            waits = loop is not null ? [.. Waits.In(block, loop, file.CancellationToken).Where(each => Reaches(branch, each, test, loop))]
                : branch is null ? Waits.In(block, block.Root, file.CancellationToken)
                : waits;
        }

        if (waits.Count == 0)
        {
            file.Report(WithoutWait, test.Syntax);
        }
        else if (waits.All(static wait => wait.Milliseconds is { } length && length < ShortestWait))
        {
            file.Report(ShortWait, waits[0].Duration.Syntax);
        }
    }

    // "continue" skips the waits between the test and the end of the body.
    private static bool Reaches(IOperation? branch, Wait wait, IOperation test, ILoopOperation loop) =>
        branch is null
        || !Continues(branch)
        || wait.Duration.Syntax.SpanStart < test.Syntax.SpanStart
        || !loop.Body.Syntax.Span.Contains(wait.Duration.Syntax.Span);

    private static bool Continues(IOperation code) => code switch
    {
        IBranchOperation { BranchKind: BranchKind.Continue } => true,
        IBlockOperation block => block.Operations.Any(Continues),
        ISwitchCaseOperation section => section.Body.Any(Continues),
        _ => false,
    };

    // The request is sent again: in the branch, by a call of the method itself, or in the next iteration.
    private static bool SendsAgain(
        CodeBlock block,
        IOperation test,
        IOperation? branch,
        ILoopOperation? loop,
        IReadOnlyCollection<IOperation> sending)
    {
        if (branch is not null && test.Parent is not ILoopOperation)
        {
            var owner = SharedRepeatedCalls.OwnerOf(block, test);
            if (branch.DescendantsAndSelf().Any(each => sending.Contains(each)
                || (each is IInvocationOperation call
                    && SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, owner))))
            {
                return true;
            }
        }

        return loop is not null
            && !IsOverItems(loop)
            && loop.Descendants().Any(sending.Contains)
            && (branch is null ? IsGuard(test) : !Leaves(branch, loop));
    }

    // Each iteration is about another item, unless the collection only counts.
    private static bool IsOverItems(ILoopOperation loop) =>
        loop is IForEachLoopOperation { Collection: var items }
        && Conversions.WalkDown(items) is not IInvocationOperation { TargetMethod.Name: "Range" };

    // if (status != 429) return …: a 429 goes on to the next iteration.
    private static bool IsGuard(IOperation test) =>
        test.Parent is IConditionalOperation { Parent: IBlockOperation block } guard
        && Branches.AlwaysLeaves(guard.WhenTrue)
        && !guard.WhenTrue.DescendantsAndSelf().Any(static each => each is IBranchOperation { BranchKind: BranchKind.Continue })
        && !block.Operations.SkipWhile(each => each != guard).Skip(1).Any(Branches.AlwaysLeaves);

    private static bool Leaves(IOperation branch, ILoopOperation loop) => branch.DescendantsAndSelf().Any(each =>
        each is IReturnOperation or IThrowOperation
        || (each is IBranchOperation { BranchKind: BranchKind.Break } exit
            && SymbolEqualityComparer.Default.Equals(exit.Target, loop.ExitLabel)));

    // The requests of the file in this body, and calls of methods of the file that send one.
    private static HashSet<IOperation> SendingCalls(FileAnalysis file, CodeBlock block)
    {
        var sending = new HashSet<IOperation>(file.Search(RequestsByBlock)[block]
            .SelectMany(static site => new[] { site.Call, site.Location })
            .OfType<IOperation>());
        var owners = file.Search(SendingMethods);
        foreach (var call in block.Calls)
        {
            if (owners.Contains(call.TargetMethod.OriginalDefinition) || IsInHandler(file, call))
            {
                sending.Add(call);
            }
        }

        return sending;
    }

    private static ILookup<CodeBlock, RequestSite> RequestsByBlock(FileAnalysis file) =>
        file.Requests.ToLookup(static each => each.Block, static each => each.Site);

    private static HashSet<ISymbol> SendingMethods(FileAnalysis file) => new(
        file.Requests
            .Where(static each => each.Site.Call is not null)
            .Select(static each => SharedRepeatedCalls.OwnerOf(each.Block, each.Site.Location))
            .OfType<IMethodSymbol>()
            .Where(static owner => owner.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction),
        SymbolEqualityComparer.Default);

    // base.SendAsync(…) in a handler: its clients call Adobe Pass if the file names a host of Adobe Pass and no other.
    private static bool IsInHandler(FileAnalysis file, IInvocationOperation call) =>
        call is { TargetMethod: { Name: "SendAsync" or "Send", ContainingType.Name: "DelegatingHandler" } }
        && file.Search(SharedHosts.Of).Adobe
        && !file.Search(SharedHosts.Of).Other;
}
