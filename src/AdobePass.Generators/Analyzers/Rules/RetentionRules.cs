using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds registrations and token requests whose answer is used once and forgotten, and registrations that answer a refused token.</summary>
internal sealed class RetentionRules : SourceRules
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(DiagnosticDescriptors.CredentialsAreNotKept, DiagnosticDescriptors.TokenPerCall, DiagnosticDescriptors.RegistrationAsRecovery);

    public override bool IsRelevant(FilePrefilter screen) => screen.MayCallAdobePass || screen.MayCallGeneratedClient;

    public override void Analyze(FileAnalysis file)
    {
        if (file.IsQuietTest)
        {
            return;
        }

        var registrations = CallSources.Find(file.File, PassOperationKind.RegisterClient, file.Options.Hosts, file.CancellationToken);
        ReportRecovery(file, registrations);
        ReportLosses(file, registrations, DiagnosticDescriptors.CredentialsAreNotKept, "The client credentials that this registration returns are kept nowhere: the next run registers again, and the viewer is logged out. Store client_id and client_secret before they are used and register only where there are none, or leave both to AdobePassClient");
        ReportLosses(
            file,
            CallSources.Find(file.File, PassOperationKind.RequestAccessToken, file.Options.Hosts, file.CancellationToken),
            DiagnosticDescriptors.TokenPerCall,
            "The access token that this request returns is used once and forgotten, so that every call costs a second request and the service throttles. Keep it until expires_in seconds have passed, or leave it to AdobePassClient");
    }

    // Registrations, and calls of the methods of this file that make them.
    private static void ReportRecovery(FileAnalysis file, IReadOnlyList<CallSource> registrations)
    {
        var calls = new HashSet<IOperation>(registrations.Select(static source => source.Call));
        var registering = new HashSet<ISymbol>(registrations.Select(MethodOf).OfType<ISymbol>(), SymbolEqualityComparer.Default);
        if (registering.Count > 0)
        {
            calls.UnionWith(file.Blocks.SelectMany(static block => block.Operations).OfType<IInvocationOperation>().Where(call => registering.Contains(call.TargetMethod.OriginalDefinition)));
        }

        foreach (var call in calls)
        {
            if (RejectedTokenBranch.Find(call) is { } sign)
            {
                file.Report(DiagnosticDescriptors.RegistrationAsRecovery, call.Syntax, $"The device is registered again after {sign}. New credentials log the viewer out, and an expired token needs none: request a new access token with the stored credentials. Register again only where the token endpoint answers invalid_client");
            }
        }
    }

    private static ISymbol? MethodOf(CallSource source)
    {
        for (var parent = source.Call.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case ILocalFunctionOperation local:
                    return MayReturnBefore(local.Descendants(), source.Call) ? null : local.Symbol;

                // A method that asks first whether there is a registration already is right to be called at any time.
                case IAnonymousFunctionOperation or IConditionalOperation or ICoalesceOperation or ICoalesceAssignmentOperation or ISwitchOperation or ICatchClauseOperation:
                    return null;
                default:
                    break;
            }
        }

        return source.Block.Owner is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && !MayReturnBefore(source.Block.Operations, source.Call) ? method : null;
    }

    private static bool MayReturnBefore(IEnumerable<IOperation> body, IOperation call) =>
        body.Any(each => each is IReturnOperation { IsImplicit: false } && each.Syntax.Span.End <= call.Syntax.SpanStart);

    private static void ReportLosses(FileAnalysis file, IReadOnlyList<CallSource> sources, DiagnosticDescriptor rule, string message)
    {
        foreach (var source in sources)
        {
            if (source.ResultUse == ResultUse.Lost && !EscapeAnalysis.IsInsideFactory(source.Call) && !IsStore(source.Block))
            {
                file.Report(rule, source.Call.Syntax, message);
            }
        }
    }

    // A store or cache of the runtime's kind is what keeps them.
    private static bool IsStore(CodeBlock block)
    {
        for (var type = block.Owner?.ContainingType?.BaseType; type is not null; type = type.BaseType)
        {
            if (type is { Name: "CredentialStore" or "AccessTokenCache", ContainingNamespace.Name: "AdobePass" })
            {
                return true;
            }
        }

        return false;
    }
}
