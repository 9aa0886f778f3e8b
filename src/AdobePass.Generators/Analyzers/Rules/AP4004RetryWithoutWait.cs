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
        foreach (var sites in file.Requests.GroupBy(static each => each.Block, static each => each.Site))
        {
            var block = sites.Key;
            foreach (var conditional in block.Operations.OfType<IConditionalOperation>())
            {
                if (conditional.WhenTrue is { } branch
                    && IsThrottled(conditional.Condition)
                    && SendsAgain(conditional, branch, [.. sites]))
                {
                    Analyze(file, block, conditional, branch);
                }
            }
        }
    }

    private static void Analyze(FileAnalysis file, CodeBlock block, IConditionalOperation conditional, IOperation branch)
    {
        // A wait elsewhere in the loop may also come before the next request.
        var waits = Waits.In(block, branch, file.CancellationToken);
        if (waits.Count == 0)
        {
            waits = Loops.Around(conditional) is { } loop ? Waits.In(block, loop, file.CancellationToken) : waits;
        }

        if (waits.Count == 0)
        {
            file.Report(WithoutWait, conditional.Condition.Syntax);
        }
        else if (waits.All(static wait => wait.Milliseconds is { } length && length < ShortestWait))
        {
            file.Report(ShortWait, waits[0].Duration.Syntax);
        }
    }

    private static bool IsThrottled(IOperation condition) =>
        !condition.DescendantsAndSelf().Any(static each => each is IUnaryOperation)
        && condition.DescendantsAndSelf().Any(static each => each switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality =>
                Is429(equality.LeftOperand) || Is429(equality.RightOperand),
            IConstantPatternOperation { Parent: not INegatedPatternOperation } pattern => Is429(pattern.Value),
            _ => false,
        });

    private static bool Is429(IOperation operation) => HttpTypes.WalkDownConversions(operation) switch
    {
        IFieldReferenceOperation { Field: { Name: "TooManyRequests", ContainingType.Name: "HttpStatusCode" } } => true,
        { ConstantValue: { HasValue: true, Value: 429 } } => true,
        _ => false,
    };

    // "continue" in the loop that sends, or the same request again.
    private static bool SendsAgain(IConditionalOperation conditional, IOperation branch, IReadOnlyCollection<RequestSite> sites)
    {
        foreach (var operation in branch.DescendantsAndSelf())
        {
            if (sites.Any(site => site.Call == operation || site.Location == operation))
            {
                return true;
            }

            if (operation is IBranchOperation { BranchKind: BranchKind.Continue }
                && Loops.Around(conditional) is { } loop
                && sites.Any(site => loop.Descendants().Contains(site.Location)))
            {
                return true;
            }
        }

        return false;
    }
}
