using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Analyzes requests of <c>WebRequest</c> and <c>HttpWebRequest</c>.</summary>
internal static class WebRequestReader
{
    private const int MaxDepth = 3;

    private static readonly ReadClient NoClient = new(null, [], Certainty.Definite);

    public static bool IsCreation(IInvocationOperation call) =>
        call is { TargetMethod: { Name: "Create" or "CreateHttp" or "CreateDefault", IsStatic: true } method, Arguments.Length: 1 }
        && HttpTypes.IsWebRequest(method.ContainingType);

    public static RequestDraft Read(CodeBlock block, IInvocationOperation creation, CancellationToken cancellationToken)
    {
        var draft = new RequestDraft(block, creation)
        {
            Address = creation.Arguments[0].Value,
            DefaultVerb = "GET",
            Client = NoClient,
        };
        ReadUses(block, creation, draft, cancellationToken);
        return draft;
    }

    /// <summary>Reads the uses of a new request, or of a request that a method returns.</summary>
    public static void ReadUses(CodeBlock block, IOperation request, RequestDraft draft, CancellationToken cancellationToken)
    {
        var outermost = Conversions.WalkUp(request);
        var local = outermost.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var declared } } => declared,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var assigned } } => assigned,
            _ => null,
        };
        if (local is not null)
        {
            ReadUsesOf(block, local, draft, 0, cancellationToken);
        }
        else
        {
            draft.Lower(outermost.Parent is IReturnOperation or IArgumentOperation or IInvocationOperation
                ? ReadUse(block, request, draft, 0, cancellationToken)
                : Certainty.Open);
        }
    }

    private static void ReadUsesOf(CodeBlock block, ISymbol symbol, RequestDraft draft, int depth, CancellationToken cancellationToken)
    {
        foreach (var use in block.ReferencesTo(symbol))
        {
            draft.Lower(ReadUse(block, use, draft, depth, cancellationToken));
        }
    }

    private static Certainty ReadUse(CodeBlock block, IOperation use, RequestDraft draft, int depth, CancellationToken cancellationToken)
    {
        switch (Conversions.WalkUp(use).Parent)
        {
            case IPropertyReferenceOperation { Property.Name: "Headers" } headers:
                return ReadHeaders(block, headers, draft, cancellationToken);
            case IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } member when assignment.Target == member:
                switch (member.Property.Name)
                {
                    case "Method":
                        draft.Verb = assignment.Value;
                        break;
                    case "ContentType":
                        draft.ContentType = ConstantTracer.TraceWhole(block, assignment.Value, cancellationToken);
                        break;
                    case "Headers":
                        return Certainty.Open;
                    default:
                        break;
                }

                return Certainty.Definite;
            case IInvocationOperation { TargetMethod.Name: "GetResponse" or "GetResponseAsync" or "BeginGetResponse" } call
                when call.Instance is not null:
                draft.Call ??= call;
                return Certainty.Definite;
            case IReturnOperation:
                draft.IsReturned = true;
                return Certainty.Definite;
            case IArgumentOperation { Parent: IInvocationOperation helper, Parameter: { } parameter } when depth < MaxDepth:
                return ReadHelper(block, helper, parameter, draft, depth, cancellationToken);
            case IArgumentOperation or IVariableInitializerOperation:
                return Certainty.Open;
            default:
                return Certainty.Definite;
        }
    }

    // A method of the same file that gets the request, and adds headers or sends it.
    private static Certainty ReadHelper(
        CodeBlock block,
        IInvocationOperation helper,
        IParameterSymbol parameter,
        RequestDraft draft,
        int depth,
        CancellationToken cancellationToken)
    {
        var method = helper.TargetMethod.OriginalDefinition;
        if (method.Parameters.Length <= parameter.Ordinal || block.File.BodyOf(block, method, cancellationToken) is not { } body)
        {
            return Certainty.Open;
        }

        var inside = new RequestDraft(body, draft.Location);
        ReadUsesOf(body, method.Parameters[parameter.Ordinal], inside, depth + 1, cancellationToken);
        draft.Headers.AddRange(inside.Headers);
        draft.ContentType ??= inside.ContentType;
        if (inside.Call is not null)
        {
            draft.Call ??= helper;
        }

        return inside.IsReturned ? Certainty.Open : inside.Certainty;
    }

    private static Certainty ReadHeaders(
        CodeBlock block,
        IPropertyReferenceOperation headers,
        RequestDraft draft,
        CancellationToken cancellationToken)
    {
        var operation = headers.Parent is IPropertyReferenceOperation { Property.IsIndexer: true } element
            ? element.Parent
            : headers.Parent;
        if (operation is not null && HeaderAdd.Read(block, operation, cancellationToken) is { } add)
        {
            draft.Headers.Add(add);
            return add.Name is null ? Certainty.Open : Certainty.Definite;
        }

        return headers.Parent switch
        {
            // Add("Name: value")
            IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var line }] } call =>
                ReadLine(block, call, line, draft, cancellationToken),
            IInvocationOperation { TargetMethod.Name: "Remove" or "Get" or "Clear" or "ToString" } => Certainty.Definite,
            _ => Certainty.Open,
        };
    }

    private static Certainty ReadLine(
        CodeBlock block,
        IInvocationOperation call,
        IOperation line,
        RequestDraft draft,
        CancellationToken cancellationToken)
    {
        if (ConstantTracer.Trace(block, line, cancellationToken) is [var text] && text.Text.IndexOf(':') is > 0 and var colon)
        {
            draft.Headers.Add(new HeaderAdd(block, call, call.Instance, text.Text.Substring(0, colon).Trim(), null));
            return Certainty.Definite;
        }

        return Certainty.Open;
    }
}
