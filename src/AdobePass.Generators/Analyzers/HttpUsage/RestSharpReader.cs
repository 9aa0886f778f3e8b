using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Analyzes requests of RestSharp: <c>new RestRequest("/api/v2/…").AddHeader(…)</c>, sent by a <c>RestClient</c>.</summary>
internal sealed class RestSharpReader(CodeBlock block, CancellationToken cancellationToken)
{
    private const string Json = "application/json";

    private readonly HashSet<IOperation> _read = [];

    /// <summary>Reads the creation of a request.</summary>
    public RequestDraft? Read(IObjectCreationOperation creation)
    {
        var draft = new RequestDraft(block, creation)
        {
            Address = HttpTypes.Argument(creation.Arguments, "resource"),
            Verb = HttpTypes.Argument(creation.Arguments, "method"),
            DefaultVerb = "GET",
            AppendsPath = true,
        };
        foreach (var member in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } assignment)
            {
                SetMember(draft, name, assignment);
            }
        }

        ReadUse(creation, draft);
        if (draft.Call is { } call)
        {
            draft.Client = new RestClientReader(block, cancellationToken).Read(HttpLibraries.ReceiverOf(call));
            var verb = HttpLibraries.VerbOf(call.TargetMethod);
            draft.Verb = verb is null ? draft.Verb : null;
            draft.SentVerb = verb;
        }

        return draft.Address is null ? null : draft;
    }

    /// <summary>Reads a call that creates and sends a request: <c>client.PostJsonAsync("/o/client/register", body)</c>.</summary>
    public RequestDraft? ReadShorthand(IInvocationOperation call) => HttpTypes.Argument(call.Arguments, "resource") is { } resource
        ? new RequestDraft(block, call)
        {
            Address = resource,
            DefaultVerb = HttpLibraries.VerbOf(call.TargetMethod),
            AppendsPath = true,
            Content = HttpTypes.Argument(call.Arguments, "request"),
            ContentType = call.TargetMethod.Name.IndexOf("Json", StringComparison.Ordinal) > 0
                && HttpTypes.Argument(call.Arguments, "request") is not null ? Json : null,
            Call = call,
            Client = new RestClientReader(block, cancellationToken).Read(HttpLibraries.ReceiverOf(call)),
        }
        : null;

    /// <summary>Reads a call that adds a header to a request or a client; <see langword="null"/> if it does not.</summary>
    public static HeaderAdd? ReadHeader(CodeBlock block, IInvocationOperation call, CancellationToken cancellationToken)
    {
        var isHeader = call.TargetMethod.Name is "AddHeader" or "AddOrUpdateHeader" or "AddDefaultHeader"
            || (call.TargetMethod.Name is "AddParameter" or "AddOrUpdateParameter" or "AddDefaultParameter"
                && call.Arguments.Any(static each =>
                    Conversions.WalkDown(each.Value) is IFieldReferenceOperation { Field: { Name: "HttpHeader" } }));
        return isHeader
            && HttpLibraries.IsRestSharp(call.TargetMethod.ContainingType)
            && HttpTypes.Argument(call.Arguments, "name") is { } name
            ? new HeaderAdd(
                block,
                call,
                null,
                ConstantTracer.TraceWhole(block, name, cancellationToken),
                HttpTypes.Argument(call.Arguments, "value") is { } value ? Conversions.WalkDown(value) : null)
            : null;
    }

    /// <summary>Reads an authenticator as the header that it adds.</summary>
    public static HeaderAdd ReadAuthenticator(CodeBlock block, IOperation assignment, IOperation value) =>
        Conversions.WalkDown(value) is IObjectCreationOperation creation
        && (creation.Type?.Name is "JwtAuthenticator" or "OAuth2AuthorizationRequestHeaderAuthenticator")
        && HttpTypes.Argument(creation.Arguments, "accessToken") is { } token
            ? new HeaderAdd(block, assignment, null, "Authorization", token) { IsBearer = true }
            : new HeaderAdd(block, assignment, null, "Authorization", null);

    private void SetMember(RequestDraft draft, string name, ISimpleAssignmentOperation assignment)
    {
        switch (name)
        {
            case "Resource":
                draft.Address = assignment.Value;
                break;
            case "Method":
                draft.Verb = assignment.Value;
                break;
            case "Authenticator":
                draft.Headers.Add(ReadAuthenticator(block, assignment, assignment.Value));
                break;
            case "OnBeforeRequest" or "Interceptors":
                draft.Lower(Certainty.Open);
                break;
            default:
                break;
        }
    }

    private void ReadUse(IOperation request, RequestDraft draft)
    {
        var value = Conversions.WalkUp(request);
        while (HttpLibraries.CallOn(value) is { } call && HttpLibraries.IsRestSharpBuilding(call.TargetMethod))
        {
            ReadCall(call, draft);
            value = Conversions.WalkUp(call);
        }

        switch (value.Parent)
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                ReadUses(local, draft, null);
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } target }:
                ReadUses(local, draft, target);
                break;
            case IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } member when assignment.Target == member:
                SetMember(draft, member.Property.Name, assignment);
                break;
            case IArgumentOperation { Parent: IInvocationOperation sending }
                when HttpLibraries.IsRestSharpSending(sending.TargetMethod):
                draft.Call ??= sending;
                break;
            case IExpressionStatementOperation or IPropertyReferenceOperation or IBinaryOperation or IIsPatternOperation:
                break;
            default:
                draft.Lower(Certainty.Open);
                break;
        }
    }

    private void ReadUses(ILocalSymbol local, RequestDraft draft, IOperation? except)
    {
        foreach (var use in block.ReferencesTo(local))
        {
            if (use != except && _read.Add(use))
            {
                ReadUse(use, draft);
            }
        }
    }

    private void ReadCall(IInvocationOperation call, RequestDraft draft)
    {
        if (ReadHeader(block, call, cancellationToken) is { } header)
        {
            draft.Headers.Add(header);
            draft.Lower(header.Name is null ? Certainty.Open : Certainty.Definite);
            return;
        }

        switch (call.TargetMethod.Name)
        {
            case "AddHeaders" or "AddOrUpdateHeaders":
                var entries = call.Arguments.Length > 1 ? DictionaryEntries.Of(block, call.Arguments[1].Value) : null;
                foreach (var (key, value) in entries?.Entries ?? [])
                {
                    draft.Headers.Add(new HeaderAdd(block, call, null, ConstantTracer.TraceWhole(block, key, cancellationToken), value));
                }

                draft.Lower(entries is null ? Certainty.Open : Certainty.Definite);
                break;
            case "AddJsonBody":
                draft.Content = HttpTypes.Argument(call.Arguments, "obj", "jsonString");
                draft.ContentType = Json;
                break;
            case "AddBody" or "AddStringBody":
                draft.Content = HttpTypes.Argument(call.Arguments, "obj", "body");
                break;
            case "AddAuthenticator" or "AddInterceptor" or "AddParameters":
                draft.Lower(Certainty.Open);
                break;
            default:
                break;
        }
    }
}
