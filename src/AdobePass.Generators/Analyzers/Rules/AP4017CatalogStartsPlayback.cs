using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds playback that starts because the catalogue says that a resource is available.</summary>
internal sealed class AP4017CatalogStartsPlayback : SourceRule
{
    private const int MaxDepth = 4;

    private static readonly Rule Rule = new(
        "A catalogue decision starts playback",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        "The catalogue is for display. Adobe requires an authorization before each playback.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.CatalogStartsPlayback,
        "'{0}' starts playback because the catalogue says that the resource is available, and no authorization precedes it. The " +
        "catalogue is for display. Call AuthorizeAsync, and play only with the permit that it returns.");

    private static readonly DiagnosticDescriptor LikelyDescriptor = Rule.ToDescriptor(
        RuleIds.CatalogStartsPlayback,
        "'{0}' seems to start playback because the catalogue says that the resource is available. Whether it authorizes the playback " +
        "is not visible. The catalogue is for display. Call AuthorizeAsync before each playback.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor, LikelyDescriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayReadCatalog;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var (block, call) in file.OperationsOf<IInvocationOperation>())
        {
            if (!StartsPlayback(call.TargetMethod)
                || !Branches.Around(call).Any(condition => IsAvailable(block, condition))
                || block.Operations.Any(IsAuthorized))
            {
                continue;
            }

            var isVisible = IsVisible(call.TargetMethod);
            if (isVisible && Authorizes(file, call.TargetMethod, 0))
            {
                continue;
            }

            file.Report(
                isVisible ? Descriptor : LikelyDescriptor,
                call.Syntax,
                [call.TargetMethod.Name],
                isVisible ? null : DiagnosticSeverity.Info);
        }
    }

    // Play, PlayAsync, PlayResource, StartPlayback, BeginPlayback; not Playlist or PlayTrailer.
    private static bool StartsPlayback(IMethodSymbol method)
    {
        var name = method.Name.EndsWith("Async", StringComparison.Ordinal)
            ? method.Name.Substring(0, method.Name.Length - "Async".Length)
            : method.Name;
        return name is "Play" or "StartPlayback" or "BeginPlayback" or "StartPlaying" or "PlayResource" or "PlayChannel" or "PlayVideo"
            or "PlayStream" or "StartStream" or "StartPlayer";
    }

    private static bool IsAvailable(CodeBlock block, BranchCondition condition)
    {
        if (condition.Case is { } label)
        {
            return condition.Holds
                && ((IsState(condition.Test) && IsAvailableState(label)) || HasAvailableMember(label));
        }

        var test = Conversions.WalkDown(condition.Test);
        if (test is ILocalReferenceOperation { Local: var local } && block.OnlyValueOf(local) is { } value)
        {
            test = Conversions.WalkDown(value);
        }

        switch (test)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                var isEqual = comparison.OperatorKind == BinaryOperatorKind.Equals;
                return (IsState(comparison.LeftOperand) && IsAvailableState(comparison.RightOperand) && isEqual == condition.Holds)
                    || (IsFlag(comparison.LeftOperand)
                        && Conversions.WalkDown(comparison.RightOperand).ConstantValue is { HasValue: true, Value: bool constant }
                        && (constant == isEqual) == condition.Holds);
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: var negated }, Value: var tested }:
                return !condition.Holds && ((IsState(tested) && IsAvailableState(negated)) || HasAvailableMember(negated));
            case IIsPatternOperation { Pattern: var pattern, Value: var tested }:
                return condition.Holds && ((IsState(tested) && IsAvailableState(pattern)) || HasAvailableMember(pattern));
            default:
                return condition.Holds && IsFlag(test);
        }
    }

    private static bool IsFlag(IOperation operation) => MemberOf(operation) == "IsAvailable";

    private static bool IsState(IOperation operation) => MemberOf(operation) == "State";

    private static string? MemberOf(IOperation operation)
    {
        operation = Conversions.WalkDown(operation);
        if (operation is IConditionalAccessOperation access)
        {
            operation = Conversions.WalkDown(access.WhenNotNull);
        }

        return operation is IPropertyReferenceOperation { Property: { Name: var name, ContainingType: var type } }
            && EntitlementSymbols.Is(type, "CatalogItem")
            ? name
            : null;
    }

    private static bool IsAvailableState(IOperation operation) => operation.DescendantsAndSelf().Any(static each =>
        each is IFieldReferenceOperation { Field: { Name: "Available", ContainingType: var type } }
        && EntitlementSymbols.Is(type, "CatalogItemState"));

    // { IsAvailable: true } and { State: CatalogItemState.Available }
    private static bool HasAvailableMember(IOperation pattern) => pattern.DescendantsAndSelf().Any(static each =>
        each is IPropertySubpatternOperation { Member: IPropertyReferenceOperation { Property: var property }, Pattern: var value }
        && EntitlementSymbols.Is(property.ContainingType, "CatalogItem")
        && ((property.Name == "State" && IsAvailableState(value))
            || (property.Name == "IsAvailable"
                && value is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: true } })));

    private static bool IsAuthorized(IOperation operation) =>
        (operation is IInvocationOperation call && EntitlementSymbols.IsAuthorization(call))
        || EntitlementSymbols.IsPermitOrToken(operation.Type);

    private static bool IsVisible(IMethodSymbol method) =>
        !method.IsAbstract && !method.IsVirtual && method.OriginalDefinition.DeclaringSyntaxReferences.Length > 0;

    // The called method, and the methods of the project that it calls.
    private static bool Authorizes(FileAnalysis file, IMethodSymbol method, int depth)
    {
        if (CodeProject.Of(file.Compilation).BlockOf(method.OriginalDefinition, file.CancellationToken) is not { } body)
        {
            return false;
        }

        return body.Operations.Any(IsAuthorized)
            || (depth < MaxDepth && body.Calls.Any(call =>
                call.TargetMethod.OriginalDefinition.DeclaringSyntaxReferences.Length > 0
                && !SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method.OriginalDefinition)
                && (call.TargetMethod.IsAbstract || Authorizes(file, call.TargetMethod, depth + 1))));
    }
}
