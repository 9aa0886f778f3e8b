using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>A call of an operation that code repeats.</summary>
/// <param name="Block">The body that contains it.</param>
/// <param name="Call">The call of the operation, or of a method of the file that contains it.</param>
/// <param name="Region">The loop, or the body of a method that calls itself.</param>
/// <param name="Inputs">What the request is made of.</param>
internal sealed record SharedRepeatedCall(CodeBlock Block, IOperation Call, IOperation Region, IReadOnlyList<IOperation> Inputs)
{
    public ILoopOperation? Loop => Region as ILoopOperation;

    public bool AsksTheSame => Loops.AsksTheSame(Block, Region, Inputs);
}

/// <summary>
/// Finds calls of operations in loops and in methods that call themselves, also through methods of the same file: for AP4001, AP4002,
/// AP4003 and AP4006.
/// </summary>
internal static class SharedRepeatedCalls
{
    private const int MaxDepth = 3;

    public static IReadOnlyList<SharedRepeatedCall> Find(FileAnalysis file, PassOperationKind kind)
    {
        var found = new List<SharedRepeatedCall>();
        foreach (var (block, call, _) in Calls(file, kind))
        {
            if (RegionOf(block, call) is { } region)
            {
                found.Add(new SharedRepeatedCall(block, call, region, InputsOf(file, call, region)));
            }
        }

        return found;
    }

    /// <summary>Gets the calls of an operation, and the calls of methods of the file that contain it outside of loops.</summary>
    public static IReadOnlyList<(CodeBlock Block, IOperation Call, bool IsDirect)> Calls(FileAnalysis file, PassOperationKind kind)
    {
        var known = file.Search(KnownCalls);
        if (!known.TryGetValue(kind, out var calls))
        {
            known.Add(kind, calls = SearchCalls(file, kind));
        }

        return calls;
    }

    private static Dictionary<PassOperationKind, List<(CodeBlock Block, IOperation Call, bool IsDirect)>> KnownCalls(FileAnalysis _) => [];

    private static List<(CodeBlock Block, IOperation Call, bool IsDirect)> SearchCalls(FileAnalysis file, PassOperationKind kind)
    {
        var all = new List<(CodeBlock Block, IOperation Call, bool IsDirect)>();
        var seen = new HashSet<IOperation>();
        var current = file.CallsOf(kind).Where(IsSentEachTime).Select(static each => (each.Block, each.Call)).ToList();
        for (var depth = 0; depth <= MaxDepth && current.Count > 0; depth++)
        {
            var owners = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
            foreach (var (block, call) in current)
            {
                if (seen.Add(call))
                {
                    all.Add((block, call, depth == 0));
                    if (OwnerOf(block, call) is { } owner && RegionOf(block, call) is null)
                    {
                        owners.Add(owner);
                    }
                }
            }

            current = CallsOf(file, owners);
        }

        return all;
    }

    /// <summary>Gets the calls of methods of the file.</summary>
    public static List<(CodeBlock Block, IOperation Call)> CallsOf(FileAnalysis file, HashSet<ISymbol> methods) => methods.Count == 0
        ? []
        :
        [
            .. file.OperationsOf<IInvocationOperation>()
                .Where(each => methods.Contains(each.Operation.TargetMethod.OriginalDefinition)
                    && file.File.BodyOf(each.Block, each.Operation.TargetMethod, file.CancellationToken) is not null)
                .Select(static each => (each.Block, (IOperation)each.Operation)),
        ];

    // The factory of a cache sends the request only if the cache has no entry.
    private static bool IsSentEachTime(CallSource source)
    {
        for (var inner = source.Inner; inner is not null; inner = inner.Inner)
        {
            if (OwnerOf(inner.Block, inner.Call) is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gets the method or local function that contains an operation; <see langword="null"/> in a lambda.</summary>
    public static IMethodSymbol? OwnerOf(CodeBlock block, IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case ILocalFunctionOperation local:
                    return local.Symbol;
                case IAnonymousFunctionOperation:
                    return null;
                default:
                    break;
            }
        }

        return block.Owner as IMethodSymbol;
    }

    private static IOperation? RegionOf(CodeBlock block, IOperation call)
    {
        if (Loops.Around(call) is { } loop)
        {
            return loop;
        }

        if (OwnerOf(block, call) is not { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } owner)
        {
            return null;
        }

        var repeated = block.Calls.FirstOrDefault(each =>
            each != call
            && SymbolEqualityComparer.Default.Equals(each.TargetMethod.OriginalDefinition, owner)
            && SymbolEqualityComparer.Default.Equals(OwnerOf(block, each), owner));
        return repeated is null
            ? null
            : owner.MethodKind == MethodKind.LocalFunction
            ? block.Operations.OfType<ILocalFunctionOperation>()
                .FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.Symbol, owner))?.Body
            : block.Root;
    }

    private static IReadOnlyList<IOperation> InputsOf(FileAnalysis file, IOperation call, IOperation region)
    {
        var site = file.Requests.Select(static each => each.Site).FirstOrDefault(each => each.Call == call || each.Location == call);
        if (site is null || (call is IInvocationOperation helper && site.Location == helper && site.Creation != helper))
        {
            return
            [
                .. (call as IInvocationOperation)?.Arguments
                    .Where(static argument => argument.Parameter?.RefKind != RefKind.Out)
                    .Select(static argument => argument.Value) ?? [],
            ];
        }

        // A request that is created before the loop is the same in each iteration.
        return [.. new[] { site.Address, site.Content }.OfType<IOperation>().Where(each => IsInside(each, region))];
    }

    private static bool IsInside(IOperation operation, IOperation region)
    {
        for (var parent = operation; parent is not null; parent = parent.Parent)
        {
            if (parent == region)
            {
                return true;
            }
        }

        return false;
    }
}
