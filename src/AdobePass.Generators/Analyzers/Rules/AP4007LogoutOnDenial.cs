using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds logouts in the branch for a denied decision.</summary>
internal sealed class AP4007LogoutOnDenial : SourceRule
{
    private static readonly Rule Rule = new(
        "A denial logs the viewer out",
        RuleCategories.Flow,
        DiagnosticSeverity.Info,
        "A denied decision is about one resource. The login of the viewer stays valid for other resources.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.LogoutOnDenial,
        "A denied decision logs the viewer out. A denial is about one resource and not about the login. Show its " +
        "message, and log out only when the viewer requests it.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallOperations;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var source in file.CallsOf(PassOperationKind.Logout))
        {
            if (FollowsDenial(source.Call))
            {
                file.Report(Descriptor, source.Call.Syntax);
            }
        }
    }

    private static bool FollowsDenial(IOperation call)
    {
        for (IOperation child = call, parent = call.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when conditional.WhenTrue == child && IsDenial(conditional.Condition):
                case IConditionalOperation { Condition: var condition } granted when granted.WhenFalse == child && IsAuthorized(condition):
                    return true;

                // Between the denial and the logout is another condition, perhaps on the viewer's choice.
                case IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation
                    or IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return false;
                default:
                    break;
            }
        }

        return false;
    }

    private static bool IsDenial(IOperation condition) => HttpTypes.WalkDownConversions(condition) switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } =>
            IsAuthorized(HttpTypes.WalkDownConversions(operand)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, LeftOperand: var left, RightOperand: var right } =>
            IsFalse(right) && IsAuthorized(HttpTypes.WalkDownConversions(left)),
        IIsPatternOperation { Value: var value, Pattern: IConstantPatternOperation { Value: var constant } } =>
            IsFalse(constant) && IsAuthorized(value),
        _ => false,
    };

    private static bool IsFalse(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: false };

    private static bool IsAuthorized(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property.Name: "Authorized" };
}
