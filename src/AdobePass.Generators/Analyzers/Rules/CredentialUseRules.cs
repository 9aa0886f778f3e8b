using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds uses of the runtime that lose client credentials or ask for tokens too often. It goes by the runtime's own types, so foreign code is never touched.</summary>
internal sealed class CredentialUseRules : SourceRules
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.VolatileStore,
        DiagnosticDescriptors.ClientPerUse,
        DiagnosticDescriptors.CredentialsDeletedOnFailure);

    public override bool IsRelevant(FilePrefilter screen) => screen.UsesRuntime;

    public override void Analyze(FileAnalysis file)
    {
        if (file.IsQuietTest || RuntimeSymbols.TryResolve(file.Compilation) is not { } types)
        {
            return;
        }

        ReportStoresInMemory(file, types);
        foreach (var block in file.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                switch (operation)
                {
                    case IObjectCreationOperation creation:
                        AnalyzeCreation(file, block, creation, types);
                        break;
                    case IInvocationOperation call:
                        AnalyzeCall(file, call, types);
                        break;
                    default:
                        break;
                }
            }
        }
    }

    // A store of the user's own that has collections in memory and nothing else to keep anything in.
    private static void ReportStoresInMemory(FileAnalysis file, RuntimeSymbols types)
    {
        foreach (var declaration in file.File.Model.SyntaxTree.GetRoot(file.CancellationToken).DescendantNodes().OfType<ClassDeclarationSyntax>())
        {
            if (declaration.BaseList is not null
                && file.File.Model.GetDeclaredSymbol(declaration, file.CancellationToken) is INamedTypeSymbol { IsAbstract: false } type
                && types.Is(type.BaseType, types.Store)
                && type.DeclaringSyntaxReferences[0].GetSyntax(file.CancellationToken) == declaration
                && VolatileStores.IsInMemory(type))
            {
                file.Report(
                    DiagnosticDescriptors.VolatileStore,
                    declaration.Identifier,
                    $"\"{type.Name}\" has collections in memory and nothing else: the client credentials are lost when the process ends, and every viewer is logged out. Keep them in a file or a database, and this store in tests",
                    file.Project.IsServer ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info);
            }
        }
    }

    private static void AnalyzeCreation(FileAnalysis file, CodeBlock block, IObjectCreationOperation creation, RuntimeSymbols types)
    {
        if (types.Is(creation.Type, types.MemoryStore) && !IsForDevelopment(creation))
        {
            file.Report(
                DiagnosticDescriptors.VolatileStore,
                creation.Syntax,
                "Client credentials in memory are lost when the process ends, and every viewer is logged out. Use new FileCredentialStore(folder) or a store of your own, and this one in tests",
                file.Project.IsServer ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info);
        }
        else if (types.Is(creation.Type, types.Client) && IsDisposedAtOnce(creation) && IsRepeated(creation, block.Owner, file))
        {
            file.Report(
                DiagnosticDescriptors.ClientPerUse,
                creation.Syntax,
                "This connection is disposed at the end of each use, and with it the tokens in memory: callers do not share a token request. Create one AdobePassClient for the life of the application");
        }
    }

    private static void AnalyzeCall(FileAnalysis file, IInvocationOperation call, RuntimeSymbols types)
    {
        var method = call.TargetMethod;

        if (method.Name is "AddTransient" or "AddScoped" && method.TypeArguments.Any(argument => types.Is(argument, types.Client)))
        {
            file.Report(
                DiagnosticDescriptors.ClientPerUse,
                call.Syntax,
                $"{method.Name} makes a connection for each {(method.Name == "AddScoped" ? "scope" : "use")}, so that callers do not share a token request. Use services.AddAdobePass(…), which registers one for the application");
        }
        else if (types.IsDeletion(method) && FindBroadCatch(call, types) is { } caught)
        {
            file.Report(
                DiagnosticDescriptors.CredentialsDeletedOnFailure,
                call.Syntax,
                $"Client credentials are deleted whenever {caught} is thrown, also for a failure that passes by itself, and the viewer is logged out. Delete them only where the service says that they are invalid: catch (DynamicClientRegistrationException fault) when (fault.ErrorCode == \"invalid_client\")");
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
    private static bool IsRepeated(IOperation operation, ISymbol? symbol, FileAnalysis file)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation || (parent is IInvocationOperation { TargetMethod.Name: var name } && file.Project.IsServer && name.StartsWith("Map", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        if (!file.Project.IsServer || symbol is null || SymbolEqualityComparer.Default.Equals(symbol, file.Compilation.GetEntryPoint(file.CancellationToken)))
        {
            return false;
        }

        return !(symbol is IMethodSymbol { IsStatic: true, Name: "Main" or "<Main>$" }
            || symbol.ContainingType?.AllInterfaces.Any(static face => face.Name is "IHostedService" or "IHostedLifecycleService") == true);
    }

    private static string? FindBroadCatch(IOperation operation, RuntimeSymbols types)
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
