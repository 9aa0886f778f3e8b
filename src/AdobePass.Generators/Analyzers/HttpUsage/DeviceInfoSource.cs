using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>What a value of <c>X-Device-Info</c> is made of.</summary>
/// <param name="Block">The body that contains <paramref name="Text"/>.</param>
/// <param name="Text">The expression before it is encoded.</param>
/// <param name="IsEncoded">Whether the value is the Base64 of <paramref name="Text"/>.</param>
/// <param name="Creation">The object that is serialized.</param>
/// <param name="Members">The members of the object with their values, if these are known.</param>
internal sealed record DeviceInfoSource(
    CodeBlock Block,
    IOperation Text,
    bool IsEncoded,
    IOperation? Creation = null,
    IReadOnlyCollection<(string Name, string? Value)>? Members = null)
{
    // Whether the value is the JSON of the object of Text.
    private bool IsSerialized { get; init; }

    private const int MaxDepth = 12;
    private const int MaxHelpers = 4;

    /// <summary>Follows a header value back through the encoding and the serialization to the object, if there is one.</summary>
    public static DeviceInfoSource Of(CodeBlock block, IOperation value, CancellationToken cancellationToken) =>
        Of(block, value, MaxHelpers, cancellationToken);

    private static DeviceInfoSource Of(CodeBlock block, IOperation value, int helpers, CancellationToken cancellationToken)
    {
        var isEncoded = false;
        var isSerialized = false;
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            var current = Conversions.WalkDown(value);
            if (isSerialized && MembersOf(block, current, cancellationToken) is var (creation, members))
            {
                return new DeviceInfoSource(block, value, isEncoded, creation, members);
            }

            switch (current)
            {
                case ILocalReferenceOperation local when block.OnlyValueOf(local.Local) is { } only && !isSerialized:
                    value = only;
                    break;
                case IFieldReferenceOperation or IPropertyReferenceOperation
                    when FixedValueOf(block, current, cancellationToken) is var (from, fixedValue):
                    (block, value) = (from, fixedValue);
                    break;
                case IInvocationOperation { TargetMethod.Name: "ToBase64String", Arguments: [var bytes, ..] }:
                    (value, isEncoded) = (bytes.Value, true);
                    break;
                case IInvocationOperation { TargetMethod.Name: "GetBytes", Arguments: [var text, ..] }:
                    value = text.Value;
                    break;
                case IInvocationOperation
                {
                    TargetMethod.Name: "Serialize" or "SerializeToUtf8Bytes" or "SerializeObject",
                    Arguments: [var serialized, ..]
                }:
                    (value, isSerialized) = (serialized.Value, true);
                    break;
                case IInvocationOperation { TargetMethod.Name: "ToJsonString" or "ToString", Instance: { } json } when IsJson(json.Type):
                    (value, isSerialized) = (json, true);
                    break;
                case IInvocationOperation { Arguments.IsEmpty: false } call
                    when helpers > 0
                        && block.File.BodyOf(block, call.TargetMethod, cancellationToken) is { } helper
                        && helper != block
                        && ReturnedBy(helper) is { } made:
                    var inner = Of(helper, made, helpers - 1, cancellationToken);
                    if (inner.Members is not null)
                    {
                        return inner with { IsEncoded = isEncoded || inner.IsEncoded };
                    }

                    // A method that encodes or serializes its argument.
                    if (inner.Block != helper
                        || Conversions.WalkDown(inner.Text) is not IParameterReferenceOperation { Parameter: var parameter }
                        || call.Arguments.FirstOrDefault(each => each.Parameter?.Ordinal == parameter.Ordinal) is not { } argument)
                    {
                        return new DeviceInfoSource(block, value, isEncoded) { IsSerialized = isSerialized };
                    }

                    (value, isEncoded, isSerialized) = (argument.Value, isEncoded || inner.IsEncoded, isSerialized || inner.IsSerialized);
                    break;
                case IInvocationOperation { Arguments.IsEmpty: true } call
                    when block.File.BodyOf(block, call.TargetMethod, cancellationToken) is { } body
                        && body != block
                        && ReturnedBy(body) is { } returned:
                    (block, value) = (body, returned);
                    break;
                default:
                    return new DeviceInfoSource(block, value, isEncoded) { IsSerialized = isSerialized };
            }
        }

        return new DeviceInfoSource(block, value, isEncoded);
    }

    // A member that keeps the value of its only assignment.
    private static (CodeBlock Block, IOperation Value)? FixedValueOf(
        CodeBlock block,
        IOperation member,
        CancellationToken cancellationToken)
    {
        var symbol = AssignedValues.SymbolOf(member)!;
        if (symbol is IPropertySymbol { IsIndexer: true } || symbol is IPropertySymbol { IsVirtual: true })
        {
            return null;
        }

        if (symbol is IPropertySymbol property
            && block.File.BlockOf(property, cancellationToken) is { Root: not ISymbolInitializerOperation } getter
            && ConstantTracer.ValueOf(getter.Root) is { } returned)
        {
            return (getter, returned);
        }

        return AssignedValues.IsOwn(symbol) && AssignedValues.Of(block.File, symbol, cancellationToken).Take(2).ToList() is [var only]
            ? only
            : null;
    }

    private static IOperation? ReturnedBy(CodeBlock body) =>
        body.Operations.OfType<IReturnOperation>().Select(static each => each.ReturnedValue).OfType<IOperation>().ToList() is [var only]
            ? only
            : null;

    private static bool IsJson(ITypeSymbol? type) => type is { Name: "JsonObject" or "JsonNode" or "JObject" };

    private static (IOperation Creation, IReadOnlyCollection<(string Name, string? Value)> Members)? MembersOf(
        CodeBlock block,
        IOperation value,
        CancellationToken cancellationToken)
    {
        var source = value is ILocalReferenceOperation { Local: var local } && block.OnlyValueOf(local) is { } only
            ? Conversions.WalkDown(only)
            : value;
        if (source is IAnonymousObjectCreationOperation anonymous)
        {
            return (anonymous,
            [
                .. anonymous.Initializers.OfType<ISimpleAssignmentOperation>()
                    .Where(static assignment => assignment.Target is IPropertyReferenceOperation)
                    .Select(assignment => (
                        ((IPropertyReferenceOperation)assignment.Target).Property.Name,
                        ConstantTracer.TraceWhole(block, assignment.Value, cancellationToken))),
            ]);
        }

        if (DictionaryEntries.Of(block, value) is { } dictionary)
        {
            var entries = dictionary.Entries
                .Select(each => (
                    Name: ConstantTracer.TraceWhole(block, each.Key, cancellationToken),
                    Value: ConstantTracer.TraceWhole(block, each.Value, cancellationToken)))
                .ToList();
            return entries.Any(static each => each.Name is null)
                ? null
                : (dictionary.Creation, [.. entries.Select(static each => (each.Name!, each.Value))]);
        }

        return source is IObjectCreationOperation { Type: INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } type } creation
            && !HasOwnFormat(type)
            ? (creation, MembersOf(block, creation, type, cancellationToken))
            : null;
    }

    // A class or record of the project: its public properties, with the names that they have in JSON.
    private static IReadOnlyCollection<(string Name, string? Value)> MembersOf(
        CodeBlock block,
        IObjectCreationOperation creation,
        INamedTypeSymbol type,
        CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, IOperation>(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in creation.Arguments)
        {
            values[argument.Parameter?.Name ?? string.Empty] = argument.Value;
        }

        var initializers = creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty;
        foreach (var assignment in initializers.OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is IPropertyReferenceOperation { Property.Name: var name })
            {
                values[name] = assignment.Value;
            }
        }

        var members = new List<(string Name, string? Value)>();
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, GetMethod: not null }
                    && !property.GetAttributes().Any(static each => each.AttributeClass?.Name == "JsonIgnoreAttribute"))
                {
                    members.Add((
                        JsonNames.Of(property),
                        values.TryGetValue(property.Name, out var value)
                            ? ConstantTracer.TraceWhole(block, value, cancellationToken)
                            : null));
                }
            }
        }

        return members;
    }

    private static bool HasOwnFormat(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type.GetAttributes().Any(static each => each.AttributeClass?.Name is "JsonConverterAttribute")
        || type.GetMembers().Any(static member => member.GetAttributes()
            .Any(static each =>
                each.AttributeClass?.Name is "JsonExtensionDataAttribute" or "JsonIncludeAttribute" or "DataMemberAttribute"))
        || type.AllInterfaces.Any(static face => face.Name == "IEnumerable");
}
