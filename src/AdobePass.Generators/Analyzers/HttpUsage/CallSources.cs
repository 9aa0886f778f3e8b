using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.ValueFlow;
using AdobePass.Generators.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>A call whose result comes from an operation.</summary>
/// <param name="Block">The body that contains it.</param>
/// <param name="Call">The call.</param>
/// <param name="IsReturned">Whether the containing method returns its result. The callers of the method are sources, too.</param>
/// <param name="Inner">The call in the called method that is the source of its result.</param>
internal sealed record CallSource(CodeBlock Block, IOperation Call, bool IsReturned, CallSource? Inner)
{
    /// <summary>Gets whether it is one of several reads of a result that an event handler gets.</summary>
    public bool IsPart { get; init; }

    /// <summary>Gets whether the call determines the URL of a method that sends several requests.</summary>
    public bool IsOrigin { get; init; }
}

/// <summary>
/// Finds the calls of an operation in a file: requests in the user's own code, also through methods that get the URL or the request as an
/// argument, calls of generated clients, and calls of methods of the file that return such a result.
/// </summary>
internal sealed class CallSources
{
    private const int MaxDepth = 4;

    private static readonly ConditionalWeakTable<
        CodeFile,
        ConcurrentDictionary<PassOperationKind, IReadOnlyList<CallSource>>> Known = new();

    private readonly CodeFile _file;
    private readonly AdobeHosts _hosts;
    private readonly CancellationToken _cancellationToken;
    private readonly MethodSummaries _methods;
    private readonly ValueParts _parts;
    private readonly List<CallSource> _sources = [];
    private readonly HashSet<IOperation> _calls = [];

    private CallSources(CodeFile file, PassOperationKind kind, AdobeHosts hosts, CancellationToken cancellationToken)
    {
        _file = file;
        _hosts = hosts;
        _cancellationToken = cancellationToken;
        _methods = new MethodSummaries(CodeProject.Of(file), cancellationToken);
        _parts = PartsOf(kind);
    }

    public static IReadOnlyList<CallSource> Find(
        CodeFile file,
        PassOperationKind kind,
        AdobeHosts hosts,
        CancellationToken cancellationToken) =>
        Known.GetValue(file, static _ => new ConcurrentDictionary<PassOperationKind, IReadOnlyList<CallSource>>())
            .GetOrAdd(kind, each => new CallSources(file, each, hosts, cancellationToken).Search(each));

    private List<CallSource> Search(PassOperationKind kind)
    {
        foreach (var (block, site) in FileRequests.Of(_file, _hosts, _cancellationToken))
        {
            if (site.Operation.Kind == kind)
            {
                if (site.Call is { } call && WebClientReader.ResponsesOf(block, call, _cancellationToken) is { } responses)
                {
                    var request = new CallSource(block, call, IsReturned: true, Inner: null);
                    foreach (var (body, read) in responses)
                    {
                        Add(body, read, request, isPart: true);
                    }
                }
                else if (site.Call is not null)
                {
                    Add(block, site.Call, null);
                }
                else
                {
                    AddSenders(block, site.Location);
                }
            }
        }

        foreach (var (block, call, operation) in ApiCalls.Of(_file, _cancellationToken))
        {
            if (operation.Kind == kind)
            {
                Add(block, call, null);
            }
        }

        foreach (var (block, call, operation) in RefitReader.CallsIn(_file, _hosts, _cancellationToken))
        {
            if (operation.Kind == kind)
            {
                Add(block, call, null);
            }
        }

        foreach (var (request, endpoint) in OpenRequests.Of(_file, _hosts, _cancellationToken))
        {
            if (endpoint.Operation!.Kind == kind)
            {
                AddOpen(request);
            }
        }

        AddCallers();
        return _sources;
    }

    private static ValueParts PartsOf(PassOperationKind kind) => kind switch
    {
        PassOperationKind.RegisterClient => ValueParts.Credentials,
        PassOperationKind.RequestAccessToken => ValueParts.Token,
        _ => ValueParts.Response,
    };

    private CallSource Add(CodeBlock block, IOperation call, CallSource? inner, bool isPart = false, bool isOrigin = false)
    {
        var source = Read(block, call, inner) with { IsPart = isPart, IsOrigin = isOrigin };
        if (_calls.Add(call))
        {
            _sources.Add(source);
        }

        return source;
    }

    private CallSource Read(CodeBlock block, IOperation call, CallSource? inner) => new(
        block,
        call,
        ValueFlow.ValueFlow.Of(block, call, _methods, _parts).Sinks.Any(static sink => sink.End == FlowEnd.Returned),
        inner);

    // The calls that send a request, directly or through a method that gets it. The result of such a method is the response, or comes
    // from it.
    private void AddSenders(CodeBlock block, IOperation request)
    {
        foreach (var (call, inner) in SendersOf(block, request))
        {
            Add(block, call, inner);
        }
    }

    private IEnumerable<(IOperation Call, CallSource? Inner)> SendersOf(CodeBlock block, IOperation request)
    {
        foreach (var sink in ValueFlow.ValueFlow.Of(block, request, _methods, ValueParts.Response).Sinks)
        {
            if (sink.End == FlowEnd.Sent)
            {
                yield return sink.Via is { } via
                    ? (via, Read(sink.Block, sink.Operation, null))
                    : (sink.Operation, null);
            }
        }
    }

    // From the request outwards: the method with the parameters sends it, or returns it to the calling method.
    private void AddOpen(OpenRequest request)
    {
        CallSource? inner = null;
        var block = request.Block;
        var operation = request.Operation;
        var isSent = operation is IInvocationOperation;
        foreach (var frame in request.Frames)
        {
            if (!isSent && SendersOf(block, operation).FirstOrDefault() is { Call: { } sender } sending)
            {
                inner = Read(block, sender, sending.Inner);
                isSent = true;
            }
            else if (isSent)
            {
                inner = Read(block, operation, inner);
            }

            (block, operation) = (frame.Block, frame.Call);
        }

        if (isSent)
        {
            Add(block, operation, inner, isOrigin: true);
        }
        else
        {
            AddSenders(block, operation);
        }
    }

    // A method that returns the result is a source for its callers in this file.
    private void AddCallers()
    {
        var known = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            var returning = _sources
                .Where(each => each is { IsReturned: true, Block.Owner: IMethodSymbol } && !known.Contains(each.Block.Owner!))
                .ToLookup(static each => each.Block.Owner!, SymbolEqualityComparer.Default);
            if (returning.Count == 0)
            {
                return;
            }

            known.UnionWith(returning.Select(static each => each.Key!));
            var calls = returning.SelectMany(each => _file.Index(_cancellationToken).UsesOfName(each.Key!))
                .Where(static each => each.Operation is IInvocationOperation)
                .Distinct()
                .OrderBy(static each => each.Operation.Syntax.SpanStart);
            foreach (var (block, call, called) in calls)
            {
                if (SourceIn(returning, (IMethodSymbol)called.OriginalDefinition) is { } inner)
                {
                    Add(block, call, inner);
                }
            }
        }
    }

    // Also through the interface, or the base method, that the returning method implements.
    private CallSource? SourceIn(ILookup<ISymbol, CallSource> returning, IMethodSymbol called)
    {
        if (returning[called].FirstOrDefault() is { } source)
        {
            return source;
        }

        return called.IsAbstract || called.IsVirtual
            ? CodeProject.Of(_file).ImplementationsOf(called).SelectMany(each => returning[each]).FirstOrDefault()
            : null;
    }
}
