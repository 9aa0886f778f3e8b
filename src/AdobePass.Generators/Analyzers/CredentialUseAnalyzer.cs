using System.Collections.Immutable;
using AdobePass.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers;

/// <summary>Finds uses of the runtime that lose client credentials or ask for tokens too often. It goes by the runtime's own types, so foreign code is never touched.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CredentialUseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.VolatileStore,
        Rules.ClientPerUse,
        Rules.CredentialsDeletedOnFailure);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (RuntimeTypes.TryResolve(start.Compilation) is not { } types)
            {
                return;
            }

            var project = ProjectContext.Of(start.Compilation, start.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
            if (project.IsTest)
            {
                return;
            }

            var entryPoint = start.Compilation.GetEntryPoint(start.CancellationToken);
            start.RegisterOperationAction(creation => AnalyzeCreation(creation, types, project, entryPoint), OperationKind.ObjectCreation);
            start.RegisterOperationAction(call => AnalyzeCall(call, types), OperationKind.Invocation);
        });
    }

    private static void AnalyzeCreation(OperationAnalysisContext context, RuntimeTypes types, ProjectContext project, IMethodSymbol? entryPoint)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (types.Is(creation.Type, types.MemoryStore) && !IsForDevelopment(creation))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.VolatileStore,
                creation.Syntax.GetLocation(),
                project.IsServer ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
                additionalLocations: null,
                properties: null,
                "Client credentials in memory are lost when the process ends, and every viewer is logged out. Use new FileCredentialStore(folder) or a store of your own, and this one in tests"));
        }
        else if (types.Is(creation.Type, types.Client) && IsDisposedAtOnce(creation) && IsRepeated(creation, context.ContainingSymbol, project, entryPoint))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.ClientPerUse,
                creation.Syntax.GetLocation(),
                "This connection is disposed at the end of each use, and with it the tokens in memory: callers do not share a token request. Create one AdobePassClient for the life of the application"));
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, RuntimeTypes types)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;

        if (method.Name is "AddTransient" or "AddScoped" && method.TypeArguments.Any(argument => types.Is(argument, types.Client)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.ClientPerUse,
                call.Syntax.GetLocation(),
                $"{method.Name} makes a connection for each {(method.Name == "AddScoped" ? "scope" : "use")}, so that callers do not share a token request. Use services.AddAdobePass(…), which registers one for the application"));
        }
        else if (types.IsDeletion(method) && FindBroadCatch(call, types) is { } caught)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.CredentialsDeletedOnFailure,
                call.Syntax.GetLocation(),
                $"Client credentials are deleted whenever {caught} is thrown, also for a failure that passes by itself, and the viewer is logged out. Delete them only where the service says that they are invalid: catch (DynamicClientRegistrationException fault) when (fault.ErrorCode == \"invalid_client\")"));
        }
    }

    // if (environment.IsDevelopment()) … or environment.IsDevelopment() ? … : …
    private static bool IsForDevelopment(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation conditional
                && conditional.Condition.DescendantsAndSelf().Any(static each => each is IInvocationOperation { TargetMethod.Name: "IsDevelopment" or "IsEnvironment" }))
            {
                return true;
            }
        }

        return false;
    }

    // Only a "using" proves that the connection does not outlive the method; everything else may be kept somewhere.
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
                case IConversionOperation or IVariableInitializerOperation or IVariableDeclaratorOperation or IVariableDeclarationOperation or IVariableDeclarationGroupOperation:
                    continue;
                default:
                    return false;
            }
        }

        return false;
    }

    // In a loop it is plain. Without one, a client application's method may well run once; a server's runs for each request, but for what the host starts.
    private static bool IsRepeated(IOperation operation, ISymbol symbol, ProjectContext project, IMethodSymbol? entryPoint)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation)
            {
                return true;
            }
        }

        if (!project.IsServer || SymbolEqualityComparer.Default.Equals(symbol, entryPoint))
        {
            return false;
        }

        return !(symbol is IMethodSymbol { IsStatic: true, Name: "Main" or "<Main>$" }
            || symbol.ContainingType.AllInterfaces.Any(static face => face.Name is "IHostedService" or "IHostedLifecycleService"));
    }

    private static string? FindBroadCatch(IOperation operation, RuntimeTypes types)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation clause)
            {
                return clause.Filter is null && types.IsPassing(clause.ExceptionType) && !IsGuarded(operation, clause) ? (clause.ExceptionType.SpecialType == SpecialType.System_Object ? "anything" : clause.ExceptionType.Name) : null;
            }

            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return null;
            }
        }

        return null;
    }

    // A condition inside the clause may look at the failure more closely; what it says is not judged.
    private static bool IsGuarded(IOperation operation, ICatchClauseOperation clause)
    {
        for (var parent = operation.Parent; parent is not null && parent != clause; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
