using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>Finds the duration of a constant wait.</summary>
internal static class DurationTracer
{
    private const int MaxDepth = 6;

    /// <summary>
    /// Gets the duration of a wait in milliseconds, from a time span or a number of milliseconds; <see langword="null"/> if it is known
    /// only at run time.
    /// </summary>
    public static double? Milliseconds(
        CodeBlock block,
        IOperation value,
        CancellationToken cancellationToken,
        CallArguments? arguments = null) =>
        Trace(block, value, MaxDepth, arguments, cancellationToken);

    private static double? Trace(
        CodeBlock block,
        IOperation value,
        int depth,
        CallArguments? passed,
        CancellationToken cancellationToken)
    {
        if (depth == 0)
        {
            return null;
        }

        if (Number(value) is { } number)
        {
            return number;
        }

        switch (value)
        {
            case IConversionOperation conversion:
                return Trace(block, conversion.Operand, depth, passed, cancellationToken);
            case IParenthesizedOperation parenthesized:
                return Trace(block, parenthesized.Operand, depth, passed, cancellationToken);
            case ILocalReferenceOperation local when block.OnlyValueOf(local.Local) is { } only:
                return Trace(block, only, depth - 1, passed, cancellationToken);
            case IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } }:
                return 0;
            case IFieldReferenceOperation field
                when DeclaredStrings.NeverChanges(field.Field, cancellationToken)
                    && block.File.BlockOf(field.Field, cancellationToken) is { Root: ISymbolInitializerOperation initializer } declaration:
                return Trace(declaration, initializer.Value, depth - 1, null, cancellationToken);
            case IPropertyReferenceOperation { Property: { IsVirtual: false, IsOverride: false } property }
                when block.File.BlockOf(property, cancellationToken) is { } getter
                    && (getter.Root is not ISymbolInitializerOperation || DeclaredStrings.NeverChanges(property, cancellationToken))
                    && ConstantTracer.ValueOf(getter.Root) is { } only:
                return Trace(getter, only, depth - 1, null, cancellationToken);
            case IParameterReferenceOperation { Parameter: var parameter } when passed?.Find(parameter) is { } argument:
                return Trace(passed.Caller, argument, depth - 1, passed.Outer, cancellationToken);
            case IInvocationOperation
            {
                TargetMethod: { ContainingType: { Name: "TimeSpan", ContainingNamespace.Name: "System" }, Name: var unit },
                Arguments: [var amount, ..] arguments
            }
                when arguments.Skip(1).All(static each => each.ArgumentKind == ArgumentKind.DefaultValue):
                return UnitOf(unit) is { } length && Trace(block, amount.Value, depth - 1, passed, cancellationToken) is { } count
                    ? count * length
                    : null;
            case IObjectCreationOperation
            {
                Type: { Name: "TimeSpan", ContainingNamespace.Name: "System" },
                Arguments: [var hours, var minutes, var seconds]
            }:
                return Number(hours.Value) is { } h && Number(minutes.Value) is { } m && Number(seconds.Value) is { } s
                    ? ((((h * 60) + m) * 60) + s) * 1000
                    : null;
            default:
                return null;
        }
    }

    private static double? UnitOf(string method) => method switch
    {
        "FromMilliseconds" => 1,
        "FromSeconds" => 1000,
        "FromMinutes" => 60_000,
        "FromHours" => 3_600_000,
        _ => null,
    };

    private static double? Number(IOperation value) => value.ConstantValue is { HasValue: true, Value: var constant }
        ? constant switch
        {
            int number => number,
            long number => number,
            double number => number,
            float number => number,
            _ => null,
        }
        : value is IConversionOperation { Operand: var operand } ? Number(operand) : null;
}
