using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>A place where a header is added.</summary>
/// <param name="Block">The body that contains it.</param>
/// <param name="Operation">The call or assignment.</param>
/// <param name="Headers">The collection that it is added to.</param>
/// <param name="Name">The name of the header; <see langword="null"/> if it is known only at run time.</param>
/// <param name="Value">The value.</param>
internal sealed record HeaderAdd(CodeBlock Block, IOperation Operation, IOperation? Headers, string? Name, IOperation? Value)
{
    /// <summary>Gets whether the value is a token without its scheme, <c>Bearer</c>.</summary>
    public bool IsBearer { get; init; }

    /// <summary>Gets the value, if an attribute contains it.</summary>
    public string? Text { get; init; }

    /// <summary>Reads an operation as the addition of a header.</summary>
    public static HeaderAdd? Read(
        CodeBlock block,
        IOperation operation,
        CancellationToken cancellationToken,
        CallArguments? arguments = null)
    {
        if (operation.Kind is not (OperationKind.Invocation or OperationKind.SimpleAssignment))
        {
            return null;
        }

        switch (operation)
        {
            case IInvocationOperation
            {
                TargetMethod: { Name: "Add" or "TryAddWithoutValidation", Parameters.Length: 2 } method,
                Arguments: [var name, var value]
            } call
                when HttpTypes.IsHeaders(method.ContainingType):
                return new HeaderAdd(
                    block,
                    operation,
                    HeadersOf(call),
                    NameOf(block, name.Value, cancellationToken, arguments),
                    ValueOf(value.Value));
            case ISimpleAssignmentOperation
            {
                Target: IPropertyReferenceOperation { Property: { Name: "Authorization" } property } target
            } assignment
                when HttpTypes.IsHeaders(property.ContainingType):
                return new HeaderAdd(block, operation, target.Instance, "Authorization", assignment.Value);

            // headers["name"] = value, headers.Set(name, value) and headers.Add(name, value) of WebRequest.
            case ISimpleAssignmentOperation
            {
                Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [var key] } element
            } assignment
                when HttpTypes.IsWebHeaders(element.Property.ContainingType) || HttpTypes.IsWebHeaders(element.Instance?.Type):
                return new HeaderAdd(
                    block,
                    operation,
                    element.Instance,
                    NameOf(block, key.Value, cancellationToken, arguments),
                    assignment.Value);
            case IInvocationOperation { TargetMethod.Name: "Add" or "Set", Instance: { } headers, Arguments: [var name, var value] }
                when HttpTypes.IsWebHeaders(headers.Type):
                return new HeaderAdd(
                    block,
                    operation,
                    headers,
                    NameOf(block, name.Value, cancellationToken, arguments),
                    value.Value);
            case IInvocationOperation { TargetMethod.Name: "WithHeader" or "WithOAuthBearerToken" } fluent
                when HttpLibraries.IsFlurlBuilding(fluent.TargetMethod):
                return FlurlReader.ReadHeaders(block, fluent, cancellationToken) is [var added] ? added : null;
            case IInvocationOperation { TargetMethod.Name: "AddHeader" or "AddOrUpdateHeader" } call
                when HttpLibraries.IsRestSharpBuilding(call.TargetMethod):
                return RestSharpReader.ReadHeader(block, call, cancellationToken);
            default:
                return null;
        }
    }

    // A member of HttpRequestHeader has the name of its header.
    private static string? NameOf(CodeBlock block, IOperation name, CancellationToken cancellationToken, CallArguments? arguments) =>
        Conversions.WalkDown(name) is IFieldReferenceOperation { Field: { ContainingType.Name: "HttpRequestHeader" } field }
            ? field.Name
            : ConstantTracer.Trace(block, name, cancellationToken, arguments) is [{ IsWhole: true } only] ? only.Text : null;

    // In an initializer, Headers = { { "name", value } }, the receiver is the member before the braces.
    private static IOperation? HeadersOf(IInvocationOperation call) => call.Instance switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } => FindMember(call),
        var instance => instance,
    };

    private static IOperation? FindMember(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IMemberInitializerOperation member)
            {
                return member.InitializedMember;
            }
        }

        return null;
    }

    private static IOperation ValueOf(IOperation value) =>
        Conversions.WalkDown(value) is IArrayCreationOperation { Initializer.ElementValues: [var only] } ? only : value;
}
