using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds test projects that call the production environment.</summary>
internal sealed class AP5003ProductionInTests : SourceRule
{
    private static readonly Rule Rule = new(
        "Tests call the production environment",
        RuleCategories.Configuration,
        DiagnosticSeverity.Info,
        "The production environment serves live viewers. Tests belong to the staging environment or to the fake " +
        "service.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.ProductionInTests,
        "These tests call the environment of live viewers. Use AdobePassEnvironment.ReleaseStaging, or the fake " +
        "service of AdobePass.Testing, which needs no license.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool RunsInTestProjects => true;

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.UsesRuntime;

    public override void Analyze(FileAnalysis file)
    {
        if (!file.Project.IsTest)
        {
            return;
        }

        foreach (var (_, reference) in file.OperationsOf<IFieldReferenceOperation>())
        {
            if (reference.Field is { Name: "ReleaseProduction", ContainingType: { Name: "AdobePassEnvironment" } type }
                && type.ContainingNamespace.Name == "AdobePass"
                && IsChosen(reference))
            {
                file.Report(Descriptor, reference.Syntax);
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

        return parent is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } }
            && property is { Name: "Environment", ContainingType.Name: "AdobePassOptions" };
    }
}
