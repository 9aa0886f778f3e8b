using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>
/// Finds revealed secrets that are passed to logs, consoles, traces, activities and exceptions. It matches types and never names.
/// </summary>
internal sealed class AP1009SecretIsLogged : SourceRule
{
    private static readonly Rule Rule = new(
        "A secret is logged or shown",
        RuleCategories.Credentials,
        DiagnosticSeverity.Warning,
        "Logs, consoles, traces and exceptions are read by more people than a secret is meant for. The types of the " +
        "runtime print as *** for this reason.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.SecretIsLogged,
        "The text of this {0} is passed to {1}, which stores or shows it. Pass the value itself, which prints as ***, " +
        "or remove it.");

    private static readonly string[] SinkTypes =
    [
        "Microsoft.Extensions.Logging.ILogger",
        "Microsoft.Extensions.Logging.LoggerExtensions",
        "System.Console",
        "System.Diagnostics.Debug",
        "System.Diagnostics.Trace",
        "System.Diagnostics.TraceSource",
        "System.Diagnostics.Activity",
    ];

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool RunsInTestProjects => true;

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.UsesRuntime;

    public override void Analyze(FileAnalysis file)
    {
        if (file.Compilation.GetTypeByMetadataName("AdobePass.Secret") is not { } secret)
        {
            return;
        }

        var sinks = Resolve(file.Compilation, SinkTypes);
        var exception = file.Compilation.GetTypeByMetadataName("System.Exception");
        foreach (var (_, call) in file.OperationsOf<IInvocationOperation>())
        {
            if (call.TargetMethod is { Name: "Reveal", Parameters.Length: 0 } method
                && SymbolEqualityComparer.Default.Equals(method.ContainingType, secret)
                && FindSink(call, sinks, exception) is { } sink)
            {
                file.Report(Descriptor, call.Syntax, [KindOf(call), sink]);
            }
        }
    }

    private static ImmutableHashSet<INamedTypeSymbol> Resolve(Compilation compilation, string[] names) =>
        names.Select(compilation.GetTypeByMetadataName)
            .OfType<INamedTypeSymbol>()
            .ToImmutableHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    // After "?.", the receiver is a placeholder for the value before it.
    private static string KindOf(IInvocationOperation call) => call.Instance?.Type?.Name ?? call.TargetMethod.ContainingType.Name;

    // From the call outwards, through operations that preserve the text: conversions, concatenation, interpolation, argument arrays.
    private static string? FindSink(IOperation revealed, ImmutableHashSet<INamedTypeSymbol> sinks, INamedTypeSymbol? exception)
    {
        for (var operation = revealed.Parent; operation is not null; operation = operation.Parent)
        {
            switch (operation)
            {
                case IConversionOperation or IParenthesizedOperation or IInterpolationOperation or IInterpolatedStringOperation
                    or IArgumentOperation or IArrayInitializerOperation or IArrayCreationOperation or IConditionalOperation
                    or IConditionalAccessOperation or ICoalesceOperation or IInterpolatedStringAppendOperation
                    or IInterpolatedStringHandlerCreationOperation:
                    continue;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }:
                    continue;
                case IInvocationOperation { TargetMethod: { ContainingType: { } type } method }:
                    if (type.SpecialType == SpecialType.System_String && method.Name is "Concat" or "Format" or "Join")
                    {
                        continue;
                    }

                    return IsSink(type, sinks) || IsConsole((IInvocationOperation)operation) ? $"{type.Name}.{method.Name}" : null;
                case IObjectCreationOperation { Type: INamedTypeSymbol created } when IsException(created, exception):
                    return $"the constructor of {created.Name}";
                default:
                    return null;
            }
        }

        return null;
    }

    // Console.Out and Console.Error. Any other writer may be a store.
    private static bool IsConsole(IInvocationOperation call) =>
        call.Instance is IPropertyReferenceOperation { Property: { Name: "Out" or "Error", ContainingType: { Name: "Console" } type } }
        && type.ContainingNamespace.Name == "System";

    private static bool IsSink(INamedTypeSymbol type, ImmutableHashSet<INamedTypeSymbol> sinks) =>
        sinks.Contains(type.OriginalDefinition)
        || type.AllInterfaces.Any(face => face.Name == "ILogger" && sinks.Contains(face.OriginalDefinition));

    private static bool IsException(INamedTypeSymbol type, INamedTypeSymbol? exception)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, exception))
            {
                return true;
            }
        }

        return false;
    }
}
