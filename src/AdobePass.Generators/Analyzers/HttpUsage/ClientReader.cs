using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>The known settings of an <c>HttpClient</c> at the call that sends.</summary>
/// <param name="BaseAddress">Its base address.</param>
/// <param name="Headers">The default headers that the file sets.</param>
/// <param name="Certainty">The certainty that <paramref name="Headers"/> is complete.</param>
internal sealed record ReadClient(string? BaseAddress, IReadOnlyList<HeaderAdd> Headers, Certainty Certainty)
{
    public static readonly ReadClient Unknown = new(null, [], Certainty.Open);
}

/// <summary>Analyzes how clients are created and set up.</summary>
internal sealed class ClientReader(CodeBlock block, AdobeHosts hosts, CancellationToken cancellationToken, int depth = 0)
{
    private const int MaxDepth = 3;

    public ReadClient Read(IOperation receiver)
    {
        var unwrapped = Conversions.WalkDown(receiver);
        switch (unwrapped)
        {
            case IObjectCreationOperation creation:
                return Combine(ReadCreation(creation, block), []);
            case ILocalReferenceOperation local:
                return ReadLocal(local.Local);
            case IParameterReferenceOperation parameter:
                return Combine(ReadParameter(parameter.Parameter), Uses(block, parameter.Parameter, unwrapped));
            case IFieldReferenceOperation { Field: var field }:
                return ReadMember(field, unwrapped);
            case IPropertyReferenceOperation { Property: var property }:
                return ReadMember(property, unwrapped);
            case IInvocationOperation factory:
                return ReadValue(factory);
            default:
                return ReadClient.Unknown;
        }
    }

    private ReadClient ReadLocal(ILocalSymbol local) =>
        Combine(block.OnlyValueOf(local) is { } value ? ReadValue(value) : ReadClient.Unknown, Uses(block, local, null));

    private ReadClient ReadMember(ISymbol member, IOperation use)
    {
        // A member of another type is set up there, perhaps in this file.
        var tree = block.File.Model.SyntaxTree;
        var type = member.ContainingType;
        if (!SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, block.Owner?.ContainingType?.OriginalDefinition)
            && (type.DeclaringSyntaxReferences is not [var declaration] || declaration.SyntaxTree != tree))
        {
            return type is { TypeKind: TypeKind.Class or TypeKind.Struct, DeclaringSyntaxReferences.IsEmpty: false } other
                && !TouchesDefaults(other, null)
                ? new ReadClient(null, [], Certainty.Likely)
                : ReadClient.Unknown;
        }

        var uses = new List<ReadClient>();
        var values = new List<ReadClient>();
        var references = block.File.Index(cancellationToken).UsesOfName(member)
            .Where(each => IsReference(each.Operation, member))
            .ToLookup(static each => each.Block, static each => each.Operation);
        foreach (var each in block.File.Blocks(cancellationToken))
        {
            if (each.Owner is { } owner
                && SymbolEqualityComparer.Default.Equals(owner, member)
                && each.Root is ISymbolInitializerOperation initializer)
            {
                values.Add(ReadValue(initializer.Value, each));
            }

            if (each.Owner?.ContainingType is { } owning
                && SymbolEqualityComparer.Default.Equals(owning.OriginalDefinition, type.OriginalDefinition))
            {
                foreach (var operation in references[each])
                {
                    if (operation != use)
                    {
                        uses.Add(ReadUse(each, operation, values));
                    }
                }
            }
        }

        if (TouchesDefaults(type, tree))
        {
            uses.Add(ReadClient.Unknown);
        }

        return Combine(values.Count == 0 ? ReadValue(null) : values.Aggregate(Merge), uses);
    }

    // Other parts of a partial type are searched by syntax. If they were bound, each edit of them would require a new analysis of this
    // file.
    private bool TouchesDefaults(INamedTypeSymbol type, SyntaxTree? except) =>
        type.DeclaringSyntaxReferences.Any(part => part.SyntaxTree != except
            && part.GetSyntax(cancellationToken)
                .DescendantNodes()
                .Any(static node => node is IdentifierNameSyntax { Identifier.ValueText: "DefaultRequestHeaders" or "BaseAddress" }));

    private static bool IsReference(IOperation operation, ISymbol member) => operation switch
    {
        IFieldReferenceOperation field => SymbolEqualityComparer.Default.Equals(field.Field, member),
        IPropertyReferenceOperation property => SymbolEqualityComparer.Default.Equals(property.Property, member),
        _ => false,
    };

    private IEnumerable<ReadClient> Uses(CodeBlock from, ISymbol symbol, IOperation? except) =>
        from.ReferencesTo(symbol).Where(each => each != except).Select(each => ReadUse(from, each, null)).ToList();

    private ReadClient ReadUse(CodeBlock from, IOperation use, List<ReadClient>? values)
    {
        var nothing = new ReadClient(null, [], Certainty.Definite);
        var outermost = Conversions.WalkUp(use);
        switch (outermost.Parent)
        {
            case IPropertyReferenceOperation { Property.Name: "DefaultRequestHeaders" } headers:
                return headers.Parent switch
                {
                    IInvocationOperation call when HeaderAdd.Read(from, call, cancellationToken) is { } add =>
                        add.Name is null ? ReadClient.Unknown : nothing with { Headers = [add] },
                    IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment }
                        when HeaderAdd.Read(from, assignment, cancellationToken) is { } authorization =>
                        nothing with { Headers = [authorization] },
                    IPropertyReferenceOperation => nothing,
                    IInvocationOperation { TargetMethod.Name: "Remove" or "Clear" or "Contains" } => nothing,
                    _ => ReadClient.Unknown,
                };
            case IPropertyReferenceOperation { Property.Name: "BaseAddress", Parent: ISimpleAssignmentOperation assignment } member
                when assignment.Target == member:
                return nothing with { BaseAddress = AddressOf(from, assignment.Value) };
            case IPropertyReferenceOperation:
            case IInvocationOperation:
            case IExpressionStatementOperation:
            case IBinaryOperation or IIsPatternOperation:
                return nothing;
            case ISimpleAssignmentOperation assignment when assignment.Target == outermost:
                values?.Add(ReadValue(assignment.Value, from));
                return nothing;
            case ITupleOperation when AssignedValues.ValueInDeconstruction(outermost) is { } element:
                values?.Add(ReadValue(element, from));
                return nothing;
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } when HttpTypes.IsSending(method):
                return nothing;
            case IReturnOperation:
                return nothing;
            case IArgumentOperation { Parent: IInvocationOperation helper, Parameter: { } parameter } when depth < MaxDepth:
                return ReadHelper(from, helper, parameter);
            default:
                return ReadClient.Unknown;
        }
    }

    // A method of the same file that gets the client, and may set it up.
    private ReadClient ReadHelper(CodeBlock from, IInvocationOperation helper, IParameterSymbol parameter)
    {
        var method = helper.TargetMethod.OriginalDefinition;
        return method.Parameters.Length > parameter.Ordinal && block.File.BodyOf(from, method, cancellationToken) is { } body
            ? Combine(
                new ReadClient(null, [], Certainty.Definite),
                new ClientReader(body, hosts, cancellationToken, depth + 1).Uses(body, method.Parameters[parameter.Ordinal], null))
            : ReadClient.Unknown;
    }

    // A method of the same file that returns a new client.
    private ReadClient ReadFactory(IInvocationOperation call, CodeBlock from)
    {
        if (depth >= MaxDepth || block.File.BodyOf(from, call.TargetMethod, cancellationToken) is not { } body)
        {
            // A factory of the project, such as an interface of its own.
            return call.TargetMethod.Name == "CreateClient" ? new ReadClient(null, [], Certainty.Likely) : ReadClient.Unknown;
        }

        var returned = body.Operations.OfType<IReturnOperation>()
            .Select(static each => each.ReturnedValue)
            .OfType<IOperation>()
            .Where(static each => HttpTypes.IsClient(Conversions.WalkDown(each).Type))
            .ToList();
        return returned.Count == 1
            ? new ClientReader(body, hosts, cancellationToken, depth + 1).Read(returned[0])
            : ReadClient.Unknown;
    }

    // The only call of the file that passes a client: a factory method of the class sets it up. Others may call what is not private.
    private ReadClient ReadParameter(IParameterSymbol parameter)
    {
        if (depth >= MaxDepth
            || parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            || AssignedValues.PassedFor(block.File, parameter, cancellationToken) is not [var (from, passed)]
            || Conversions.WalkDown(passed) is IParameterReferenceOperation)
        {
            return new ReadClient(null, [], Certainty.Likely);
        }

        var client = new ClientReader(from, hosts, cancellationToken, depth + 1).Read(passed);
        return constructor.DeclaredAccessibility == Accessibility.Private || client.Certainty == Certainty.Open
            ? client
            : client with { Certainty = Certainty.Likely };
    }

    // Without a value, the client comes from other code, which may set it up.
    private ReadClient ReadValue(IOperation? value, CodeBlock? from = null) =>
        value is null ? new ReadClient(null, [], Certainty.Likely) : Conversions.WalkDown(value) switch
        {
            IObjectCreationOperation creation => ReadCreation(creation, from ?? block),
            IParameterReferenceOperation { Parameter: var parameter } => ReadParameter(parameter),
            ICoalesceOperation { Value: var parameter, WhenNull: IThrowOperation or IConversionOperation { Operand: IThrowOperation } } =>
                ReadValue(parameter, from),
            IInvocationOperation { TargetMethod: { Name: "CreateClient", ContainingType.Name: var owner } }
                when owner is "IHttpClientFactory" or "HttpClientFactoryExtensions" =>
                new ReadClient(null, [], Certainty.Likely),
            IInvocationOperation factory => ReadFactory(factory, from ?? block),
            _ => ReadClient.Unknown,
        };

    private ReadClient ReadCreation(IObjectCreationOperation creation, CodeBlock from)
    {
        if (creation.Type is not { Name: "HttpClient" }
            || HttpTypes.Argument(creation.Arguments, "handler") is { } handler
                && !KnownHandlers.AddNothing(from, handler, cancellationToken))
        {
            return ReadClient.Unknown;
        }

        string? address = null;
        var headers = new List<HeaderAdd>();
        foreach (var member in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "BaseAddress" } } assignment)
            {
                address = AddressOf(from, assignment.Value);
            }

            headers.AddRange(member.DescendantsAndSelf().Select(each => HeaderAdd.Read(from, each, cancellationToken)).OfType<HeaderAdd>());
        }

        return new ReadClient(address, headers, headers.Any(static each => each.Name is null) ? Certainty.Open : Certainty.Definite);
    }

    private string? AddressOf(CodeBlock from, IOperation value) =>
        ConstantTracer.Trace(from, value, cancellationToken, arguments: null, TraceReach.Members)
            .Select(static text => text.Text)
            .FirstOrDefault(text => Endpoint.Read(text, null, hosts).Host == HostKind.Adobe)
        ?? ConstantTracer.Trace(from, value, cancellationToken)
            .Select(static text => text.Text)
            .FirstOrDefault(static text => text.IndexOf("://", StringComparison.Ordinal) > 0);

    private static ReadClient Combine(ReadClient value, IEnumerable<ReadClient> uses) => uses.Aggregate(value, Merge);

    private static ReadClient Merge(ReadClient left, ReadClient right) => new(
        left.BaseAddress ?? right.BaseAddress,
        [.. left.Headers, .. right.Headers],
        left.Certainty < right.Certainty ? left.Certainty : right.Certainty);
}
