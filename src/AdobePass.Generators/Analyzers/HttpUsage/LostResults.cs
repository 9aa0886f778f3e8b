using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.ValueFlow;
using AdobePass.Generators.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Finds registrations and token requests whose result does not live long enough.</summary>
/// <param name="file">The file.</param>
/// <param name="isServer">Whether the project is a server.</param>
/// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
internal sealed class LostResults(CodeFile file, bool isServer, CancellationToken cancellationToken)
{
    private readonly CodeProject _project = CodeProject.Of(file);

    /// <summary>Finds registrations whose credentials live no longer than a method or the process.</summary>
    public IEnumerable<(IOperation Call, Lifetime Lifetime)> FindCredentials(IReadOnlyList<CallSource> registrations) =>
        Find(registrations, OfCredentials, static (_, lifetime) => lifetime is Lifetime.Lost or Lifetime.InMemory);

    /// <summary>Finds token requests whose token is not used again.</summary>
    public IEnumerable<IOperation> FindTokens(IReadOnlyList<CallSource> requests) =>
        Find(
            requests,
            OfToken,
            (source, lifetime) => lifetime == Lifetime.Lost && !IsSingleRun(source.Block, source.Call, depth: 4))
            .Select(static found => found.Call);

    // A result that no caller keeps is reported where it is requested. Otherwise, it is reported at the calls that lose it.
    private static IEnumerable<(IOperation Call, Lifetime Lifetime)> Find(
        IReadOnlyList<CallSource> sources,
        Func<CallSource, bool, Lifetime> of,
        Func<CallSource, Lifetime, bool> isLost)
    {
        foreach (var group in sources.GroupBy(static source => RootOf(source).Call))
        {
            var verdicts = group
                .Select(source => (Source: source, Lifetime: LifetimeOf(source, of)))
                .Where(static each => each.Lifetime != Lifetime.Returned)
                .ToList();
            var lost = verdicts.Where(each => isLost(each.Source, each.Lifetime)).ToList();
            if (lost.Count > 0 && lost.Count == verdicts.Count)
            {
                yield return (group.Key, lost.Max(static each => each.Lifetime));
                continue;
            }

            // A result that is read several times is kept if one of the reads keeps it.
            foreach (var (source, lifetime) in lost.Where(static each => !each.Source.IsPart))
            {
                yield return (source.Call, lifetime);
            }
        }
    }

    private static CallSource RootOf(CallSource source)
    {
        while (!source.IsOrigin && source.Inner is { } inner)
        {
            source = inner;
        }

        return source;
    }

    private Lifetime OfCredentials(CallSource source, bool countsReturn)
    {
        var analysis = new LifetimeAnalysis(_project, ValueParts.Credentials, isServer, cancellationToken);
        return countsReturn
            ? analysis.OfCredentials(source.Block, source.Call)
            : analysis.OfCredentialsHere(source.Block, source.Call);
    }

    private Lifetime OfToken(CallSource source, bool countsReturn)
    {
        var analysis = new LifetimeAnalysis(_project, ValueParts.Token, isServer, cancellationToken);
        return countsReturn ? analysis.OfToken(source.Block, source.Call) : analysis.OfTokenHere(source.Block, source.Call);
    }

    // A called method may store the result before it returns it. A method that does not return it decides alone.
    private static Lifetime LifetimeOf(CallSource source, Func<CallSource, bool, Lifetime> of)
    {
        var longest = Lifetime.Lost;
        for (var inner = source.Inner; inner is not null; inner = inner.Inner)
        {
            var lifetime = IsStore(inner.Block) ? Lifetime.Kept : of(inner, false);
            longest = lifetime > longest ? lifetime : longest;
        }

        if (source.Inner is { IsReturned: false })
        {
            return longest;
        }

        var own = IsStore(source.Block) ? Lifetime.Kept : of(source, true);
        return own > longest ? own : longest;
    }

    // A program that runs once and requests one token for all of its calls.
    private bool IsSingleRun(CodeBlock block, IOperation call, int depth)
    {
        if (LocalFunctionAround(call) is { } function && depth > 0)
        {
            return block.Calls
                .Where(each => SymbolEqualityComparer.Default.Equals(each.TargetMethod.OriginalDefinition, function))
                .ToList() is [var calling]
                && IsSingleRun(block, calling, depth - 1);
        }

        if (isServer || !_project.IsProgram || depth == 0 || IsInLambda(call)
            || (Loops.Around(call) is { } loop && !OutlivesIteration(call, loop)))
        {
            return false;
        }

        // A table of commands, one of which the program runs.
        if (block.Root is ISymbolInitializerOperation && block.Owner is { IsStatic: true })
        {
            return call is IMethodReferenceOperation;
        }

        return block.Owner is IMethodSymbol { IsStatic: true, Name: "Main" or "<Main>$" }
            || (block.Owner is IMethodSymbol method
                && _project.CallsOf(method, cancellationToken) is [var only]
                && IsSingleRun(only.Block, only.Operation, depth - 1));
    }

    // token = await RequestAsync(): a variable that is declared before the loop keeps the token for the next iterations.
    private static bool OutlivesIteration(IOperation call, ILoopOperation loop)
    {
        for (var parent = call.Parent; parent is not null && parent != loop; parent = parent.Parent)
        {
            if (parent is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } })
            {
                return local.DeclaringSyntaxReferences.All(each => !loop.Syntax.Span.Contains(each.Span));
            }
        }

        return false;
    }

    private static IMethodSymbol? LocalFunctionAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null and not IAnonymousFunctionOperation; parent = parent.Parent)
        {
            if (parent is ILocalFunctionOperation function)
            {
                return function.Symbol;
            }
        }

        return null;
    }

    private static bool IsInLambda(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    // A store or a cache of the runtime's kind stores the result.
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
