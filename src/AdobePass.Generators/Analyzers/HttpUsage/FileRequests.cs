using System.Runtime.CompilerServices;
using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>
/// Gets the HTTP requests in a file. They are found once and shared by all rules. A request that a helper method creates from its
/// parameters is found at the calls of the helper.
/// </summary>
internal static class FileRequests
{
    private const int MaxDepth = 3;
    private const int MaxDrafts = 500;

    private static readonly ConditionalWeakTable<CodeFile, Requests> Known = new();

    private sealed record Requests(
        IReadOnlyList<(CodeBlock Block, RequestSite Site)> All,
        IReadOnlyList<(CodeBlock Block, RequestSite Site)> OfOperations);

    /// <summary>Gets the requests to operations of Adobe Pass.</summary>
    public static IReadOnlyList<(CodeBlock Block, RequestSite Site)> Of(
        CodeFile file,
        AdobeHosts hosts,
        CancellationToken cancellationToken) =>
        Read(file, hosts, cancellationToken).OfOperations;

    /// <summary>Gets all requests whose URL is known, to any host.</summary>
    public static IReadOnlyList<(CodeBlock Block, RequestSite Site)> All(
        CodeFile file,
        AdobeHosts hosts,
        CancellationToken cancellationToken) =>
        Read(file, hosts, cancellationToken).All;

    private static Requests Read(CodeFile file, AdobeHosts hosts, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue(file, out var known))
        {
            return known;
        }

        var all = Search(file, hosts, cancellationToken)
            .OrderBy(static each => each.Site.Location.Syntax.SpanStart)
            .ToList();
        return Known.GetValue(file, _ => new Requests(all, [.. all.Where(static each => each.Site.Endpoint.IsAdobePass)]));
    }

    private static List<(CodeBlock, RequestSite Site)> Search(CodeFile file, AdobeHosts hosts, CancellationToken cancellationToken)
    {
        var sites = new List<(CodeBlock, RequestSite)>();
        var callers = new CallIndex(file);
        var current = file.Blocks(cancellationToken)
            .SelectMany(block => new RequestFinder(block, hosts, cancellationToken).Find())
            .ToList();
        var count = 0;
        for (var depth = 0; current.Count > 0; depth++)
        {
            var next = new List<RequestDraft>();
            foreach (var draft in current)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var site = draft.Resolve(hosts, cancellationToken);
                var isFollowed = depth < MaxDepth && ++count < MaxDrafts
                    && (draft.IsReturned || site is null || DependsOnCaller(site))
                    && draft.Owner is { } owner
                    && FollowCallers(draft, owner);
                if (site is not null && !isFollowed)
                {
                    sites.Add((draft.Block, site));
                }
            }

            current = next;

            bool FollowCallers(RequestDraft draft, IMethodSymbol owner)
            {
                var found = false;
                foreach (var (block, run) in callers.RunsOf(owner, hosts, cancellationToken))
                {
                    next.Add(new RequestFinder(block, hosts, cancellationToken).ReadCall(run, draft));
                    found = true;
                }

                foreach (var (block, call) in callers.Of(owner, cancellationToken))
                {
                    if (file.BodyOf(block, owner, cancellationToken) is not null)
                    {
                        next.Add(new RequestFinder(block, hosts, cancellationToken).ReadCall(call, draft));
                        found = true;
                    }
                }

                return found;
            }
        }

        return sites;
    }

    // The host is known, and the rest of the URL is not.
    private static bool DependsOnCaller(RequestSite site) =>
        !site.Endpoint.IsAdobePass
        && site.Endpoint.Host == HostKind.Adobe
        && site.Urls.Any(static url => url.IndexOf(TracedString.UnknownPart) >= 0);

    // The calls of the methods of a file, by method.
    private sealed class CallIndex(CodeFile file)
    {
        private ILookup<IMethodSymbol, (CodeBlock Block, IInvocationOperation Call)>? _calls;
        private ILookup<IMethodSymbol, (CodeBlock Block, IMethodReferenceOperation Reference)>? _references;

        public IEnumerable<(CodeBlock Block, IInvocationOperation Call)> Of(IMethodSymbol method, CancellationToken cancellationToken)
        {
            _calls ??= file.Blocks(cancellationToken)
                .SelectMany(static block => block.Calls.Select(call => (Block: block, Call: call)))
                .ToLookup<(CodeBlock Block, IInvocationOperation Call), IMethodSymbol>(
                    static each => each.Call.TargetMethod.OriginalDefinition,
                    SymbolEqualityComparer.Default);
            return _calls[method.OriginalDefinition];
        }

        // SendAsync(Build): the calls of Build in the method that gets it.
        public IEnumerable<(CodeBlock Block, IInvocationOperation Run)> RunsOf(
            IMethodSymbol method,
            AdobeHosts hosts,
            CancellationToken cancellationToken)
        {
            _references ??= file.Blocks(cancellationToken)
                .SelectMany(static block => block.OfKind(OperationKind.MethodReference)
                    .Select(reference => (Block: block, Reference: (IMethodReferenceOperation)reference)))
                .ToLookup<(CodeBlock Block, IMethodReferenceOperation Reference), IMethodSymbol>(
                    static each => each.Reference.Method.OriginalDefinition,
                    SymbolEqualityComparer.Default);
            return _references[method.OriginalDefinition]
                .SelectMany(each => new RequestFinder(each.Block, hosts, cancellationToken).RunsOf(each.Reference));
        }
    }
}
