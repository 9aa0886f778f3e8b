using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>A place where a header is added.</summary>
/// <param name="Block">The body that it stands in.</param>
/// <param name="Operation">The call or assignment.</param>
/// <param name="Headers">The collection that it is added to.</param>
/// <param name="Name">The header's name, or nothing where it is known at run time only.</param>
/// <param name="Value">The value.</param>
internal sealed record HeaderAdd(CodeBlock Block, IOperation Operation, IOperation? Headers, string? Name, IOperation? Value)
{
    /// <summary>Reads an operation as the addition of a header.</summary>
    public static HeaderAdd? Read(CodeBlock block, IOperation operation, CancellationToken cancellationToken)
    {
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
                    ConstantTracer.TraceWhole(block, name.Value, cancellationToken),
                    ValueOf(value.Value));
            case ISimpleAssignmentOperation
            {
                Target: IPropertyReferenceOperation { Property: { Name: "Authorization" } property } target
            } assignment
                when HttpTypes.IsHeaders(property.ContainingType):
                return new HeaderAdd(block, operation, target.Instance, "Authorization", assignment.Value);
            default:
                return null;
        }
    }

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
        HttpTypes.WalkDownConversions(value) is IArrayCreationOperation { Initializer.ElementValues: [var only] } ? only : value;
}
