using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Follows the text of a revealed secret into logs, consoles, traces, activities and exceptions. It goes by types and never by names.</summary>
internal sealed class RevealedSecretRules : SourceRules
{
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

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(DiagnosticDescriptors.SecretIsLogged);

    public override bool IsRelevant(FilePrefilter screen) => screen.UsesRuntime;

    public override void Analyze(FileAnalysis file)
    {
        if (file.Compilation.GetTypeByMetadataName("AdobePass.Secret") is not { } secret)
        {
            return;
        }

        var sinks = Resolve(file.Compilation, SinkTypes);
        var exception = file.Compilation.GetTypeByMetadataName("System.Exception");
        foreach (var call in file.Blocks.SelectMany(static block => block.Operations).OfType<IInvocationOperation>())
        {
            Analyze(file, call, secret, sinks, exception);
        }
    }

    private static ImmutableHashSet<INamedTypeSymbol> Resolve(Compilation compilation, string[] names) =>
        names.Select(compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>().ToImmutableHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    private static void Analyze(FileAnalysis file, IInvocationOperation call, INamedTypeSymbol secret, ImmutableHashSet<INamedTypeSymbol> sinks, INamedTypeSymbol? exception)
    {
        if (call.TargetMethod is not { Name: "Reveal", Parameters.Length: 0 } method || !SymbolEqualityComparer.Default.Equals(method.ContainingType, secret))
        {
            return;
        }

        if (FindSink(call, sinks, exception) is { } sink)
        {
            file.Report(
                DiagnosticDescriptors.SecretIsLogged,
                call.Syntax,
                $"The text of {(KindOf(call) == "AccessToken" ? "an" : "a")} {KindOf(call)} is passed to {sink}, which keeps or shows it. Pass the value itself, which shows ***, or leave it out");
        }
    }

    // Behind "?." the receiver is a stand-in for the value before it.
    private static string KindOf(IInvocationOperation call) => call.Instance?.Type?.Name ?? call.TargetMethod.ContainingType.Name;

    // From the call outwards through what keeps the text as it is: conversions, concatenation, interpolation, arrays of arguments.
    private static string? FindSink(IOperation revealed, ImmutableHashSet<INamedTypeSymbol> sinks, INamedTypeSymbol? exception)
    {
        for (var operation = revealed.Parent; operation is not null; operation = operation.Parent)
        {
            switch (operation)
            {
                case IConversionOperation or IParenthesizedOperation or IInterpolationOperation or IInterpolatedStringOperation or IArgumentOperation
                    or IArrayInitializerOperation or IArrayCreationOperation or IConditionalOperation or IConditionalAccessOperation or ICoalesceOperation
                    or IInterpolatedStringAppendOperation or IInterpolatedStringHandlerCreationOperation:
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

    // Console.Out and Console.Error; any other writer may be a store.
    private static bool IsConsole(IInvocationOperation call) => call.Instance is IPropertyReferenceOperation { Property: { Name: "Out" or "Error", ContainingType: { Name: "Console", ContainingNamespace.Name: "System" } } };

    private static bool IsSink(INamedTypeSymbol type, ImmutableHashSet<INamedTypeSymbol> sinks) =>
        sinks.Contains(type.OriginalDefinition) || type.AllInterfaces.Any(face => face.Name == "ILogger" && sinks.Contains(face.OriginalDefinition));

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
