using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Analyzes requests of Flurl: <c>"https://…".AppendPathSegment(…).WithHeader(…).PostJsonAsync(…)</c>.</summary>
internal sealed class FlurlReader(CodeBlock block, CancellationToken cancellationToken)
{
    private static readonly ReadClient NoClient = new(null, [], Certainty.Definite);

    public RequestDraft? Read(IInvocationOperation sending)
    {
        if (HttpLibraries.ReceiverOf(sending) is not { } receiver)
        {
            return null;
        }

        // client.SendAsync(request)
        var address = HttpLibraries.IsFlurlClient(Conversions.WalkDown(receiver).Type)
            ? HttpTypes.Argument(sending.Arguments, "request")
            : receiver;
        if (address is null)
        {
            return null;
        }

        var draft = new RequestDraft(block, sending)
        {
            Address = address,
            Verb = HttpTypes.Argument(sending.Arguments, "verb"),
            DefaultVerb = HttpLibraries.VerbOf(sending.TargetMethod),
            Content = HttpTypes.Argument(sending.Arguments, "body", "content"),
            ContentType = sending.TargetMethod.Name.IndexOf("Json", StringComparison.Ordinal) > 0
                && HttpTypes.Argument(sending.Arguments, "body") is not null ? "application/json" : null,
            Call = sending,
            Client = NoClient,
        };
        ReadChain(address, draft);
        return draft;
    }

    /// <summary>Reads a call that adds headers; <see langword="null"/> if the call adds none, or adds headers with unknown names.</summary>
    public static IReadOnlyList<HeaderAdd>? ReadHeaders(CodeBlock block, IInvocationOperation call, CancellationToken cancellationToken)
    {
        switch (call.TargetMethod.Name)
        {
            case "WithHeader" when HttpTypes.Argument(call.Arguments, "name") is { } name:
                return ConstantTracer.TraceWhole(block, name, cancellationToken) is { } text
                    ? [new HeaderAdd(block, call, null, text, ValueOf(call, "value"))]
                    : null;
            case "WithHeaders" when HttpTypes.Argument(call.Arguments, "headers") is { } headers:
                return Conversions.WalkDown(headers) is IAnonymousObjectCreationOperation members
                    ? [.. FlurlUrls.MembersOf(members).Select(member =>
                        new HeaderAdd(block, call, null, member.Name.Replace('_', '-'), Conversions.WalkDown(member.Value)))]
                    : null;
            case "WithOAuthBearerToken":
                return [new HeaderAdd(block, call, null, "Authorization", ValueOf(call, "token")) { IsBearer = true }];
            case "WithBasicAuth":
                return [new HeaderAdd(block, call, null, "Authorization", null)];
            default:
                return null;
        }
    }

    private static IOperation? ValueOf(IInvocationOperation call, string parameter) =>
        HttpTypes.Argument(call.Arguments, parameter) is { } value ? Conversions.WalkDown(value) : null;

    // From the last call of a chain back to the URL.
    private void ReadChain(IOperation end, RequestDraft draft)
    {
        var value = Conversions.WalkDown(end);
        while (value is IInvocationOperation call && HttpLibraries.IsFlurlBuilding(call.TargetMethod)
            && HttpLibraries.ReceiverOf(call) is { } receiver)
        {
            ReadCall(call, draft);
            value = Conversions.WalkDown(receiver);
        }

        switch (value)
        {
            case ILocalReferenceOperation { Local: var local } when HttpLibraries.IsFlurlClient(local.Type):
            case IFieldReferenceOperation { Field.Type: var field } when HttpLibraries.IsFlurlClient(field):
            case IPropertyReferenceOperation { Property.Type: var property } when HttpLibraries.IsFlurlClient(property):
            case IParameterReferenceOperation { Parameter.Type: var parameter } when HttpLibraries.IsFlurlClient(parameter):
                ReadClient(value, draft);
                break;
            case ILocalReferenceOperation { Local: var local }:
                ReadLocal(local, draft);
                break;
            case IObjectCreationOperation:
                break;
            default:
                // A request from other code may have headers. A string or a URL has none.
                draft.Lower(HttpLibraries.IsFlurlRequest(value.Type) ? Certainty.Open : Certainty.Definite);
                break;
        }
    }

    private void ReadCall(IInvocationOperation call, RequestDraft draft)
    {
        if (ReadHeaders(block, call, cancellationToken) is { } headers)
        {
            draft.Headers.AddRange(headers);
        }
        else if (call.TargetMethod.Name.StartsWith("WithHeader", StringComparison.Ordinal)
            || call.TargetMethod.Name is "BeforeCall" or "WithSettings" or "ConfigureRequest" or "WithClient")
        {
            draft.Lower(Certainty.Open);
        }
    }

    // request.WithHeader(…) as a statement changes the same request.
    private void ReadLocal(ILocalSymbol local, RequestDraft draft)
    {
        if (block.OnlyValueOf(local) is not { } value)
        {
            draft.Lower(Certainty.Open);
            return;
        }

        ReadChain(value, draft);
        if (!HttpLibraries.IsFlurlRequest(local.Type))
        {
            return;
        }

        foreach (var reference in block.ReferencesTo(local))
        {
            var current = Conversions.WalkUp(reference);
            while (HttpLibraries.CallOn(current) is { } call && HttpLibraries.IsFlurlBuilding(call.TargetMethod))
            {
                if (!draft.Headers.Any(each => each.Operation == call))
                {
                    ReadCall(call, draft);
                }

                current = Conversions.WalkUp(call);
            }

            if ((current.Parent is IArgumentOperation { Parent: IInvocationOperation other }
                    && !HttpLibraries.IsFlurlSending(other.TargetMethod))
                || current.Parent is IReturnOperation or IPropertyReferenceOperation { Property.Name: "Headers" })
            {
                draft.Lower(Certainty.Open);
            }
        }
    }

    // The headers that the file adds to the client, wherever it does so.
    private void ReadClient(IOperation client, RequestDraft draft)
    {
        var symbol = AssignedValues.SymbolOf(client)!;
        var isCreatedHere = client is ILocalReferenceOperation { Local: var local }
            ? block.OnlyValueOf(local) is { } only && IsCreation(only)
            : AssignedValues.Of(block.File, symbol, cancellationToken).ToList() is { Count: > 0 } values
                && values.All(static each => IsCreation(each.Value));
        draft.Lower(isCreatedHere ? Certainty.Definite : Certainty.Likely);
        foreach (var each in block.File.Blocks(cancellationToken))
        {
            foreach (var call in each.Calls)
            {
                if (call.TargetMethod.Name.StartsWith("With", StringComparison.Ordinal)
                    && RootOf(call) is { } root
                    && (SymbolEqualityComparer.Default.Equals(AssignedValues.SymbolOf(root), symbol) || IsValueOf(each, root, symbol)))
                {
                    draft.Headers.AddRange(ReadHeaders(each, call, cancellationToken) ?? []);
                }
            }
        }
    }

    // new FlurlClient(url).WithHeader(…), in the initializer of the member.
    private static bool IsValueOf(CodeBlock block, IOperation root, ISymbol symbol) => root is IObjectCreationOperation
        && (SymbolEqualityComparer.Default.Equals(block.Owner, symbol)
            || (symbol is ILocalSymbol local && block.OnlyValueOf(local) is { } value && value.DescendantsAndSelf().Contains(root)));

    private static IOperation? RootOf(IInvocationOperation call)
    {
        IOperation? value = call;
        while (value is IInvocationOperation each && HttpLibraries.ReceiverOf(each) is { } receiver)
        {
            value = Conversions.WalkDown(receiver);
        }

        return HttpLibraries.IsFlurlClient(value?.Type) ? value : null;
    }

    private static bool IsCreation(IOperation value)
    {
        var root = Conversions.WalkDown(value);
        return (root is IInvocationOperation call ? RootOf(call) : root)
            is IObjectCreationOperation { Arguments: var arguments }
            && arguments.All(static each => each.Parameter?.Name != "httpClient");
    }
}
