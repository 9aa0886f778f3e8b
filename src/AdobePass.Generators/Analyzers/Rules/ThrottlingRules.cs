using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Looks at hand-written code that sends again after a 429.</summary>
internal sealed class ThrottlingRules : SourceRules
{
    private const double ShortestWait = 1000;

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(DiagnosticDescriptors.RetryWithoutWait);

    public override bool IsRelevant(FilePrefilter screen) => screen.MayCallAdobePass;

    public override void Analyze(FileAnalysis file)
    {
        if (file.IsQuietTest)
        {
            return;
        }

        foreach (var sites in FileRequests.Of(file.File, file.Options.Hosts, file.CancellationToken).GroupBy(static each => each.Block, static each => each.Site))
        {
            var block = sites.Key;
            foreach (var conditional in block.Operations.OfType<IConditionalOperation>())
            {
                if (conditional.WhenTrue is { } branch && IsThrottled(conditional.Condition) && SendsAgain(conditional, branch, [.. sites]))
                {
                    Report(file, block, conditional, branch);
                }
            }
        }
    }

    private static void Report(FileAnalysis file, CodeBlock block, IConditionalOperation conditional, IOperation branch)
    {
        // A wait at another place of the loop may be on the way to the next request too.
        var waits = Waits.In(block, branch, file.CancellationToken);
        if (waits.Count == 0)
        {
            waits = Loops.Around(conditional) is { } loop ? Waits.In(block, loop, file.CancellationToken) : waits;
        }

        if (waits.Count == 0)
        {
            file.Report(DiagnosticDescriptors.RetryWithoutWait, conditional.Condition.Syntax, "The request is sent again at once after a 429, which earns the next one. Wait at least 1 second, longer where Retry-After says so");
        }
        else if (waits.All(static wait => wait.Milliseconds is { } length && length < ShortestWait))
        {
            file.Report(DiagnosticDescriptors.RetryWithoutWait, waits[0].Duration.Syntax, "The wait after a 429 is shorter than the 1 second that Adobe asks for, and the next request earns another 429. Wait at least 1 second");
        }
    }

    private static bool IsThrottled(IOperation condition) => !condition.DescendantsAndSelf().Any(static each => each is IUnaryOperation) && condition.DescendantsAndSelf().Any(static each => each switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality => Is429(equality.LeftOperand) || Is429(equality.RightOperand),
        IConstantPatternOperation { Parent: not INegatedPatternOperation } pattern => Is429(pattern.Value),
        _ => false,
    });

    private static bool Is429(IOperation operation) => HttpTypes.WalkDownConversions(operation) switch
    {
        IFieldReferenceOperation { Field: { Name: "TooManyRequests", ContainingType.Name: "HttpStatusCode" } } => true,
        { ConstantValue: { HasValue: true, Value: 429 } } => true,
        _ => false,
    };

    // "continue" in the loop that sends, or the request once more.
    private static bool SendsAgain(IConditionalOperation conditional, IOperation branch, IReadOnlyCollection<RequestSite> sites)
    {
        foreach (var operation in branch.DescendantsAndSelf())
        {
            if (sites.Any(site => site.Call == operation || site.Location == operation))
            {
                return true;
            }

            if (operation is IBranchOperation { BranchKind: BranchKind.Continue } && Loops.Around(conditional) is { } loop && sites.Any(site => loop.Descendants().Contains(site.Location)))
            {
                return true;
            }
        }

        return false;
    }
}
