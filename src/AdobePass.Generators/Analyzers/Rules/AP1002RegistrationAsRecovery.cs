using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds registrations that depend on a rejected or expired token.</summary>
internal sealed class AP1002RegistrationAsRecovery : SourceRule
{
    private static readonly Rule Rule = new(
        "The device is registered again after a rejected token",
        RuleCategories.Credentials,
        DiagnosticSeverity.Warning,
        "A new registration replaces the credentials of the device and logs the viewer out. An expired or rejected " +
        "access token needs only a new token request.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.RegistrationAsRecovery,
        "The device is registered again after {0}. New credentials log the viewer out, and a new token needs no " +
        "registration. Request an access token with the stored credentials. Register again only if the token endpoint " +
        "returns invalid_client.");

    private const int MaxDepth = 3;

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallOperations;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var call in FindRegistrations(file))
        {
            if (RejectedTokenBranch.Find(call) is { } sign)
            {
                file.Report(Descriptor, call.Syntax, [sign]);
            }
        }
    }

    // Registrations, and calls of the methods of this file that register.
    private static HashSet<IOperation> FindRegistrations(FileAnalysis file)
    {
        var registrations = file.CallsOf(PassOperationKind.RegisterClient);
        var calls = new HashSet<IOperation>(registrations.Where(AlwaysRegisters).Select(static source => source.Call));
        var registering = new HashSet<ISymbol>(
            registrations.Select(static source => MethodOf(source.Block, source.Call)).OfType<ISymbol>(),
            SymbolEqualityComparer.Default);
        for (var depth = 0; depth < MaxDepth && registering.Count > 0; depth++)
        {
            var found = file.OperationsOf<IInvocationOperation>()
                .Where(each => registering.Contains(each.Operation.TargetMethod.OriginalDefinition) && calls.Add(each.Operation))
                .ToList();
            registering = new HashSet<ISymbol>(
                found.Select(static each => MethodOf(each.Block, each.Operation)).OfType<ISymbol>(),
                SymbolEqualityComparer.Default);
        }

        return calls;
    }

    // Each method between the call and the request registers whenever it is called.
    private static bool AlwaysRegisters(CallSource source)
    {
        for (var inner = source.Inner; inner is not null; inner = inner.Inner)
        {
            if (MethodOf(inner.Block, inner.Call) is null)
            {
                return false;
            }
        }

        return true;
    }

    // A method that registers whenever it is called. One that first checks for an existing registration may be called at any time.
    private static ISymbol? MethodOf(CodeBlock block, IOperation call)
    {
        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case ILocalFunctionOperation local:
                    return MayReturnBefore(local.Descendants(), call) ? null : local.Symbol;
                case IAnonymousFunctionOperation or IConditionalOperation or ICoalesceOperation or ICoalesceAssignmentOperation
                    or ISwitchOperation or ICatchClauseOperation:
                    return null;
                default:
                    break;
            }
        }

        return block.Owner is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            && !MayReturnBefore(block.Operations, call)
                ? method
                : null;
    }

    private static bool MayReturnBefore(IEnumerable<IOperation> body, IOperation call) =>
        body.Any(each => each is IReturnOperation { IsImplicit: false } && each.Syntax.Span.End <= call.Syntax.SpanStart);
}
