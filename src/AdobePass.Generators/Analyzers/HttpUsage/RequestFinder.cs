using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Finds the requests to Adobe Pass in a body of code, with the headers of each.</summary>
internal sealed class RequestFinder(CodeBlock block, AdobeHosts hosts, CancellationToken cancellationToken)
{
    private readonly ClientReader _clients = new(block, hosts, cancellationToken);

    public static IReadOnlyList<RequestSite> Find(CodeBlock block, AdobeHosts hosts, CancellationToken cancellationToken) =>
        new RequestFinder(block, hosts, cancellationToken).Find();

    private List<RequestSite> Find()
    {
        var sites = new List<RequestSite>();
        foreach (var operation in block.Operations)
        {
            var site = operation switch
            {
                IObjectCreationOperation creation when HttpTypes.IsRequest(creation.Type) => ReadCreation(creation),
                IInvocationOperation call when HttpTypes.IsSending(call.TargetMethod) => ReadShorthand(call),
                _ => null,
            };
            if (site is not null)
            {
                sites.Add(site);
            }
        }

        return sites;
    }

    private RequestSite? ReadShorthand(IInvocationOperation call)
    {
        if (HttpTypes.Argument(call.Arguments, "requestUri") is not { } address || ReceiverOf(call) is not { } receiver)
        {
            return null;
        }

        var client = _clients.Read(receiver);
        if (EndpointOf(address, HttpTypes.Verbs[call.TargetMethod.Name], client) is not { IsAdobePass: true } endpoint)
        {
            return null;
        }

        var content = HttpTypes.Argument(call.Arguments, "content", "value");
        var added = new List<HeaderAdd>(client.Headers);
        var certainty = content is null ? client.Certainty : Least(client.Certainty, ReadContent(content, added));
        return new RequestSite(call, endpoint, added, content, call, certainty);
    }

    private RequestSite? ReadCreation(IObjectCreationOperation creation)
    {
        var method = HttpTypes.Argument(creation.Arguments, "method") is { } verb ? VerbOf(verb) : "GET";
        var address = HttpTypes.Argument(creation.Arguments, "requestUri");
        var content = default(IOperation);
        var added = new List<HeaderAdd>();

        foreach (var member in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } assignment)
            {
                ReadMember(name, assignment.Value, ref method, ref address, ref content);
            }

            added.AddRange(member.DescendantsAndSelf().Select(each => HeaderAdd.Read(block, each, cancellationToken)).OfType<HeaderAdd>());
        }

        var uses = UsesOf(creation, out var call, out var certainty);
        foreach (var use in uses)
        {
            certainty = Least(certainty, ReadUse(use, added, ref method, ref address, ref content, ref call));
        }

        if (address is null)
        {
            return null;
        }

        var client = call is not null && ReceiverOf(call) is { } receiver ? _clients.Read(receiver) : ReadClient.Unknown;
        if (EndpointOf(address, method, client) is not { IsAdobePass: true } endpoint)
        {
            return null;
        }

        if (content is not null)
        {
            certainty = Least(certainty, ReadContent(content, added));
        }

        added.AddRange(client.Headers);
        return new RequestSite(
            creation,
            endpoint,
            added,
            content,
            call,
            call is null ? Certainty.Open : Least(certainty, client.Certainty));
    }

    private static void ReadMember(string name, IOperation value, ref string? method, ref IOperation? address, ref IOperation? content)
    {
        switch (name)
        {
            case "RequestUri":
                address = value;
                break;
            case "Method":
                method = VerbOf(value);
                break;
            case "Content":
                content = value;
                break;
            default:
                break;
        }
    }

    // Follows the new request: into a local, whose uses are analyzed, or directly into the call that sends it.
    private IReadOnlyList<IOperation> UsesOf(IObjectCreationOperation creation, out IInvocationOperation? call, out Certainty certainty)
    {
        call = null;
        certainty = Certainty.Definite;
        var outermost = HttpTypes.WalkUpConversions(creation);
        switch (outermost.Parent)
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                return block.ReferencesTo(local);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } target }:
                return [.. block.ReferencesTo(local).Where(each => each != target)];
            case IArgumentOperation { Parent: IInvocationOperation sending } when HttpTypes.IsSending(sending.TargetMethod):
                call = sending;
                return [];
            default:
                certainty = Certainty.Open;
                return [];
        }
    }

    private Certainty ReadUse(
        IOperation use,
        List<HeaderAdd> added,
        ref string? method,
        ref IOperation? address,
        ref IOperation? content,
        ref IInvocationOperation? call)
    {
        var outermost = HttpTypes.WalkUpConversions(use);
        switch (outermost.Parent)
        {
            case IPropertyReferenceOperation { Property.Name: "Headers" } headers:
                return ReadHeaders(headers, added);
            case IPropertyReferenceOperation
            {
                Property.Name: "Content",
                Parent: IPropertyReferenceOperation { Property.Name: "Headers" } headers
            }:
                return ReadHeaders(headers, added);
            case IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } member when assignment.Target == member:
                ReadMember(member.Property.Name, assignment.Value, ref method, ref address, ref content);
                return Certainty.Definite;
            case IPropertyReferenceOperation:
            case IInvocationOperation { TargetMethod.Name: "Dispose" or "ToString" or "GetType" or "GetHashCode" or "Equals" }:
            case IExpressionStatementOperation:
            case IBinaryOperation or IIsPatternOperation:
                return Certainty.Definite;
            case IArgumentOperation { Parent: IInvocationOperation sending } when HttpTypes.IsSending(sending.TargetMethod):
                call ??= sending;
                return Certainty.Definite;
            case IArgumentOperation { Parent: IInvocationOperation helper, Parameter: { } parameter }:
                return ReadHelper(helper, parameter, added);
            case ISimpleAssignmentOperation assignment when assignment.Target == outermost:
                return Certainty.Definite;
            case IUsingOperation or IUsingDeclarationOperation or IVariableDeclarationGroupOperation:
                return Certainty.Definite;
            default:
                return Certainty.Open;
        }
    }

    private Certainty ReadHeaders(IPropertyReferenceOperation headers, List<HeaderAdd> added)
    {
        switch (headers.Parent)
        {
            case IInvocationOperation call when call.Instance == headers:
                if (HeaderAdd.Read(block, call, cancellationToken) is { } add)
                {
                    added.Add(add);
                    return add.Name is null ? Certainty.Open : Certainty.Definite;
                }

                return call.TargetMethod.Name is "Remove" or "Contains" or "Clear" or "GetValues" or "TryGetValues" or "ToString"
                    ? Certainty.Definite
                    : Certainty.Open;
            case IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } member when assignment.Target == member:
                if (HeaderAdd.Read(block, assignment, cancellationToken) is { } authorization)
                {
                    added.Add(authorization);
                }

                return Certainty.Definite;
            case IPropertyReferenceOperation { Property.ContainingNamespace.Name: "Headers" }:
                return Certainty.Definite;
            case IArgumentOperation { Parent: IInvocationOperation helper, Parameter: { } parameter }:
                return ReadHelper(helper, parameter, added);
            default:
                return Certainty.Open;
        }
    }

    // Analyzes one level of helper methods of the same file. Deeper calls are not analyzed.
    private Certainty ReadHelper(IInvocationOperation helper, IParameterSymbol parameter, List<HeaderAdd> added)
    {
        var method = helper.TargetMethod;
        var ordinal = parameter.Ordinal;
        if (method.OriginalDefinition
                is not { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsOverride: false, IsAbstract: false } definition
            || definition.Parameters.Length <= ordinal
            || block.File.BlockOf(definition, cancellationToken) is not { } body)
        {
            return Certainty.Open;
        }

        var inner = new RequestFinder(body, hosts, cancellationToken);
        var certainty = Certainty.Definite;
        foreach (var use in body.ReferencesTo(definition.Parameters[ordinal]))
        {
            if (HttpTypes.IsRequest(use.Type))
            {
                string? verb = null;
                IOperation? address = null, content = null;
                IInvocationOperation? call = null;

                // A helper that sends the request or passes it to another helper is not followed.
                var found = HttpTypes.WalkUpConversions(use).Parent is IArgumentOperation
                    ? Certainty.Open
                    : inner.ReadUse(use, added, ref verb, ref address, ref content, ref call);
                certainty = Least(certainty, found);
            }
            else if (HeaderAdd.Read(body, HttpTypes.WalkUpConversions(use).Parent ?? use, cancellationToken) is { } add)
            {
                added.Add(add);
                certainty = Least(certainty, add.Name is null ? Certainty.Open : Certainty.Definite);
            }
            else
            {
                certainty = Certainty.Open;
            }
        }

        return certainty;
    }

    // Headers may also be added to the content. They are sent like the others.
    private Certainty ReadContent(IOperation content, List<HeaderAdd> added)
    {
        switch (HttpTypes.WalkDownConversions(content))
        {
            case ILocalReferenceOperation local:
                foreach (var use in block.ReferencesTo(local.Local))
                {
                    if (HttpTypes.WalkUpConversions(use).Parent is IPropertyReferenceOperation { Property.Name: "Headers" } headers
                        && ReadHeaders(headers, added) == Certainty.Open)
                    {
                        return Certainty.Open;
                    }
                }

                return Certainty.Definite;
            case IObjectCreationOperation { Initializer: { } initializer }:
                added.AddRange(initializer.DescendantsAndSelf()
                    .Select(each => HeaderAdd.Read(block, each, cancellationToken))
                    .OfType<HeaderAdd>());
                return Certainty.Definite;
            default:
                return Certainty.Definite;
        }
    }

    private Endpoint? EndpointOf(IOperation address, string? method, ReadClient client)
    {
        Endpoint? found = null;
        foreach (var text in ConstantTracer.Trace(block, address, cancellationToken))
        {
            if (text.IsUnknown)
            {
                return null;
            }

            var endpoint = Endpoint.Read(
                client.BaseAddress is { } baseUrl ? ConstantTracer.JoinAddress(baseUrl, text.Text) : text.Text,
                method,
                hosts);
            if (found is not null && found.Operation != endpoint.Operation)
            {
                return null;
            }

            found = endpoint;
        }

        return found;
    }

    private static IOperation? ReceiverOf(IInvocationOperation call) => call.Instance ?? call.Arguments.FirstOrDefault()?.Value;

    private static string? VerbOf(IOperation method) => HttpTypes.WalkDownConversions(method) switch
    {
        IPropertyReferenceOperation { Property: { Name: var name, ContainingType.Name: "HttpMethod" } } => name.ToUpperInvariant(),
        IObjectCreationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string text } }] } =>
            text.ToUpperInvariant(),
        _ => null,
    };

    private static Certainty Least(Certainty left, Certainty right) => left < right ? left : right;
}
