using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Determines whether code runs because a token was rejected or has expired.</summary>
internal static class RejectedTokenBranch
{
    /// <summary>
    /// Describes the condition on which the operation depends; <see langword="null"/> if there is none, or if it also checks the error that
    /// permits a registration.
    /// </summary>
    public static string? Find(IOperation operation)
    {
        for (IOperation child = operation, parent = operation.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when conditional.WhenTrue == child && SignIn(conditional.Condition) is { } sign:
                    return AllowsRegistration(conditional.Condition) ? null : sign;
                case IConditionalOperation conditional when AllowsRegistration(conditional.Condition):
                    return null;
                case ICatchClauseOperation { Filter: { } filter } clause when clause.Handler == child:
                    return AllowsRegistration(filter) ? null : SignIn(filter);
                case ICatchClauseOperation:
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
                default:
                    break;
            }
        }

        return null;
    }

    private static string? SignIn(IOperation condition)
    {
        // A negated condition is not analyzed.
        if (condition.DescendantsAndSelf().Any(static each => each is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not }))
        {
            return null;
        }

        foreach (var operation in condition.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality
                    when IsUnauthorized(equality.LeftOperand) || IsUnauthorized(equality.RightOperand):
                case IConstantPatternOperation { Value: var value, Parent: not INegatedPatternOperation } when IsUnauthorized(value):
                    return "a 401 response";
                case IPropertyReferenceOperation
                {
                    Property: { Name: "IsExpired" or "HasExpired" or "IsTokenExpired" } property,
                    Parent: not IUnaryOperation
                } read
                    when IsOfToken(property, read):
                    return "an expired token";
                default:
                    break;
            }
        }

        return null;
    }

    private static bool IsOfToken(IPropertySymbol property, IPropertyReferenceOperation read) =>
        property.Name == "IsTokenExpired"
            || property.ContainingType.Name.IndexOf("token", StringComparison.OrdinalIgnoreCase) >= 0
            || (read.Instance?.Syntax.ToString().IndexOf("token", StringComparison.OrdinalIgnoreCase) ?? -1) >= 0;

    private static bool IsUnauthorized(IOperation operation) => HttpTypes.WalkDownConversions(operation) switch
    {
        IFieldReferenceOperation { Field: { Name: "Unauthorized", ContainingType.Name: "HttpStatusCode" } } => true,
        { ConstantValue: { HasValue: true, Value: 401 } } => true,
        _ => false,
    };

    // An error code of the service, the action application-registration, or a 403 of a management host. In these cases a new registration
    // may be correct.
    private static bool AllowsRegistration(IOperation condition) => condition.DescendantsAndSelf().Any(static each =>
        (each.ConstantValue is { HasValue: true, Value: string text }
            && (text == "application-registration" || text.StartsWith("invalid_", StringComparison.Ordinal)))
            || each is IFieldReferenceOperation
            { Field.Name: "InvalidClient" or "ApplicationRegistration" or "RegisterAgain" or "Forbidden" }
                or IPropertyReferenceOperation { Property.Name: "InvalidClient" or "ApplicationRegistration" });
}
