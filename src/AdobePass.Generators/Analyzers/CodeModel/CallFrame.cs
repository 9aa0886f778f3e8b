using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>A call of a method of the source, which determines the values of its parameters.</summary>
/// <param name="Block">The body that contains the call.</param>
/// <param name="Call">The call.</param>
internal sealed record CallFrame(CodeBlock Block, IInvocationOperation Call)
{
    public IMethodSymbol Method { get; } = (Call.TargetMethod.ReducedFrom ?? Call.TargetMethod).OriginalDefinition;

    /// <summary>Gets the argument of a parameter.</summary>
    public IOperation? ArgumentOf(IParameterSymbol parameter) =>
        Call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value;
}
