using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>A call whose result comes from an operation.</summary>
/// <param name="Block">The body that it stands in.</param>
/// <param name="Call">The call.</param>
/// <param name="ResultUse">What becomes of its result.</param>
internal sealed record CallSource(CodeBlock Block, IOperation Call, ResultUse ResultUse);

/// <summary>
/// Finds the calls of an operation in a file: by hand-written requests, by generated clients, and by methods of the file that return the
/// result of such a call.
/// </summary>
internal static class CallSources
{
    private const int MaxDepth = 4;

    private static readonly ConditionalWeakTable<
        CodeFile,
        ConcurrentDictionary<PassOperationKind, IReadOnlyList<CallSource>>> Known = new();

    public static IReadOnlyList<CallSource> Find(
        CodeFile file,
        PassOperationKind kind,
        AdobeHosts hosts,
        CancellationToken cancellationToken) =>
        Known.GetValue(file, static _ => new ConcurrentDictionary<PassOperationKind, IReadOnlyList<CallSource>>())
            .GetOrAdd(kind, each => Search(file, each, hosts, cancellationToken));

    private static IReadOnlyList<CallSource> Search(
        CodeFile file,
        PassOperationKind kind,
        AdobeHosts hosts,
        CancellationToken cancellationToken)
    {
        var sources = new List<CallSource>();
        var returning = new HashSet<ISymbol>(SymbolEqualityComparer.Default);

        void Add(CodeBlock block, IOperation call)
        {
            var fate = EscapeAnalysis.Of(block, call, cancellationToken);
            sources.Add(new CallSource(block, call, fate));
            if (fate == ResultUse.Returned && block.Owner is IMethodSymbol owner)
            {
                returning.Add(owner);
            }
        }

        foreach (var (block, site) in FileRequests.Of(file, hosts, cancellationToken))
        {
            if (site.Operation.Kind == kind && (site.Call ?? FindSending(block, site)) is { } call)
            {
                Add(block, call);
            }
        }

        foreach (var (block, call, operation) in ApiCalls.Of(file, cancellationToken))
        {
            if (operation.Kind == kind)
            {
                Add(block, call);
            }
        }

        AddCallers(file, returning, Add, cancellationToken);
        return sources;
    }

    // A method that returns the result is a source for those who call it, in this file; others are out of sight.
    private static void AddCallers(
        CodeFile file,
        HashSet<ISymbol> returning,
        Action<CodeBlock, IOperation> add,
        CancellationToken cancellationToken)
    {
        var known = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var depth = 0; depth < MaxDepth && returning.Count > known.Count; depth++)
        {
            var news = returning.Where(each => !known.Contains(each)).ToList();
            known.UnionWith(news);
            foreach (var block in file.Blocks(cancellationToken))
            {
                foreach (var call in block.Operations.OfType<IInvocationOperation>())
                {
                    if (news.Contains(call.TargetMethod.OriginalDefinition, SymbolEqualityComparer.Default))
                    {
                        add(block, call);
                    }
                }
            }
        }
    }

    // A request that goes through a helper before it is sent: the call that takes it.
    private static IInvocationOperation? FindSending(CodeBlock block, RequestSite site) =>
        site.Location is IObjectCreationOperation
            && HttpTypes.WalkUpConversions(site.Location).Parent
                is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
            ? block.ReferencesTo(local)
                .Select(static use => (HttpTypes.WalkUpConversions(use).Parent as IArgumentOperation)?.Parent)
                .OfType<IInvocationOperation>()
                .FirstOrDefault(static call => HttpTypes.IsSending(call.TargetMethod))
            : null;
}
