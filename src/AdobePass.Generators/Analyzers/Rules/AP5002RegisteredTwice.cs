using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds a second registration of Adobe Pass for the same services and name.</summary>
internal sealed class AP5002RegisteredTwice : SourceRule
{
    private static readonly Rule Rule = new(
        "Adobe Pass is registered twice",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        "Two registrations of the same client set the same options, and the later values win.");

    private static readonly DiagnosticDescriptor WithoutName = Rule.ToDescriptor(
        RuleIds.RegisteredTwice,
        "AddAdobePass is called a second time for the same services. Both calls set the options of one client, and the " +
        "later values win. Set them in one call. For a second registered application, pass a name: AddAdobePass(name, " +
        "…).");

    private static readonly DiagnosticDescriptor WithName = Rule.ToDescriptor(
        RuleIds.RegisteredTwice,
        "AddAdobePass is called a second time for the same services and name. Both calls set the options of one " +
        "client, and the later values win. Set them in one call. For another registered application, use another name.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(WithoutName, WithName);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.UsesRuntime;

    public override void Analyze(FileAnalysis file)
    {
        if (file.Project.IsTest)
        {
            return;
        }

        foreach (var block in file.Blocks)
        {
            var calls = block.Calls
                .Where(static call => IsRegistration(call.TargetMethod) && IsUnconditional(call))
                .Where(call => ServicesOf(call) is not ILocalReferenceOperation local || block.OnlyValueOf(local.Local) is not null)
                .Where(static call => NameOf(call) is not null)
                .GroupBy(static call => (ServicesOf(call)?.Syntax.ToString(), NameOf(call)));
            foreach (var call in calls.SelectMany(static group => group.Skip(1)))
            {
                file.Report(NameOf(call)!.Length == 0 ? WithoutName : WithName, call.Syntax);
            }
        }
    }

    // Of the runtime and of the package AdobePass.Hosting.
    private static bool IsRegistration(IMethodSymbol method) =>
        method is { Name: "AddAdobePass", ContainingType: { Name: var type, ContainingNamespace.Name: "DependencyInjection" } }
        && type.StartsWith("AdobePass", StringComparison.Ordinal)
        && (method.ReducedFrom ?? method).Parameters[0].Type.Name == "IServiceCollection";

    private static IOperation? ServicesOf(IInvocationOperation call) => call.Arguments.FirstOrDefault()?.Value;

    /// <summary>Gets the name of the client: empty if it has none, <see langword="null"/> if it is not known.</summary>
    private static string? NameOf(IInvocationOperation call)
    {
        var argument = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "name");
        if (argument is null)
        {
            return string.Empty;
        }

        return argument.Value.ConstantValue is { HasValue: true, Value: string name } ? name : null;
    }

    private static bool IsUnconditional(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ILoopOperation
                or IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return false;
            }
        }

        return true;
    }
}
