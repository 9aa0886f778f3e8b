using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds deletions of credentials in catch clauses that also catch temporary failures.</summary>
internal sealed class AP1008CredentialsDeletedOnFailure : SourceRule
{
    private static readonly Rule Rule = new(
        "Client credentials are deleted on any failure",
        RuleCategories.Credentials,
        DiagnosticSeverity.Warning,
        "Most failures are temporary and leave the client credentials valid. Deleting them logs the viewer out.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.CredentialsDeletedOnFailure,
        "The client credentials are deleted whenever {0} is thrown, including for temporary failures, and the viewer " +
        "is logged out. Remove the call: the client replaces rejected credentials itself. An invalid_client that still " +
        "reaches this code can be a fault of the service, so delete credentials only if Adobe has revoked them.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.UsesRuntime;

    public override void Analyze(FileAnalysis file)
    {
        if (file.Runtime is not { } runtime)
        {
            return;
        }

        foreach (var (_, call) in file.OperationsOf<IInvocationOperation>())
        {
            if (runtime.IsDeletion(call.TargetMethod) && FindBroadCatch(call, runtime) is { } caught)
            {
                file.Report(Descriptor, call.Syntax, [caught.SpecialType == SpecialType.System_Object ? "any exception" : caught.Name]);
            }
        }
    }

    private static ITypeSymbol? FindBroadCatch(IOperation operation, RuntimeSymbols runtime)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation clause)
            {
                return clause.Filter is null && runtime.IsTemporary(clause.ExceptionType) && !IsGuarded(operation, clause)
                    ? clause.ExceptionType
                    : null;
            }

            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return null;
            }
        }

        return null;
    }

    // A condition inside the clause may check the failure more closely. The condition itself is not analyzed.
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
