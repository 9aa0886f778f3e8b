using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Finds the HTTP requests in a body of code, with the headers of each.</summary>
internal sealed class RequestFinder(CodeBlock block, AdobeHosts hosts, CancellationToken cancellationToken, int depth = 0)
{
    private const int MaxDepth = 3;

    private readonly ClientReader _clients = new(block, hosts, cancellationToken);

    public List<RequestDraft> Find()
    {
        var drafts = new List<RequestDraft>();
        foreach (var operation in block.Operations)
        {
            if (operation.Kind is not (OperationKind.Invocation or OperationKind.ObjectCreation))
            {
                continue;
            }

            var draft = operation switch
            {
                IObjectCreationOperation creation when HttpTypes.IsRequest(creation.Type) => ReadCreation(creation),
                IInvocationOperation call when HttpTypes.IsSending(call.TargetMethod) => ReadShorthand(call),
                IInvocationOperation call when WebRequestReader.IsCreation(call) =>
                    WebRequestReader.Read(block, call, cancellationToken),
                IInvocationOperation call when WebClientReader.IsSending(call.TargetMethod) =>
                    WebClientReader.Read(block, call, cancellationToken),
                IObjectCreationOperation creation when HttpLibraries.IsRestRequest(creation.Type) =>
                    new RestSharpReader(block, cancellationToken).Read(creation),
                IInvocationOperation call when HttpLibraries.IsRestSharpSending(call.TargetMethod) =>
                    new RestSharpReader(block, cancellationToken).ReadShorthand(call),
                IInvocationOperation call when HttpLibraries.IsFlurlSending(call.TargetMethod) =>
                    new FlurlReader(block, cancellationToken).Read(call),
                IObjectCreationOperation creation when block.Owner is null && HttpLibraries.IsRefitMethodAttribute(creation.Type) =>
                    RefitReader.Read(block, creation, hosts, cancellationToken),
                _ => null,
            };
            if (draft is not null)
            {
                drafts.Add(draft);
            }
        }

        return drafts;
    }

    /// <summary>Reads the call of a method that creates a request, and sends it or returns it.</summary>
    public RequestDraft ReadCall(IInvocationOperation call, RequestDraft inner)
    {
        var own = new CallArguments(block, call.Arguments);
        var draft = new RequestDraft(block, call)
        {
            Creation = inner.Creation,
            Address = inner.Address,
            AddressBlock = inner.AddressBlock,
            Arguments = inner.Arguments is { } arguments ? arguments.Within(own) : own,
            Verb = inner.Verb,
            DefaultVerb = inner.DefaultVerb,
            SentVerb = inner.SentVerb,
            AppendsPath = inner.AppendsPath,
            Content = inner.Content,
            ContentBlock = inner.ContentBlock,
            ContentType = inner.ContentType,
            Client = inner.Client,
            Certainty = inner.Certainty,
        };
        draft.Headers.AddRange(inner.Headers);
        if (inner.Content is { } content
            && Conversions.WalkDown(content) is IParameterReferenceOperation { Parameter: var body }
            && own.Find(body) is { } passed)
        {
            (draft.Content, draft.ContentBlock) = (passed, block);
        }

        if (!inner.IsReturned)
        {
            draft.Call = inner.Call is null ? null : call;
            return draft;
        }

        if (HttpTypes.IsWebRequest(call.Type))
        {
            WebRequestReader.ReadUses(block, call, draft, cancellationToken);
        }
        else
        {
            ReadUses(draft, call);
        }

        Complete(draft);
        return draft;
    }

    private RequestDraft? ReadShorthand(IInvocationOperation call)
    {
        if (HttpTypes.Argument(call.Arguments, "requestUri") is not { } address || ReceiverOf(call) is not { } receiver)
        {
            return null;
        }

        var draft = new RequestDraft(block, call)
        {
            Address = address,
            DefaultVerb = HttpTypes.Verbs[call.TargetMethod.Name],
            Content = HttpTypes.Argument(call.Arguments, "content", "value"),
            Call = call,
            Client = _clients.Read(receiver),
        };
        if (draft.Content is { } content)
        {
            draft.Lower(ReadContent(content, draft.Headers));
        }

        return draft;
    }

    private RequestDraft? ReadCreation(IObjectCreationOperation creation)
    {
        var draft = new RequestDraft(block, creation)
        {
            Verb = HttpTypes.Argument(creation.Arguments, "method"),
            DefaultVerb = "GET",
            Address = HttpTypes.Argument(creation.Arguments, "requestUri"),
        };
        foreach (var member in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } assignment)
            {
                SetMember(draft, name, assignment.Value);
            }

            draft.Headers.AddRange(member.DescendantsAndSelf()
                .Select(each => HeaderAdd.Read(block, each, cancellationToken))
                .OfType<HeaderAdd>());
        }

        ReadUses(draft, creation);
        Complete(draft);
        return draft.Address is null ? null : draft;
    }

    private void Complete(RequestDraft draft)
    {
        if (draft.Client is null && draft.Call is { } call)
        {
            draft.Client = ReceiverOf(call) is { } receiver && HttpTypes.IsSending(call.TargetMethod)
                ? _clients.Read(receiver)
                : ReadClient.Unknown;
        }

        if (draft.Content is { } content && draft.ContentBlock == block)
        {
            draft.Lower(ReadContent(content, draft.Headers));
        }
    }

    private static void SetMember(RequestDraft draft, string name, IOperation value)
    {
        switch (name)
        {
            case "RequestUri":
                draft.Address = value;
                break;
            case "Method":
                draft.Verb = value;
                break;
            case "Content":
                draft.Content = value;
                break;
            default:
                break;
        }
    }

    // Follows the new request: into a local, whose uses are analyzed, directly into the call that sends it, or to the caller.
    private void ReadUses(RequestDraft draft, IOperation request)
    {
        var outermost = Conversions.WalkUp(request);
        while (outermost.Parent is IAwaitOperation
            or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
        {
            outermost = Conversions.WalkUp(outermost.Parent);
        }

        switch (outermost.Parent)
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                ReadUsesOf(draft, local, except: null);
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } target }:
                ReadUsesOf(draft, local, target);
                break;
            default:
                draft.Lower(ReadUse(outermost, draft));
                break;
        }
    }

    private void ReadUsesOf(RequestDraft draft, ISymbol local, IOperation? except)
    {
        foreach (var use in block.ReferencesTo(local))
        {
            if (use != except)
            {
                draft.Lower(ReadUse(use, draft));
            }
        }
    }

    private Certainty ReadUse(IOperation use, RequestDraft draft)
    {
        var outermost = Conversions.WalkUp(use);
        switch (outermost.Parent)
        {
            case IPropertyReferenceOperation { Property.Name: "Headers" } headers:
                return ReadHeaders(headers, draft.Headers);
            case IPropertyReferenceOperation
            {
                Property.Name: "Content",
                Parent: IPropertyReferenceOperation { Property.Name: "Headers" } headers
            }:
                return ReadHeaders(headers, draft.Headers);
            case IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } member when assignment.Target == member:
                SetMember(draft, member.Property.Name, assignment.Value);
                return Certainty.Definite;
            case IPropertyReferenceOperation:
            case IInvocationOperation { TargetMethod.Name: "Dispose" or "ToString" or "GetType" or "GetHashCode" or "Equals" }:
            case IExpressionStatementOperation:
            case IBinaryOperation or IIsPatternOperation:
                return Certainty.Definite;
            case IReturnOperation returned when LambdaAround(returned) is { } lambda:
                return ReadRuns(lambda, draft);
            case IReturnOperation:
                draft.IsReturned = true;
                return Certainty.Definite;
            case IArgumentOperation { Parent: IInvocationOperation sending } when HttpTypes.IsSending(sending.TargetMethod):
                draft.Call ??= sending;
                return Certainty.Definite;
            case IArgumentOperation { Parent: IInvocationOperation helper, Parameter: { } parameter }:
                return ReadHelper(helper, parameter, draft);
            case ISimpleAssignmentOperation assignment when assignment.Target == outermost:
                return Certainty.Definite;
            case IUsingOperation or IUsingDeclarationOperation or IVariableDeclarationGroupOperation:
                return Certainty.Definite;
            default:
                return Certainty.Open;
        }
    }

    private static IAnonymousFunctionOperation? LambdaAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return parent as IAnonymousFunctionOperation;
            }
        }

        return null;
    }

    /// <summary>
    /// Gets the calls of a lambda or a method in the method of the file that gets it as a delegate: <c>SendAsync(() =&gt; request)</c>.
    /// </summary>
    public IEnumerable<(CodeBlock Block, IInvocationOperation Run)> RunsOf(IOperation function)
    {
        return Conversions.WalkUpDelegate(function).Parent
            is IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation call }
            && BodyOf(call, parameter) is ({ } body, { } own)
                ? body.ReferencesTo(own)
                    .Select(static use => use.Parent as IInvocationOperation)
                    .OfType<IInvocationOperation>()
                    .Where(static each => each.TargetMethod.MethodKind == MethodKind.DelegateInvoke)
                    .Select(each => (body, each))
                : [];
    }

    // A lambda that makes the request for a method of the file, which sends it.
    private Certainty ReadRuns(IAnonymousFunctionOperation lambda, RequestDraft draft)
    {
        var certainty = Certainty.Open;
        foreach (var (body, run) in depth >= MaxDepth ? [] : RunsOf(lambda))
        {
            var inside = new RequestDraft(body, draft.Location);
            var finder = new RequestFinder(body, hosts, cancellationToken, depth + 1);
            finder.ReadUses(inside, run);
            draft.Headers.AddRange(inside.Headers);
            certainty = inside.Certainty;
            if (inside.Call is not null)
            {
                draft.Call ??= Conversions.WalkUpDelegate(lambda).Parent?.Parent as IInvocationOperation;
                finder.Complete(inside);
                draft.Client ??= inside.Client;
            }
        }

        return certainty;
    }

    private Certainty ReadHeaders(IPropertyReferenceOperation headers, List<HeaderAdd> added, CallArguments? arguments = null)
    {
        switch (headers.Parent)
        {
            case IInvocationOperation call when call.Instance == headers:
                if (HeaderAdd.Read(block, call, cancellationToken, arguments) is { } add)
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
                return ReadHeaderHelper(helper, parameter, added);
            default:
                return Certainty.Open;
        }
    }

    // A method of the same file that gets the request: it adds headers, sends it, or returns it.
    private Certainty ReadHelper(IInvocationOperation helper, IParameterSymbol parameter, RequestDraft draft)
    {
        if (depth >= MaxDepth || BodyOf(helper, parameter) is not ({ } body, { } own))
        {
            // sign(request), a delegate or a method of an interface: what it returns is the same request, with headers that are not
            // visible.
            if (HttpTypes.IsRequest(HttpTypes.ResultOf(helper.TargetMethod)))
            {
                ReadUses(draft, helper);
            }
            else if (HttpTypes.LooksLikeSending(helper.TargetMethod))
            {
                draft.Call ??= helper;
            }

            return Certainty.Open;
        }

        var inside = new RequestDraft(body, draft.Location);
        var finder = new RequestFinder(body, hosts, cancellationToken, depth + 1);
        finder.ReadUsesOf(inside, own, except: null);
        var certainty = inside.Certainty;
        var arguments = new CallArguments(block, helper.Arguments);
        draft.Headers.AddRange(inside.Headers.Select(each => each.Name is null
            ? HeaderAdd.Read(body, each.Operation, cancellationToken, arguments) ?? each
            : each));
        if (certainty == Certainty.Open
            && inside.Headers.Any(static each => each.Name is null)
            && draft.Headers.All(static each => each.Name is not null))
        {
            certainty = Certainty.Definite;
        }

        if (inside.Content is { } content)
        {
            (draft.Content, draft.ContentBlock) = (content, body);
        }

        if (inside.Call is not null)
        {
            draft.Call ??= helper;
            finder.Complete(inside);
            draft.Client ??= inside.Client;
        }

        if (inside.IsReturned)
        {
            // request.WithDevice(…) returns the same request.
            ReadUses(draft, helper);
        }

        return certainty;
    }

    private (CodeBlock? Body, IParameterSymbol? Parameter) BodyOf(IInvocationOperation helper, IParameterSymbol parameter)
    {
        var method = helper.TargetMethod.OriginalDefinition;
        return method.Parameters.Length > parameter.Ordinal && block.File.BodyOf(block, method, cancellationToken) is { } body
            ? (body, method.Parameters[parameter.Ordinal])
            : (null, null);
    }

    // A method of the same file that gets the headers of the request.
    private Certainty ReadHeaderHelper(IInvocationOperation helper, IParameterSymbol parameter, List<HeaderAdd> added)
    {
        if (BodyOf(helper, parameter) is not ({ } body, { } own))
        {
            return Certainty.Open;
        }

        var certainty = Certainty.Definite;
        var arguments = new CallArguments(block, helper.Arguments);
        foreach (var use in body.ReferencesTo(own))
        {
            if (HeaderAdd.Read(body, Conversions.WalkUp(use).Parent ?? use, cancellationToken, arguments) is { } add)
            {
                added.Add(add);
                certainty = certainty.AtMost(add.Name is null ? Certainty.Open : Certainty.Definite);
            }
            else if (use.Parent is IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment }
                && HeaderAdd.Read(body, assignment, cancellationToken, arguments) is { } authorization)
            {
                added.Add(authorization);
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
        switch (Conversions.WalkDown(content))
        {
            case ILocalReferenceOperation local:
                foreach (var use in block.ReferencesTo(local.Local))
                {
                    if (Conversions.WalkUp(use).Parent is IPropertyReferenceOperation { Property.Name: "Headers" } headers
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

    private static IOperation? ReceiverOf(IInvocationOperation call) => call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
}
