using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.HttpUsage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Determines which values contain a secret: for AP1009. A masked, shortened or hashed value contains none.</summary>
internal static class SharedSecretFlow
{
    // The members of a registration or token response that are secret, as properties and in JSON.
    private static readonly HashSet<string> SecretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "access_token", "client_secret", "AccessToken", "ClientSecret", "Token", "Secret", "Bearer",
    };

    private static readonly HashSet<string> JsonTypes = new(StringComparer.Ordinal)
    {
        "JsonElement", "JsonNode", "JsonObject", "JObject", "JToken", "JsonValue",
    };

    /// <summary>Determines whether the result of an operation contains a secret that it uses.</summary>
    public static bool Carries(FlowUse use) => use.User switch
    {
        IInvocationOperation call => PreservesText(call.TargetMethod),
        IObjectCreationOperation { Type: INamedTypeSymbol type } => PrintsMembers(type) || type.Name is "KeyValuePair" or "StringBuilder",
        IAnonymousObjectCreationOperation => true,
        ISimpleAssignmentOperation { Parent: IAnonymousObjectCreationOperation } => true,
        IPropertyReferenceOperation { Property: { Name: var name, ContainingType: { IsRecord: true } } } => SecretNames.Contains(name),
        _ => false,
    };

    /// <summary>Determines whether the result of an operation contains a secret of the response that it uses.</summary>
    public static bool CarriesOfResponse(FlowUse use)
    {
        switch (use.User)
        {
            case IPropertyReferenceOperation
            {
                Property.IsIndexer: true,
                Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string key } }]
            }:
                return SecretNames.Contains(key);
            case IPropertyReferenceOperation { Property: var property }:
                return property.Name is "Content" or "RootElement" or "Result" || SecretNames.Contains(JsonNames.Of(property));
            case IInvocationOperation { TargetMethod.Name: "GetProperty" or "TryGetProperty", Arguments: [{ Value: var name }, ..] }:
                return name.ConstantValue is { HasValue: true, Value: string member } && SecretNames.Contains(member);
            case IInvocationOperation { TargetMethod: { Name: var name } method }:
                return PreservesText(method)
                    || name is "EnsureSuccessStatusCode" or "GetRawText" or "GetString" or "GetValue" or "Clone" or "ConfigureAwait"
                        or "ToJsonString" or "GetResponseStream" or "ReadToEnd" or "ReadToEndAsync" or "GetAwaiter" or "GetResult"
                    || name.StartsWith("ReadAs", StringComparison.Ordinal)
                    || name.StartsWith("ReadFromJson", StringComparison.Ordinal)
                    || name.StartsWith("Deserialize", StringComparison.Ordinal)
                    || name.StartsWith("Serialize", StringComparison.Ordinal)
                    || (name is "Parse" or "ParseAsync"
                        && method.ContainingType.Name is "JsonDocument" or "JsonNode" or "JsonElement" or "JObject");
            case IObjectCreationOperation { Type.Name: "StreamReader" }:
                return true;
            default:
                return Carries(use);
        }
    }

    /// <summary>Determines whether the value is printed as a text with the secret in it.</summary>
    public static bool Prints(IOperation value) => Conversions.WalkDown(value).Type is { } type
        && (type.SpecialType == SpecialType.System_String
            || type.IsAnonymousType
            || type is IArrayTypeSymbol or INamedTypeSymbol { IsTupleType: true }
            || type.Name is "KeyValuePair" or "StringBuilder" or "Object"
            || type.Name.EndsWith("InterpolatedStringHandler", StringComparison.Ordinal)
            || (type is INamedTypeSymbol named && PrintsMembers(named)));

    /// <summary>Determines whether a value of a response is printed with the secret in it.</summary>
    public static bool PrintsSecret(IOperation value)
    {
        var type = Conversions.WalkDown(value).Type;
        return type is not null
            && (JsonTypes.Contains(type.Name)
                || (type is INamedTypeSymbol { IsRecord: true } record
                    ? PrintsMembers(record) && record.GetMembers()
                        .OfType<IPropertySymbol>()
                        .Any(static each => SecretNames.Contains(JsonNames.Of(each)))
                    : Prints(value)));
    }

    /// <summary>Determines whether the code runs only after a response that contains an error.</summary>
    public static bool IsAfterFailure(IOperation value)
    {
        for (var parent = value.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation)
            {
                return true;
            }
        }

        foreach (var condition in Branches.Around(value))
        {
            foreach (var part in condition.Test.DescendantsAndSelf().OfType<IPropertyReferenceOperation>())
            {
                switch (part.Property.Name)
                {
                    case "IsSuccessStatusCode" when !condition.Holds:
                        return true;
                    case "StatusCode" when !MeansSuccess(condition):
                        return true;
                    default:
                        break;
                }
            }
        }

        return false;
    }

    private static bool MeansSuccess(BranchCondition condition)
    {
        // status < 300, status >= 400: a limit between success and failure.
        if (condition.Test.DescendantsAndSelf().Any(static each => each.ConstantValue is { HasValue: true, Value: 299 or 300 or 400 })
            && OrderOf(condition.Test) is { } order)
        {
            return condition.Holds == order is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual;
        }

        var isNegated = condition.Test is IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals }
            or IIsPatternOperation { Pattern: INegatedPatternOperation };
        return condition.Holds != isNegated
            && condition.Test.DescendantsAndSelf().Any(static each =>
                each is IFieldReferenceOperation { Field.Name: "OK" or "Created" }
                || each.ConstantValue is { HasValue: true, Value: 200 or 201 });
    }

    private static BinaryOperatorKind? OrderOf(IOperation test) => test switch
    {
        IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
                or BinaryOperatorKind.GreaterThanOrEqual,
        } binary => binary.OperatorKind,
        IIsPatternOperation { Pattern: IRelationalPatternOperation relational } => relational.OperatorKind,
        _ => null,
    };

    private static bool PrintsMembers(INamedTypeSymbol type) =>
        type.IsRecord
        && !type.GetMembers().Any(static member =>
            member is IMethodSymbol { IsImplicitlyDeclared: false, Name: "ToString" or "PrintMembers" });

    private static bool PreservesText(IMethodSymbol method) => method switch
    {
        { ContainingType.SpecialType: SpecialType.System_String } => method.Name is "Concat" or "Format" or "Join" or "Trim" or "TrimStart"
            or "TrimEnd" or "ToUpper" or "ToLower" or "ToUpperInvariant" or "ToLowerInvariant" or "ToString" or "Insert" or "PadLeft"
            or "PadRight" or "Normalize",
        { ContainingType.Name: "StringBuilder" } => method.Name is "Append" or "AppendLine" or "AppendFormat" or "ToString" or "Insert",
        { ContainingType.Name: "Convert" } => method.Name is "ToBase64String" or "ToString",
        { ContainingType.Name: "JsonSerializer" } => method.Name == "Serialize",
        { ContainingType.Name: "KeyValuePair" } => method.Name == "Create",
        { ContainingType.Name: "Encoding" or "UTF8Encoding" } => method.Name is "GetBytes" or "GetString",
        { ContainingType.Name: "Uri" } => method.Name is "EscapeDataString",
        { Name: "ToString", Parameters.IsEmpty: true } => true,
        _ => false,
    };
}
