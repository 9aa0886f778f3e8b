using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.ValueFlow;

/// <summary>Determines what contains a value after an assignment, an initializer, or a call that adds it to an object.</summary>
internal sealed class FlowTargets(CodeBlock block, IFlow flow)
{
    // Objects of .NET that live as long as a request.
    private static readonly HashSet<string> TransientTypes = new(StringComparer.Ordinal)
    {
        "HttpRequestMessage", "HttpContent", "StringContent", "FormUrlEncodedContent", "MultipartFormDataContent", "HttpRequestHeaders",
        "HttpContentHeaders", "HttpWebRequest", "WebRequest", "WebHeaderCollection", "StringBuilder", "UriBuilder", "NameValueCollection",
        "Utf8JsonWriter", "MemoryStream", "JsonContent", "ByteArrayContent", "HttpHeaders",
        "RestRequest", "IFlurlRequest", "FlurlRequest",
    };

    /// <summary>Follows the target of an assignment.</summary>
    public void Follow(IOperation target, IOperation assignment)
    {
        switch (Conversions.WalkDown(target))
        {
            case ILocalReferenceOperation local when OutlivesCall(local.Local, assignment):
                flow.Record(FlowEnd.Cache, assignment);
                break;
            case ILocalReferenceOperation local:
                flow.FollowSymbol(local.Local, assignment);
                break;
            case IParameterReferenceOperation parameter:
                FollowParameter(parameter.Parameter, assignment);
                break;
            case IDeclarationExpressionOperation declaration:
                Follow(declaration.Expression, assignment);
                break;
            case IDiscardOperation or ITupleOperation:
                break;
            case IPropertyReferenceOperation
            {
                Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }
            } member:
                // A member in an initializer: the initialized object contains the value.
                FollowInitializer(member);
                break;
            case IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field:
                FollowMember(field.Field, field.Instance, assignment);
                break;
            case IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } property when property.Arguments.IsEmpty:
                FollowMember(property.Property, property.Instance, assignment);
                break;
            case IPropertyReferenceOperation { Instance: { } instance }:
                FollowHolder(instance, assignment);
                break;
            case IFieldReferenceOperation { Instance: { } instance }:
                FollowHolder(instance, assignment);
                break;
            case IArrayElementReferenceOperation element:
                FollowHolder(element.ArrayReference, assignment);
                break;
            default:
                flow.Record(FlowEnd.Stored, assignment);
                break;
        }
    }

    // A local of the method that returns or stores the lambda lives as long as the lambda, and the next call reads it.
    private static bool OutlivesCall(ILocalSymbol local, IOperation assignment)
    {
        for (var parent = assignment.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation lambda)
            {
                return !lambda.Syntax.Span.Contains(local.Locations[0].SourceSpan)
                    && Conversions.WalkUpDelegate(lambda).Parent is IReturnOperation
                        or ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation };
            }
        }

        return false;
    }

    /// <summary>Follows the object that now contains the value.</summary>
    public void FollowHolder(IOperation holder, IOperation cause)
    {
        var root = RootOf(holder);
        switch (root)
        {
            case ILocalReferenceOperation { Local: var local }:
                if (IsMadeHere(local) || IsTransient(local.Type))
                {
                    flow.FollowSymbol(local);
                }
                else
                {
                    FollowOrigin(local, cause);
                }

                break;
            case IObjectCreationOperation or IAnonymousObjectCreationOperation or IArrayCreationOperation:
                flow.Follow(root);
                break;
            case IInvocationOperation call when IsTransient(call.Type):
                flow.Follow(call);
                break;
            case IParameterReferenceOperation parameter:
                FollowParameter(parameter.Parameter, cause, isHeld: true);
                break;
            case IFieldReferenceOperation { Field: var field }:
                flow.Record(FlowEnd.Member, cause, field, isHeld: true);
                break;
            case IPropertyReferenceOperation { Property: var property } when !property.DeclaringSyntaxReferences.IsEmpty:
                flow.Record(FlowEnd.Member, cause, property, isHeld: true);
                break;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }:
                // An element in a collection initializer.
                FollowInitializer(root);
                break;
            case IInstanceReferenceOperation:
                // A member of this object, which the callers have.
                flow.Record(FlowEnd.Stored, cause);
                break;
            case IPropertyReferenceOperation { Property.Name: "Current" or "Headers" or "DefaultRequestHeaders" }:
                flow.Record(FlowEnd.Sent, cause);
                break;
            default:
                flow.Record(FlowEnd.Stored, cause);
                break;
        }
    }

    /// <summary>Follows the stream or writer to which the value was written.</summary>
    public void FollowStream(IOperation stream, IOperation cause)
    {
        switch (RootOf(stream))
        {
            case ILocalReferenceOperation { Local: var local } when block.OnlyValueOf(local) is { } value:
                FollowStreamValue(Conversions.WalkDownAwait(value), local, cause);
                break;
            case IPropertyReferenceOperation { Property: { Name: "Out" or "Error", ContainingType.Name: "Console" } }:
                flow.Record(FlowEnd.Shown, cause);
                break;
            default:
                flow.Record(FlowEnd.Stored, cause);
                break;
        }
    }

    private void FollowStreamValue(IOperation value, ILocalSymbol local, IOperation cause)
    {
        switch (value)
        {
            case IInvocationOperation { TargetMethod.Name: "GetRequestStream" or "GetRequestStreamAsync" }:
                flow.Record(FlowEnd.Sent, cause);
                break;
            case IObjectCreationOperation { Type.Name: "MemoryStream" or "StringWriter" }:
                flow.FollowSymbol(local);
                break;
            case IObjectCreationOperation { Type.Name: "StreamWriter" or "BinaryWriter", Arguments: [{ Value: var inner }, ..] }
                when inner.Type?.SpecialType != SpecialType.System_String:
                FollowStream(inner, cause);
                break;
            default:
                flow.Record(FlowEnd.Stored, cause);
                break;
        }
    }

    // pair = store.Find(…); pair.Secret = value: the object that was found contains the value. Another object may hold it.
    private void FollowOrigin(ILocalSymbol local, IOperation cause)
    {
        if (block.OnlyValueOf(local) is { } value && Conversions.WalkDownAwait(value) is IFieldReferenceOperation { Field: var field })
        {
            flow.Record(FlowEnd.Member, cause, field, isHeld: true);
        }
        else
        {
            flow.Record(FlowEnd.Stored, cause);
        }
    }

    private void FollowMember(ISymbol member, IOperation? instance, IOperation cause)
    {
        // A setter with a body, or a member of another assembly, may store the value.
        if (member.DeclaringSyntaxReferences.IsEmpty || (member is IPropertySymbol property && !IsAuto(property)))
        {
            flow.Record(FlowEnd.Stored, cause);
        }
        else
        {
            flow.Record(FlowEnd.Member, cause, member);
            if (instance is not null)
            {
                flow.Holders.Add(member.ContainingType);
            }
        }
    }

    private static bool IsAuto(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private void FollowParameter(IParameterSymbol parameter, IOperation cause, bool isHeld = false)
    {
        // A parameter of a primary constructor is a member of the object.
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            && !SymbolEqualityComparer.Default.Equals(constructor, block.Owner))
        {
            flow.Record(isHeld && !IsTransient(parameter.Type) ? FlowEnd.Stored : FlowEnd.Member, cause, parameter, isHeld);
            return;
        }

        flow.FollowSymbol(parameter);
        if (isHeld || parameter.RefKind is RefKind.Out or RefKind.Ref)
        {
            flow.Holders.Add(parameter);
        }
    }

    private void FollowInitializer(IOperation member)
    {
        for (var parent = member.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IObjectCreationOperation or IAnonymousObjectCreationOperation or IWithOperation)
            {
                flow.Follow(parent);
                return;
            }
        }
    }

    private static IOperation RootOf(IOperation holder)
    {
        var root = Conversions.WalkDown(holder);
        while (true)
        {
            var inner = root switch
            {
                IPropertyReferenceOperation { Instance: not null and not IInstanceReferenceOperation } property => property.Instance,
                IFieldReferenceOperation { Instance: not null and not IInstanceReferenceOperation } field => field.Instance,
                IArrayElementReferenceOperation element => element.ArrayReference,
                IConditionalAccessInstanceOperation => (root.Parent as IConditionalAccessOperation)?.Operation,
                IInvocationOperation { TargetMethod.ReturnType: { } type, Instance: { } receiver, TargetMethod.ContainingType: { } own }
                    when SymbolEqualityComparer.Default.Equals(type, own) => receiver,
                _ => null,
            };
            if (inner is null)
            {
                return root;
            }

            root = Conversions.WalkDown(inner);
        }
    }

    private bool IsMadeHere(ILocalSymbol local) =>
        block.OnlyValueOf(local) is { } value
        && (Conversions.WalkDownAwait(value) is IObjectCreationOperation or IArrayCreationOperation or IAnonymousObjectCreationOperation
            || Conversions.WalkDown(value).Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CollectionExpressionSyntax);

    internal static bool IsTransient(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (TransientTypes.Contains(current.Name))
            {
                return true;
            }
        }

        return false;
    }
}
