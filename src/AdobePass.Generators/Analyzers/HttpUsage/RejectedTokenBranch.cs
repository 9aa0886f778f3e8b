using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Determines whether code runs because a token was rejected or has expired.</summary>
internal static class RejectedTokenBranch
{
    private const string Unauthorized = "a 401 response";
    private const string Expired = "an expired token";

    // Parts of the names of a point in time at which a token ends.
    private static readonly string[] Ends = ["expir", "ends", "until", "validto", "notafter", "deadline"];
    private static readonly string[] Tokens = ["token", "bearer"];

    // Parts of the names of what permits a registration.
    private static readonly string[] Registering = ["InvalidClient", "ApplicationRegistration", "RegisterAgain"];

    /// <summary>
    /// Describes the condition on which the operation depends; <see langword="null"/> if there is none, or if another condition checks the
    /// error that permits a registration.
    /// </summary>
    public static string? Find(IOperation operation)
    {
        string? sign = null;
        foreach (var condition in Branches.Around(operation))
        {
            if (AllowsRegistration(condition.Test) || (condition.Case is { } named && AllowsRegistration(named)))
            {
                return null;
            }

            sign ??= condition.Case is null ? SignIn(condition.Test, condition.Holds) : SignInCase(condition.Case);
        }

        return sign;
    }

    private static string? SignIn(IOperation condition, bool holds)
    {
        switch (Conversions.WalkDown(condition))
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation:
                return SignIn(negation.Operand, !holds);

            // In "a && b" both hold; if it does not hold, one of them may.
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both:
                return holds ? SignIn(both.LeftOperand, true) ?? SignIn(both.RightOperand, true) : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either:
                return SignIn(either.LeftOperand, holds) ?? SignIn(either.RightOperand, holds);
            case IConditionalAccessOperation access:
                return SignIn(access.WhenNotNull, holds);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality when IsTrue(equality.RightOperand):
                return SignIn(equality.LeftOperand, holds);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality when holds:
                return IsUnauthorized(equality.LeftOperand) || IsUnauthorized(equality.RightOperand) ? Unauthorized : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } inequality when !holds:
                return IsUnauthorized(inequality.LeftOperand) || IsUnauthorized(inequality.RightOperand) ? Unauthorized : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } less:
                return IsEndOfToken(holds ? less.LeftOperand : less.RightOperand) ? Expired : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } greater:
                return IsEndOfToken(holds ? greater.RightOperand : greater.LeftOperand) ? Expired : null;
            case IIsPatternOperation pattern:
                return SignInPattern(pattern.Pattern, holds);
            case IPropertyReferenceOperation property when holds && IsExpiry(property.Property):
                return IsOfToken(property.Property, property) ? Expired : null;
            case IInvocationOperation { TargetMethod: { Name: var name, Parameters.IsEmpty: true } } call when holds:
                return name is "IsTokenExpired" || (name is "IsExpired" or "HasExpired" && NamesToken(call.Instance)) ? Expired : null;
            default:
                return null;
        }
    }

    private static string? SignInPattern(IPatternOperation pattern, bool holds) => pattern switch
    {
        INegatedPatternOperation negated => SignInPattern(negated.Pattern, !holds),
        IBinaryPatternOperation binary when holds => SignInPattern(binary.LeftPattern, true) ?? SignInPattern(binary.RightPattern, true),
        IConstantPatternOperation { Value: var value } when holds && IsUnauthorized(value) => Unauthorized,
        IRecursivePatternOperation recursive when holds => recursive.PropertySubpatterns
            .Select(SignInMember)
            .FirstOrDefault(static each => each is not null),
        _ => null,
    };

    private static string? SignInMember(IPropertySubpatternOperation member) =>
        member is
        {
            Member: IPropertyReferenceOperation read,
            Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: true } }
        }
        && IsExpiry(read.Property)
            ? IsOfToken(read.Property, read) ? Expired : null
            : SignInPattern(member.Pattern, true);

    private static string? SignInCase(IOperation label) => label is IPatternOperation pattern
        ? SignInPattern(pattern, true)
        : IsUnauthorized(label) ? Unauthorized : null;

    private static bool IsTrue(IOperation operation) =>
        Conversions.WalkDown(operation).ConstantValue is { HasValue: true, Value: true };

    private static bool IsExpiry(IPropertySymbol property) => property.Name is "IsExpired" or "HasExpired" or "IsTokenExpired";

    private static bool IsOfToken(IPropertySymbol property, IPropertyReferenceOperation read) =>
        property.Name == "IsTokenExpired" || HasPart(property.ContainingType.Name, Tokens) || NamesToken(read.Instance);

    private static bool NamesToken(IOperation? instance) => instance is not null && HasPart(instance.Syntax.ToString(), Tokens);

    private static bool IsEndOfToken(IOperation operation) => Conversions.WalkDown(operation) switch
    {
        IPropertyReferenceOperation property => IsEnd(property.Property.Name, property.Property.ContainingType.Name, property.Instance),
        IFieldReferenceOperation field => IsEnd(field.Field.Name, string.Empty, field.Instance),
        ILocalReferenceOperation local => IsEnd(local.Local.Name, string.Empty, null),
        IParameterReferenceOperation parameter => IsEnd(parameter.Parameter.Name, string.Empty, null),
        _ => false,
    };

    private static bool IsEnd(string name, string type, IOperation? instance) =>
        HasPart(name, Ends) && (HasPart(name, Tokens) || HasPart(type, Tokens) || NamesToken(instance));

    private static bool HasPart(string name, string[] parts) =>
        parts.Any(part => name.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool IsUnauthorized(IOperation operation) => Conversions.WalkDown(operation) switch
    {
        IFieldReferenceOperation { Field: { Name: "Unauthorized", ContainingType.Name: "HttpStatusCode" } } => true,
        { ConstantValue: { HasValue: true, Value: 401 } } => true,
        _ => false,
    };

    // An error code of the service, the action application-registration, or a 403 of a management host. In these cases a new registration
    // may be correct.
    private static bool AllowsRegistration(IOperation condition) => condition.DescendantsAndSelf().Any(static each =>
        (each.ConstantValue is { HasValue: true, Value: string text }
            && (text.Contains("application-registration") || text.Contains("invalid_")))
        || each is IFieldReferenceOperation { Field.Name: "Forbidden" }
        || (NameOf(each) is { } name && HasPart(name, Registering)));

    private static string? NameOf(IOperation operation) => operation switch
    {
        IFieldReferenceOperation field => field.Field.Name,
        IPropertyReferenceOperation property => property.Property.Name,
        IInvocationOperation call => call.TargetMethod.Name,
        ILocalReferenceOperation local => local.Local.Name,
        _ => null,
    };
}
