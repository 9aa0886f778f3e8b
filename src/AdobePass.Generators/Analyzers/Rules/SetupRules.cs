using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Looks at how the runtime is set up.</summary>
internal sealed class SetupRules : SourceRules
{
    private const string SecondWithoutName =
        "AddAdobePass is called a second time for the same services. Both calls set the options of one client, and the later values win. " +
        "Set them in one call. For a second registered application, give it a name: AddAdobePass(name, …)";

    private const string SecondWithName =
        "AddAdobePass is called a second time for the same services and name. Both calls set the options of one client, and the later " +
        "values win. Set them in one call. For another registered application, use another name";

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(DiagnosticDescriptors.RegisteredTwice, DiagnosticDescriptors.ProductionInTests);

    public override bool IsRelevant(FilePrefilter screen) => screen.UsesRuntime;

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
            .Where(static call => IsRegistration(call.TargetMethod) && IsUnconditional(call))
            .Where(call => ServicesOf(call) is not ILocalReferenceOperation local || block.OnlyValueOf(local.Local) is not null)
            .Where(static call => NameOf(call) is not null)
            .GroupBy(static call => (ServicesOf(call)?.Syntax.ToString(), NameOf(call)));
        foreach (var call in calls.SelectMany(static group => group.Skip(1)))
        {
            file.Report(DiagnosticDescriptors.RegisteredTwice, call.Syntax, NameOf(call)!.Length == 0 ? SecondWithoutName : SecondWithName);
        }
    }

    // Of the runtime and of the package AdobePass.Hosting.
    private static bool IsRegistration(IMethodSymbol method) =>
        method is { Name: "AddAdobePass", ContainingType: { Name: var type, ContainingNamespace.Name: "DependencyInjection" } }
        && type.StartsWith("AdobePass", StringComparison.Ordinal)
        && (method.ReducedFrom ?? method).Parameters[0].Type.Name == "IServiceCollection";

    private static IOperation? ServicesOf(IInvocationOperation call) => call.Arguments.FirstOrDefault()?.Value;

    /// <summary>Gets the name of the client: empty for none, <see langword="null"/> if it is not known.</summary>
    private static string? NameOf(IInvocationOperation call)
    {
        var argument = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "name");
        return argument is null ? string.Empty : argument.Value.ConstantValue is { HasValue: true, Value: string name } ? name : null;
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
                file.Report(DiagnosticDescriptors.ProductionInTests, reference.Syntax, "Tests call the environment of live viewers. Use AdobePassEnvironment.ReleaseStaging, or the fake of AdobePass.Testing, which needs no licence");
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
