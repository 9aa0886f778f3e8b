using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds clients that are created and disposed for each use, or registered as such.</summary>
internal sealed class AP1005ClientPerUse : SourceRule
{
    private static readonly Rule Rule = new(
        "A client is created for each use",
        RuleCategories.Credentials,
        DiagnosticSeverity.Warning,
        "AdobePassClient caches access tokens, and its callers share one token request. A client for each use requests " +
        "its own token each time.");

    private static readonly DiagnosticDescriptor DisposedClient = Rule.ToDescriptor(
        RuleIds.ClientPerUse,
        "This AdobePassClient is disposed at the end of each use, together with its cached tokens. Its callers do not " +
        "share a token request. Create one AdobePassClient for the lifetime of the application.");

    private static readonly DiagnosticDescriptor RegisteredClient = Rule.ToDescriptor(
        RuleIds.ClientPerUse,
        "{0} creates a client for each {1}, so callers do not share a token request. Use services.AddAdobePass(…), " +
        "which registers one client for the application.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(DisposedClient, RegisteredClient);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.UsesRuntime;

    public override void Analyze(FileAnalysis file)
    {
        if (file.Runtime is not { } runtime)
        {
            return;
        }

        foreach (var (block, creation) in file.OperationsOf<IObjectCreationOperation>())
        {
            if (runtime.Is(creation.Type, runtime.Client) && IsDisposedAtOnce(creation) && IsRepeated(creation, block.Owner, file))
            {
                file.Report(DisposedClient, creation.Syntax);
            }
        }

        foreach (var (_, call) in file.OperationsOf<IInvocationOperation>())
        {
            var method = call.TargetMethod;
            if (method.Name is "AddTransient" or "AddScoped" && method.TypeArguments.Any(argument => runtime.Is(argument, runtime.Client)))
            {
                file.Report(RegisteredClient, call.Syntax, [method.Name, method.Name == "AddScoped" ? "scope" : "use"]);
            }
        }
    }

    // Only "using" proves that the client does not outlive the method. Any other client may be stored.
    private static bool IsDisposedAtOnce(IObjectCreationOperation creation)
    {
        for (var parent = creation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IUsingDeclarationOperation:
                    return true;
                case IUsingOperation statement:
                    return statement.Resources.DescendantsAndSelf().Contains(creation);
                case IConversionOperation or IVariableInitializerOperation or IVariableDeclaratorOperation
                    or IVariableDeclarationOperation or IVariableDeclarationGroupOperation:
                    continue;
                default:
                    return false;
            }
        }

        return false;
    }

    // A loop repeats. Without a loop, a method of a client application may run once; a method of a server runs for each request,
    // except those that the host starts.
    private static bool IsRepeated(IOperation operation, ISymbol? symbol, FileAnalysis file)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation || (file.Project.IsServer && IsEndpointMapping(parent)))
            {
                return true;
            }
        }

        return file.Project.IsServer
            && symbol is not null
            && !SymbolEqualityComparer.Default.Equals(symbol, file.Compilation.GetEntryPoint(file.CancellationToken))
            && symbol is not IMethodSymbol { IsStatic: true, Name: "Main" or "<Main>$" }
            && symbol.ContainingType?.AllInterfaces.Any(static face => face.Name is "IHostedService" or "IHostedLifecycleService") != true;
    }

    private static bool IsEndpointMapping(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: var name } && name.StartsWith("Map", StringComparison.Ordinal);
}
