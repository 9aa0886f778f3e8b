using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>Removes the operations around a value that do not change it.</summary>
internal static class Conversions
{
    /// <summary>Removes the conversions and parentheses around an operation.</summary>
    public static IOperation WalkDown(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    continue;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    continue;
                default:
                    return operation;
            }
        }
    }

    /// <summary>Gets the outermost conversion or parenthesis around an operation.</summary>
    public static IOperation WalkUp(IOperation operation)
    {
        while (operation.Parent is IConversionOperation or IParenthesizedOperation)
        {
            operation = operation.Parent;
        }

        return operation;
    }

    /// <summary>Gets the delegate, with the conversions around it, that a lambda or a reference to a method becomes.</summary>
    public static IOperation WalkUpDelegate(IOperation function) => WalkUp(function.Parent as IDelegateCreationOperation ?? function);

    /// <summary>Gets the value before <c>?.</c> for the placeholder after it, and other operations unchanged.</summary>
    public static IOperation WalkDownAccess(IOperation operation)
    {
        operation = WalkDown(operation);
        if (operation is IConditionalAccessInstanceOperation)
        {
            for (IOperation child = operation, parent = operation.Parent!; parent is not null; child = parent, parent = parent.Parent!)
            {
                if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
                {
                    return WalkDown(access.Operation);
                }
            }
        }

        return operation;
    }

    /// <summary>Removes the conversions, parentheses, <c>await</c> and <c>ConfigureAwait</c> around an operation.</summary>
    public static IOperation WalkDownAwait(IOperation operation)
    {
        while (true)
        {
            switch (WalkDown(operation))
            {
                case IAwaitOperation awaited:
                    operation = awaited.Operation;
                    continue;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask", Instance: { } task }:
                    operation = task;
                    continue;
                case var other:
                    return other;
            }
        }
    }
}
