using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds decisions that are read by their position in the response instead of by their resource.</summary>
internal sealed class AP4012DecisionByPosition : SourceRule
{
    private static readonly Rule Rule = new(
        "A decision is read by its position",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        "The service may omit a resource, return several decisions for one resource, or return none. A decision " +
        "belongs to the resource that it names.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.DecisionByPosition,
        "This decision is read by its position ({0}). The service may omit a resource, return several decisions for " +
        "one, or return none. Find the decision by its resource, for example with Find({1}).");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayReadDecisions;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var block in file.Blocks)
        {
            var isCounted = new Lazy<bool>(() => block.Operations.Any(IsCount));
            foreach (var operation in block.Operations)
            {
                if (FindPosition(operation) is { } position && !isCounted.Value)
                {
                    var (properties, resource) = FindRequestedResource(block);
                    file.Report(Descriptor, operation.Syntax, [position, resource], properties: properties);
                }
            }
        }
    }

    /// <summary>Describes how an operation reads a decision by its position; <see langword="null"/> if it does not.</summary>
    private static string? FindPosition(IOperation operation)
    {
        if (operation.Kind is not (OperationKind.Invocation or OperationKind.PropertyReference
            or OperationKind.ArrayElementReference or OperationKind.ImplicitIndexerReference))
        {
            return null;
        }

        switch (operation)
        {
            case IArrayElementReferenceOperation { Indices: { Length: 1 } indices } element
                when IsConstant(indices[0]) && IsDecisions(element.ArrayReference):
                return "[" + indices[0].Syntax + "]";
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance, Arguments: { Length: 1 } arguments }
                when IsConstant(arguments[0].Value) && IsDecisions(instance):
                return "[" + arguments[0].Value.Syntax + "]";
            case IImplicitIndexerReferenceOperation indexer when IsConstant(indexer.Argument) && IsDecisions(indexer.Instance):
                return "[" + indexer.Argument.Syntax + "]";
            case IInvocationOperation { TargetMethod: { Parameters.Length: 1 } method } call
                when method.Name is "First" or "Last" or "Single" or "SingleOrDefault"
                    && IsLinq(method)
                    && IsDecisions(call.Arguments[0].Value):
                return method.Name + "()";
            case IInvocationOperation { TargetMethod: { Name: "ElementAt" or "ElementAtOrDefault" } method } call
                when IsLinq(method) && IsDecisions(call.Arguments[0].Value) && IsConstant(call.Arguments[1].Value):
                return $"{method.Name}({call.Arguments[1].Value.Syntax})";
            default:
                return null;
        }
    }

    private static bool IsLinq(IMethodSymbol method) => method.ContainingType is { Name: "Enumerable", ContainingNamespace.Name: "Linq" };

    private static bool IsConstant(IOperation index) => Conversions.WalkDown(index) switch
    {
        { ConstantValue: { HasValue: true, Value: int } } => true,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue.HasValue: true } => true,
        _ => false,
    };

    // The list of a model, or the member of a JSON document.
    private static bool IsDecisions(IOperation? operation) => operation is not null && Conversions.WalkDownAccess(operation) switch
    {
        IPropertyReferenceOperation { Property: { Name: "Decisions", IsIndexer: false } property } => IsDecision(ElementOf(property.Type)),
        IFieldReferenceOperation { Field: { Name: "Decisions" } field } => IsDecision(ElementOf(field.Type)),
        IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType.Name: "JsonNode" or "JsonObject" } } member =>
            IsDecisionsName(member.Arguments),
        IInvocationOperation { TargetMethod: { Name: "GetProperty", ContainingType.Name: "JsonElement" } } member =>
            IsDecisionsName(member.Arguments),
        IInvocationOperation { TargetMethod: { Name: "EnumerateArray", ContainingType.Name: "JsonElement" } } list =>
            IsDecisions(list.Instance),
        IInvocationOperation { TargetMethod: { Name: "AsArray", ContainingType.Name: "JsonNode" } } list =>
            IsDecisions(list.Instance),
        _ => false,
    };

    private static bool IsDecisionsName(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Length == 1 && arguments[0].Value.ConstantValue is { HasValue: true, Value: "decisions" };

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } => arguments[0],
        _ => null,
    };

    private static bool IsDecision(ITypeSymbol? type) => type is not null && Has(type, "Resource") && Has(type, "Authorized");

    private static bool Has(ITypeSymbol type, string member) =>
        type.GetMembers(member).Any(static each => each is IPropertySymbol or IFieldSymbol);

    // Code that checks the number of decisions expects that there may be none.
    private static bool IsCount(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Count" or "Length", IsIndexer: false }, Instance: { } instance } =>
            IsDecisions(instance),
        IInvocationOperation { TargetMethod: { Name: "GetArrayLength" } } call => IsDecisions(call.Instance),
        IInvocationOperation { TargetMethod: { Name: "Count" or "Any" or "TryGetNonEnumeratedCount" } method } call when IsLinq(method) =>
            IsDecisions(call.Arguments[0].Value),
        IListPatternOperation { Parent: IPropertySubpatternOperation { Member: IPropertyReferenceOperation member } } =>
            member.Property.Name == "Decisions",
        IIsPatternOperation { Pattern: IListPatternOperation } pattern => IsDecisions(pattern.Value),
        _ => false,
    };

    // The only resource that the method requests, for the fix. An expression that would be evaluated twice does not count.
    private static (ImmutableDictionary<string, string?>? Properties, string Resource) FindRequestedResource(CodeBlock block)
    {
        var lists = block.Operations
            .OfType<ISimpleAssignmentOperation>()
            .Where(static each => each.Target is IPropertyReferenceOperation { Property.Name: "Resources" })
            .Select(static each => SingleItem(Conversions.WalkDown(each.Value).Syntax))
            .ToList();
        return lists is [{ } only]
            ? (ImmutableDictionary<string, string?>.Empty.Add("resource", only), only)
            : (null, "resource");
    }

    private static string? SingleItem(SyntaxNode list)
    {
        var items = list switch
        {
            ArrayCreationExpressionSyntax { Initializer.Expressions: var expressions } => expressions.ToArray(),
            ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: var expressions } => expressions.ToArray(),
            BaseObjectCreationExpressionSyntax { Initializer.Expressions: var expressions } => expressions.ToArray(),
            CollectionExpressionSyntax { Elements: { Count: 1 } elements }
                when elements[0] is ExpressionElementSyntax { Expression: var expression } => [expression],
            _ => [],
        };
        return items is [LiteralExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax]
            ? items[0].ToString()
            : null;
    }
}
