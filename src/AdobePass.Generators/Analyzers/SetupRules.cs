using System.Collections.Immutable;
using AdobePass.Generators.Diagnostics;
using AdobePass.Generators.Tracing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers;

/// <summary>Looks at how the runtime is set up.</summary>
internal sealed class SetupRules : SourceRules
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Rules.RegisteredTwice, Rules.ProductionInTests);

    public override bool IsRelevant(Screen screen) => screen.UsesRuntime;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var block in file.Blocks)
        {
            if (file.Project.IsTest)
            {
                ReportProduction(file, block);
            }
            else
            {
                ReportSecond(file, block);
            }
        }
    }

    private static void ReportSecond(FileAnalysis file, CodeBlock block)
    {
        var calls = block.Operations.OfType<IInvocationOperation>()
            .Where(static call => call.TargetMethod is { Name: "AddAdobePass", ContainingType.Name: "AdobePassServiceCollectionExtensions" } && IsUnconditional(call))
            .Where(call => call.Arguments.FirstOrDefault()?.Value is not ILocalReferenceOperation local || block.OnlyValueOf(local.Local) is not null)
            .GroupBy(static call => call.Arguments.FirstOrDefault()?.Value.Syntax.ToString(), StringComparer.Ordinal);
        foreach (var call in calls.SelectMany(static group => group.Skip(1)))
        {
            file.Report(Rules.RegisteredTwice, call.Syntax, "AddAdobePass is called a second time for the same services. There is one connection for the application, so that both calls set its options and the later values win. Set them in one call; for a second registered application make an AdobePassClient of its own");
        }
    }

    private static bool IsUnconditional(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return false;
            }
        }

        return true;
    }

    private static void ReportProduction(FileAnalysis file, CodeBlock block)
    {
        foreach (var reference in block.Operations.OfType<IFieldReferenceOperation>())
        {
            if (reference.Field is { Name: "ReleaseProduction", ContainingType: { Name: "AdobePassEnvironment", ContainingNamespace.Name: "AdobePass" } } && IsChosen(reference))
            {
                file.Report(Rules.ProductionInTests, reference.Syntax, "Tests call the environment of live viewers. Use AdobePassEnvironment.ReleaseStaging, or the fake of AdobePass.Testing, which needs no licence");
            }
        }
    }

    private static bool IsChosen(IOperation reference)
    {
        var parent = reference.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Environment", ContainingType.Name: "AdobePassOptions" } } };
    }
}
