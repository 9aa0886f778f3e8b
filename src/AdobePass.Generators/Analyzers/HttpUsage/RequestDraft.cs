using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>A request whose URL may depend on the parameters of the method that creates it.</summary>
internal sealed class RequestDraft(CodeBlock block, IOperation location)
{
    public CodeBlock Block { get; } = block;

    public IOperation Location { get; } = location;

    public IOperation Creation { get; init; } = location;

    public List<HeaderAdd> Headers { get; } = [];

    public IOperation? Address { get; set; }

    /// <summary>Gets the body of code that contains <see cref="Address"/>.</summary>
    public CodeBlock AddressBlock { get; init; } = block;

    /// <summary>Gets the arguments of the calls that lead to the creation.</summary>
    public CallArguments? Arguments { get; init; }

    public IOperation? Verb { get; set; }

    public string? DefaultVerb { get; init; }

    /// <summary>Gets or sets the HTTP method of the call that sends the request, if it replaces the one of the request.</summary>
    public string? SentVerb { get; set; }

    /// <summary>Gets whether the URL is appended to the path of the base address, and does not replace it.</summary>
    public bool AppendsPath { get; init; }

    /// <summary>Gets whether an attribute declares the request, and generated code sends it.</summary>
    public bool IsDeclared { get; init; }

    public IOperation? Content { get; set; }

    public CodeBlock ContentBlock { get; set; } = block;

    public string? ContentType { get; set; }

    public IInvocationOperation? Call { get; set; }

    public ReadClient? Client { get; set; }

    public Certainty Certainty { get; set; } = Certainty.Definite;

    /// <summary>Gets or sets whether the method returns the request to its caller.</summary>
    public bool IsReturned { get; set; }

    /// <summary>Gets the method or local function that contains the request; <see langword="null"/> in lambdas.</summary>
    public IMethodSymbol? Owner
    {
        get
        {
            for (var parent = Location.Parent; parent is not null; parent = parent.Parent)
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

            return Block.Owner as IMethodSymbol;
        }
    }

    public void Lower(Certainty certainty) => Certainty = Certainty.AtMost(certainty);

    /// <summary>Finds the endpoint; <see langword="null"/> if the URL is not known or the possible URLs disagree.</summary>
    public RequestSite? Resolve(AdobeHosts hosts, CancellationToken cancellationToken)
    {
        if (Address is null)
        {
            return null;
        }

        var method = SentVerb ?? (Verb is null ? DefaultVerb : VerbOf(Verb, Arguments));
        Endpoint? found = null;
        var urls = new List<string>();
        foreach (var text in ConstantTracer.Trace(AddressBlock, Address, cancellationToken, Arguments, TraceReach.Members))
        {
            if (text.IsUnknown)
            {
                return null;
            }

            var url = Client?.BaseAddress is not { } baseUrl ? text.Text
                : AppendsPath ? ConstantTracer.AppendPath(baseUrl, text.Text)
                : ConstantTracer.JoinAddress(baseUrl, text.Text);
            var endpoint = Endpoint.Read(url, method, hosts);

            // A base URL that may change: the host that the file shows says what the request is for.
            if (endpoint.Host == HostKind.Unknown && found is { Host: HostKind.Adobe })
            {
                continue;
            }

            if (found is not null && (found.Operation != endpoint.Operation || found.Host != endpoint.Host))
            {
                return null;
            }

            found = endpoint;
            urls.Add(url);
        }

        return found is null ? null : ToSite(found, urls);
    }

    private RequestSite ToSite(Endpoint endpoint, IReadOnlyList<string> urls)
    {
        var certainty = Certainty;
        if (Call is null && !IsDeclared)
        {
            certainty = Certainty.Open;
        }
        else if (Client is { } client && client.Certainty < certainty)
        {
            certainty = client.Certainty;
        }

        return new RequestSite(Location, endpoint, [.. Headers, .. Client?.Headers ?? []], Content, Call, certainty)
        {
            Creation = Creation,
            Address = Address,
            AddressBlock = AddressBlock,
            Urls = urls,
            ContentBlock = ContentBlock,
            ContentType = ContentType,
        };
    }

    private static string? VerbOf(IOperation method, CallArguments? arguments) => Conversions.WalkDown(method) switch
    {
        IPropertyReferenceOperation { Property: { Name: var name, ContainingType.Name: "HttpMethod" } } => name.ToUpperInvariant(),
        IFieldReferenceOperation { Field: { Name: var name, ContainingType: { Name: "Method", ContainingNamespace.Name: "RestSharp" } } } =>
            name.ToUpperInvariant(),
        IObjectCreationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string text } }] } =>
            text.ToUpperInvariant(),
        { ConstantValue: { HasValue: true, Value: string text } } => text.ToUpperInvariant(),
        IParameterReferenceOperation { Parameter: var parameter } when arguments?.Find(parameter) is { } argument =>
            VerbOf(argument, arguments.Outer),
        IConditionalOperation { WhenFalse: { } otherwise } choice when VerbOf(choice.WhenTrue, arguments) is { } verb
            && VerbOf(otherwise, arguments) == verb => verb,
        _ => null,
    };
}
