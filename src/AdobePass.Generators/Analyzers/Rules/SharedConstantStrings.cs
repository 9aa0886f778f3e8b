using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>A constant string, where it is written.</summary>
/// <param name="Operation">The outermost operation that produces it.</param>
/// <param name="Text">The string. Parts that are not constant are replaced by <c>U+FFFC</c>.</param>
internal sealed record SharedConstantString(IOperation Operation, string Text)
{
    /// <summary>
    /// Gets whether the string is compared, searched for or replaced: address.StartsWith("http://…"). Such code calls nothing.
    /// </summary>
    public bool IsCompared => Conversions.WalkUp(Operation).Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } =>
            (method.ContainingType.SpecialType == SpecialType.System_String
                && method.Name is "StartsWith" or "EndsWith" or "Contains" or "Equals" or "Replace" or "IndexOf" or "TrimStart")
            || method.ContainingType.Name is "Regex" or "Assert",
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => true,
        IConstantPatternOperation or ISingleValueCaseClauseOperation => true,
        _ => false,
    };

    /// <summary>Gets whether the string is a text for people: it has spaces, or is shown, logged or thrown.</summary>
    public bool IsProse
    {
        get
        {
            if (Text.IndexOfAny([' ', '\n', '\t']) >= 0)
            {
                return true;
            }

            return Conversions.WalkUp(Operation).Parent is IArgumentOperation { Parent: var user } && user switch
            {
                IInvocationOperation { TargetMethod.ContainingType.Name: "Console" or "Debug" or "Trace" or "LoggerExtensions" } => true,
                IObjectCreationOperation { Type.Name: var created } => created.EndsWith("Exception", StringComparison.Ordinal),
                _ => false,
            };
        }
    }

    /// <summary>
    /// Determines whether a condition already holds for one constant operand. A constant that is used in a longer string is reported
    /// where it is written, and not at each use.
    /// </summary>
    public bool IsInOneOperand(Func<string, bool> condition) => IsInOneOperand(Operation, condition);

    private static bool IsInOneOperand(IOperation operation, Func<string, bool> condition)
    {
        foreach (var child in operation.ChildOperations)
        {
            var value = child;
            while (value is IConversionOperation conversion)
            {
                value = conversion.Operand;
            }

            switch (value)
            {
                case IFieldReferenceOperation or ILocalReferenceOperation
                    when value.ConstantValue is { HasValue: true, Value: string text } && condition(text):
                    return true;
                case IBinaryOperation or IInterpolatedStringOperation or IInterpolationOperation or IArgumentOperation
                    when IsInOneOperand(value, condition):
                    return true;
                default:
                    break;
            }
        }

        return false;
    }
}

/// <summary>Finds the constant strings of a file: for AP2010, AP2012, AP3001, AP3002 and AP4010.</summary>
internal static class SharedConstantStrings
{
    private const string UnknownPart = "\uFFFC";

    public static IReadOnlyList<SharedConstantString> Find(FileAnalysis file)
    {
        var found = new List<SharedConstantString>();
        foreach (var block in file.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                // A constant is reported where it is written, not where its name is used.
                if (operation.Kind is OperationKind.Literal or OperationKind.Utf8String or OperationKind.Binary
                        or OperationKind.InterpolatedString or OperationKind.Invocation
                    && TextOf(operation) is { Length: > 7 } text
                    && !IsDefaultOfCall(operation)
                    && !IsPartOfConstant(operation))
                {
                    found.Add(new SharedConstantString(operation, text));
                }
            }
        }

        return found;
    }

    /// <summary>Determines whether an expression uses one of these strings, also through the names of locals and members.</summary>
    public static bool IsReported(CodeBlock block, IOperation value, IReadOnlyList<SyntaxNode> reported, int depth = 4) =>
        reported.Any(each => each.Span.IntersectsWith(value.Syntax.Span))
        || (depth > 0 && value.DescendantsAndSelf().Any(part => part switch
        {
            ILocalReferenceOperation { Local: var local } =>
                block.OnlyValueOf(local) is { } only && IsReported(block, only, reported, depth - 1),
            IInvocationOperation call => IsDeclaredAround(call.TargetMethod, reported),
            _ => AssignedValues.SymbolOf(part) is { } symbol && IsDeclaredAround(symbol, reported),
        }));

    private static bool IsDeclaredAround(ISymbol symbol, IReadOnlyList<SyntaxNode> reported) =>
        symbol.DeclaringSyntaxReferences.Any(declaration =>
            reported.Any(each => each.SyntaxTree == declaration.SyntaxTree && declaration.Span.Contains(each.Span)));

    /// <summary>Finds the tokens of Adobe Pass in constant strings.</summary>
    public static IReadOnlyList<(IOperation Operation, AdobeToken Token)> FindTokens(FileAnalysis file)
    {
        var found = new List<(IOperation, AdobeToken)>();
        foreach (var constant in file.Search(Find))
        {
            if (AdobeToken.Find(constant.Text, file.CancellationToken) is { } token
                && !constant.IsInOneOperand(part => AdobeToken.Find(part, file.CancellationToken) is not null))
            {
                found.Add((constant.Operation, token));
            }
        }

        return found;
    }

    private static string? TextOf(IOperation operation) => operation switch
    {
        IUtf8StringOperation utf8 => utf8.Value,
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        IInterpolatedStringOperation interpolated => string.Concat(interpolated.Parts.Select(static part => part switch
        {
            IInterpolatedStringTextOperation text => text.Text.ConstantValue.Value as string ?? string.Empty,
            IInterpolationOperation { Expression.ConstantValue: { HasValue: true, Value: string constant } } => constant,
            _ => UnknownPart,
        })),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
            Join(sum.LeftOperand) + Join(sum.RightOperand),
        IInvocationOperation call => TextOfConcat(call),
        _ => null,
    };

    private static string Join(IOperation operand) => operand switch
    {
        IConversionOperation conversion => Join(conversion.Operand),
        _ => TextOf(operand) ?? UnknownPart,
    };

    private static string? TextOfConcat(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String }
        && call.Arguments.All(static argument => argument.Value.ConstantValue.HasValue)
            ? string.Concat(call.Arguments.Select(static argument => argument.Value.ConstantValue.Value as string))
            : null;

    // An omitted argument is not written at the call.
    private static bool IsDefaultOfCall(IOperation operation)
    {
        var value = Conversions.WalkUp(operation);
        return value.Parent is IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue };
    }

    // The outermost string includes its parts.
    private static bool IsPartOfConstant(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IConversionOperation or IParenthesizedOperation or IInterpolatedStringTextOperation or IInterpolationOperation:
                    continue;
                case IInterpolatedStringOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String }:
                    return true;
                case IArgumentOperation { Parent: IInvocationOperation call } when TextOfConcat(call) is not null:
                    return true;
                default:
                    return false;
            }
        }

        return false;
    }
}
