using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Analyzes requests of <c>WebClient</c>, also those whose response an event handler gets.</summary>
internal static class WebClientReader
{
    public static bool IsSending(IMethodSymbol method) =>
        (method.Name.StartsWith("Upload", StringComparison.Ordinal) || method.Name.StartsWith("Download", StringComparison.Ordinal))
        && method.ContainingType is { Name: "WebClient", ContainingNamespace: { Name: "Net", ContainingNamespace.Name: "System" } };

    public static RequestDraft? Read(CodeBlock block, IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (HttpTypes.Argument(call.Arguments, "address") is not { } address || call.Instance is not { } client)
        {
            return null;
        }

        var draft = new RequestDraft(block, call)
        {
            Address = address,
            Verb = HttpTypes.Argument(call.Arguments, "method"),
            DefaultVerb = call.TargetMethod.Name[0] == 'U' ? "POST" : "GET",
            Content = HttpTypes.Argument(call.Arguments, "data"),
            Call = call,
        };
        string? baseAddress = null;
        var certainty = Certainty.Open;
        if (Conversions.WalkDown(client) is ILocalReferenceOperation { Local: var local }
            && block.OnlyValueOf(local) is { } value
            && Conversions.WalkDown(value) is IObjectCreationOperation { Type.Name: "WebClient" } creation)
        {
            certainty = Certainty.Definite;
            foreach (var use in block.ReferencesTo(local).Concat(creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty))
            {
                certainty = certainty.AtMost(ReadUse(block, use, draft, ref baseAddress, cancellationToken));
            }
        }

        draft.Client = new ReadClient(baseAddress, [], certainty);
        return draft;
    }

    /// <summary>
    /// Gets the reads of the response in the handlers of the event that ends a request; <see langword="null"/> if the call returns the
    /// response.
    /// </summary>
    public static IReadOnlyList<(CodeBlock Block, IOperation Read)>? ResponsesOf(
        CodeBlock block,
        IInvocationOperation call,
        CancellationToken cancellationToken)
    {
        const string Async = "Async";
        var name = call.TargetMethod.Name;
        if (!IsSending(call.TargetMethod) || !call.TargetMethod.ReturnsVoid || !name.EndsWith(Async, StringComparison.Ordinal))
        {
            return null;
        }

        var completed = name.Substring(0, name.Length - Async.Length) + "Completed";
        var client = call.Instance is { } instance ? AssignedValues.SymbolOf(Conversions.WalkDown(instance)) : null;
        return
        [
            .. block.Operations.OfType<IEventAssignmentOperation>()
                .Where(each => each.Adds
                    && each.EventReference is IEventReferenceOperation { Event.Name: var added, Instance: { } owner }
                    && added == completed
                    && client is not null
                    && SymbolEqualityComparer.Default.Equals(AssignedValues.SymbolOf(Conversions.WalkDown(owner)), client))
                .SelectMany(each => ReadsIn(block, each.HandlerValue, cancellationToken)),
        ];
    }

    // e.Result, in a lambda or in a method of the file.
    private static IEnumerable<(CodeBlock Block, IOperation Read)> ReadsIn(
        CodeBlock block,
        IOperation handler,
        CancellationToken cancellationToken)
    {
        var target = Conversions.WalkDown(handler) is IDelegateCreationOperation creation ? creation.Target : Conversions.WalkDown(handler);
        var (body, parameters) = target switch
        {
            IAnonymousFunctionOperation lambda => (block, lambda.Symbol.Parameters),
            IMethodReferenceOperation { Method: var method } => (block.File.BlockOf(method, cancellationToken), method.Parameters),
            _ => (null, default),
        };
        return body is not null && !parameters.IsDefault && parameters is [_, var completed]
            ? body.ReferencesTo(completed)
                .Select(static each => each.Parent)
                .OfType<IPropertyReferenceOperation>()
                .Where(static each => each.Property.Name == "Result")
                .Select(each => (body, (IOperation)each))
            : [];
    }

    private static Certainty ReadUse(
        CodeBlock block,
        IOperation use,
        RequestDraft draft,
        ref string? baseAddress,
        CancellationToken cancellationToken)
    {
        if (use is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation initialized } initializer)
        {
            return ReadMember(block, initialized, initializer, ref baseAddress, cancellationToken);
        }

        switch (Conversions.WalkUp(use).Parent)
        {
            case IPropertyReferenceOperation { Property.Name: "Headers" } headers:
                var operation = headers.Parent is IPropertyReferenceOperation { Property.IsIndexer: true } element
                    ? element.Parent
                    : headers.Parent;
                if (operation is not null && HeaderAdd.Read(block, operation, cancellationToken) is { } header)
                {
                    draft.Headers.Add(header);
                    return header.Name is null ? Certainty.Open : Certainty.Definite;
                }

                if (headers.Parent is IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var collection }] } all
                    && DictionaryEntries.Of(block, collection) is { } entries)
                {
                    var added = entries.Entries
                        .Select(each => new HeaderAdd(
                            block,
                            all,
                            headers,
                            ConstantTracer.TraceWhole(block, each.Key, cancellationToken),
                            each.Value))
                        .ToList();
                    draft.Headers.AddRange(added);
                    return added.Any(static each => each.Name is null) ? Certainty.Open : Certainty.Definite;
                }

                return headers.Parent is IInvocationOperation { TargetMethod.Name: "Remove" or "Get" or "Clear" }
                    ? Certainty.Definite
                    : Certainty.Open;
            case IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } member when assignment.Target == member:
                return ReadMember(block, member, assignment, ref baseAddress, cancellationToken);
            case IArgumentOperation or IReturnOperation or IVariableInitializerOperation:
                return Certainty.Open;
            default:
                return Certainty.Definite;
        }
    }

    private static Certainty ReadMember(
        CodeBlock block,
        IPropertyReferenceOperation member,
        ISimpleAssignmentOperation assignment,
        ref string? baseAddress,
        CancellationToken cancellationToken)
    {
        if (member.Property.Name == "BaseAddress")
        {
            baseAddress = ConstantTracer.TraceWhole(block, assignment.Value, cancellationToken);
        }

        return member.Property.Name == "Headers" ? Certainty.Open : Certainty.Definite;
    }
}
