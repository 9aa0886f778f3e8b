using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>A request whose URL depends on parameters of the method that creates or sends it.</summary>
/// <param name="Block">The body that contains it.</param>
/// <param name="Operation">The creation of the request, or the call that creates and sends it.</param>
/// <param name="Address">Its URL.</param>
/// <param name="Verb">Its HTTP method, if it is known.</param>
/// <param name="BaseAddress">The base address of the client, if it is known.</param>
/// <param name="Frames">The calls from the method with the parameters down to the request, the innermost first.</param>
internal sealed record OpenRequest(
    CodeBlock Block,
    IOperation Operation,
    IOperation Address,
    string? Verb,
    string? BaseAddress,
    IReadOnlyList<CallFrame> Frames)
{
    /// <summary>Gets the arguments that the calls pass for the parameters.</summary>
    public CallArguments? Arguments
    {
        get
        {
            CallArguments? arguments = null;
            foreach (var frame in Frames.Reverse())
            {
                arguments = new CallArguments(frame.Block, frame.Call.Arguments, arguments);
            }

            return arguments;
        }
    }
}

/// <summary>A call of a method that creates or sends a request.</summary>
/// <param name="Block">The body that contains the call.</param>
/// <param name="Call">The call.</param>
internal sealed record CallFrame(CodeBlock Block, IInvocationOperation Call);

/// <summary>Finds calls of methods that send a request to the URL that they are given: <c>Post("/o/client/register", body)</c>.</summary>
internal sealed class OpenRequests(CodeProject project, AdobeHosts hosts, CancellationToken cancellationToken)
{
    private const int MaxDepth = 3;

    private static readonly ConditionalWeakTable<
        CodeProject,
        ConcurrentDictionary<IMethodSymbol, IReadOnlyList<OpenRequest>>> Known = new();

    private static readonly ConditionalWeakTable<CodeFile, IReadOnlyList<(OpenRequest Request, Endpoint Endpoint)>> KnownOfFiles = new();

    private readonly ConcurrentDictionary<IMethodSymbol, IReadOnlyList<OpenRequest>> _known =
        Known.GetValue(project, static _ => new(SymbolEqualityComparer.Default));

    /// <summary>Finds the calls in a file that determine the URL of a request to Adobe Pass.</summary>
    public static IReadOnlyList<(OpenRequest Request, Endpoint Endpoint)> Of(
        CodeFile file,
        AdobeHosts hosts,
        CancellationToken cancellationToken) =>
        KnownOfFiles.TryGetValue(file, out var known)
            ? known
            : KnownOfFiles.GetValue(file, _ => [.. new OpenRequests(CodeProject.Of(file), hosts, cancellationToken).Find(file)]);

    private IEnumerable<(OpenRequest Request, Endpoint Endpoint)> Find(CodeFile file)
    {
        foreach (var block in file.Blocks(cancellationToken))
        {
            foreach (var call in block.Calls)
            {
                foreach (var request in RequestsOf(call.TargetMethod, MaxDepth))
                {
                    var bound = request with { Frames = [.. request.Frames, new CallFrame(block, call)] };
                    if (Resolve(bound, Trace(bound)) is { IsAdobePass: true } endpoint)
                    {
                        yield return (bound, endpoint);
                    }
                }
            }
        }
    }

    private IReadOnlyList<OpenRequest> RequestsOf(IMethodSymbol method, int depth)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return depth == 0 || definition.Parameters.IsEmpty || definition.DeclaringSyntaxReferences.IsEmpty || !HasAddress(definition)
            ? []
            : _known.TryGetValue(definition, out var known) ? known : _known.GetOrAdd(definition, Search(definition, depth));
    }

    // A parameter that can be a URL, a part of one, or the choice of one.
    private static bool HasAddress(IMethodSymbol method) => method.Parameters.Any(static parameter =>
        parameter.Type is { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Enum } or { Name: "Uri" });

    private IReadOnlyList<OpenRequest> Search(IMethodSymbol method, int depth)
    {
        if (project.BlockOf(method, cancellationToken) is not { } block)
        {
            return [];
        }

        var found = new List<OpenRequest>();
        foreach (var operation in block.Operations)
        {
            if (operation.Kind is not (OperationKind.Invocation or OperationKind.ObjectCreation))
            {
                continue;
            }

            if (ReadRequest(block, operation) is { } request && IsOpen(request))
            {
                found.Add(request);
            }
            else if (operation is IInvocationOperation call
                && !SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method))
            {
                found.AddRange(RequestsOf(call.TargetMethod, depth - 1)
                    .Select(inner => inner with { Frames = [.. inner.Frames, new CallFrame(block, call)] })
                    .Where(IsOpen));
            }
        }

        return found;
    }

    private OpenRequest? ReadRequest(CodeBlock block, IOperation operation)
    {
        switch (operation)
        {
            case IObjectCreationOperation creation when HttpTypes.IsRequest(creation.Type)
                && HttpTypes.Argument(creation.Arguments, "requestUri") is { } address:
                return new OpenRequest(block, creation, address, null, null, []);
            case IInvocationOperation call when HttpTypes.IsSending(call.TargetMethod)
                && HttpTypes.Argument(call.Arguments, "requestUri") is { } address:
                var receiver = call.Instance ?? call.Arguments[0].Value;
                var client = new ClientReader(block, hosts, cancellationToken).Read(receiver);
                return new OpenRequest(block, call, address, HttpTypes.Verbs[call.TargetMethod.Name], client.BaseAddress, []);
            default:
                return null;
        }
    }

    private bool IsOpen(OpenRequest request) =>
        Trace(request) is var texts
        && (texts.Count > 1 || texts.Any(static text => !text.IsWhole))
        && Resolve(request, texts) is not { IsAdobePass: true };

    private IReadOnlyList<TracedString> Trace(OpenRequest request) =>
        ConstantTracer.Trace(request.Block, request.Address, cancellationToken, request.Arguments);

    private Endpoint? Resolve(OpenRequest request, IReadOnlyList<TracedString> texts)
    {
        Endpoint? found = null;
        foreach (var text in texts)
        {
            if (text.IsUnknown)
            {
                return null;
            }

            var address = request.BaseAddress is { } baseUrl ? ConstantTracer.JoinAddress(baseUrl, text.Text) : text.Text;
            var endpoint = Endpoint.Read(address, request.Verb, hosts);
            if (found is not null && found.Operation != endpoint.Operation)
            {
                return null;
            }

            found = endpoint;
        }

        return found;
    }
}
