using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
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

    // Parts of the names of methods that ask the viewer.
    private static readonly string[] AskingWords = ["Confirm", "Ask", "Prompt", "Choose", "Choice", "Question", "Dialog"];

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallOperations;

    public override void Analyze(FileAnalysis file)
    {
        var reported = new HashSet<SyntaxNode>();
        var current = SharedRepeatedCalls.Calls(file, PassOperationKind.Logout)
            .Where(static each => each.IsDirect)
            .Select(static each => (each.Block, each.Call))
            .ToList();
        for (var depth = 0; depth <= MaxDepth && current.Count > 0; depth++)
        {
            var owners = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
            foreach (var (block, call) in current)
            {
                switch (ReasonOf(block, call))
                {
                    case Reason.Denial when reported.Add(call.Syntax):
                        file.Report(Descriptor, call.Syntax);
                        break;
                    case Reason.OfCaller when SharedRepeatedCalls.OwnerOf(block, call) is { } owner:
                        owners.Add(owner);
                        break;
                    default:
                        break;
                }
            }

            current = SharedRepeatedCalls.CallsOf(file, owners);
        }
    }

    private const int MaxDepth = 3;

    private enum Reason
    {
        Denial,
        Choice,
        OfCaller,
    }

    // The innermost condition decides: another condition may be the viewer's choice.
    private static Reason ReasonOf(CodeBlock block, IOperation call)
    {
        foreach (var condition in Branches.Around(call))
        {
            if (IsDenial(block, condition))
            {
                return Reason.Denial;
            }

            if (MayBeChoice(block, condition.Test))
            {
                return Reason.Choice;
            }

            if (!IsAboutDecision(block, condition.Test))
            {
                break;
            }
        }

        return Reason.OfCaller;
    }

    // if (await confirm("…")) or if (!dialog.Confirm("…")) return;
    private static bool MayBeChoice(CodeBlock block, IOperation test) => test.DescendantsAndSelf().Any(each =>
        each is IAwaitOperation or IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke }
        || (each is IInvocationOperation { TargetMethod.Name: var name }
            && AskingWords.Any(word => name.IndexOf(word, StringComparison.Ordinal) >= 0))
        || (each is ILocalReferenceOperation { Local: var local }
            && block.OnlyValueOf(local) is { } only
            && only is not ILocalReferenceOperation
            && MayBeChoice(block, only)
            && !IsAuthorized(block, each)));

    private static bool IsDenial(CodeBlock block, BranchCondition condition)
    {
        if (condition.Case is { } label)
        {
            return (IsAuthorized(block, condition.Test) && IsFalse(label)) || HasDeniedMember(label);
        }

        switch (Conversions.WalkDown(condition.Test))
        {
            case IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals,
                LeftOperand: var left,
                RightOperand: { ConstantValue: { HasValue: true, Value: bool constant } }
            } comparison:
                return IsAuthorized(block, left)
                    && (constant == (comparison.OperatorKind == BinaryOperatorKind.Equals)) != condition.Holds;
            case IIsPatternOperation { Pattern: var pattern } test:
                return condition.Holds
                    ? HasDeniedMember(pattern)
                        || (pattern is INegatedPatternOperation && HasMember(pattern, IsTrue))
                        || (IsAuthorized(block, test.Value) && MeansDenied(pattern))
                    : (pattern is not INegatedPatternOperation && HasMember(pattern, IsTrue))
                        || (IsAuthorized(block, test.Value) && IsTrue(pattern));
            case var value:
                return !condition.Holds && IsAuthorized(block, value);
        }
    }

    private static bool MeansDenied(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation { Pattern: var inner } => IsTrue(inner),
        _ => IsFalse(pattern),
    };

    // { Authorized: false }
    private static bool HasDeniedMember(IOperation pattern) =>
        pattern is not INegatedPatternOperation && HasMember(pattern, static value => MeansDenied((IPatternOperation)value));

    private static bool HasMember(IOperation pattern, Func<IOperation, bool> condition) => pattern.DescendantsAndSelf().Any(each =>
        each is IPropertySubpatternOperation
        {
            Member: IPropertyReferenceOperation { Property.Name: "Authorized" or "IsAuthorized" },
            Pattern: var value
        }
        && condition(value));

    private static bool IsTrue(IOperation operation) => Constant(operation) is true;

    private static bool IsFalse(IOperation operation) => Constant(operation) is false;

    private static bool? Constant(IOperation operation) => operation switch
    {
        IConstantPatternOperation { Value: var value } => value.ConstantValue.Value as bool?,
        _ => operation.ConstantValue.Value as bool?,
    };

    // x.Authorized, json.GetProperty("authorized").GetBoolean(), or a local with such a value.
    private static bool IsAuthorized(CodeBlock block, IOperation operation) => Conversions.WalkDown(operation) switch
    {
        IPropertyReferenceOperation { Property.Name: "Authorized" or "IsAuthorized" } => true,

        // node["authorized"]
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value.ConstantValue.Value: "authorized" }] } => true,
        IInvocationOperation { TargetMethod.Name: "GetBoolean" or "GetValue", Instance: { } json } => json.DescendantsAndSelf()
            .Any(static each => each.ConstantValue is { HasValue: true, Value: "authorized" }),
        IInvocationOperation { TargetMethod: { Name: "All" or "Any", ContainingType.Name: "Enumerable" } } test => test.Descendants()
            .Any(static each => each is IPropertyReferenceOperation
            {
                Property.Name: "Authorized" or "IsAuthorized",
                Parent: not IUnaryOperation
            }),
        IConditionalAccessOperation { WhenNotNull: var member } => IsAuthorized(block, member),

        // There is a decision, and it permits.
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both =>
            IsAuthorized(block, both.LeftOperand) || IsAuthorized(block, both.RightOperand),
        ICoalesceOperation { Value: var value, WhenNull.ConstantValue: { HasValue: true, Value: false } } => IsAuthorized(block, value),
        ILocalReferenceOperation { Local: var local } when block.OnlyValueOf(local) is { } only =>
            only is not ILocalReferenceOperation && IsAuthorized(block, only),
        _ => false,
    };

    // A check of the decision itself, or of null: not the viewer's choice.
    private static bool IsAboutDecision(CodeBlock block, IOperation test) =>
        !test.DescendantsAndSelf().Any(static each => each is IInvocationOperation or IAwaitOperation)
        && (IsNullCheck(test) || test.DescendantsAndSelf().Any(static each =>
            each is IPropertyReferenceOperation { Property.Name: "Error" or "IsSuccessStatusCode" or "StatusCode" or "Decisions" }));

    private static bool IsNullCheck(IOperation test) => test switch
    {
        IBinaryOperation { RightOperand.ConstantValue: { HasValue: true, Value: null } } => true,
        IIsPatternOperation
        {
            Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }
                or INegatedPatternOperation
                or IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true }
        } => true,
        _ => false,
    };
}
