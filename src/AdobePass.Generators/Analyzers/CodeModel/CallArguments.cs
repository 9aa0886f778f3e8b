using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>The arguments of the call through which a method is analyzed.</summary>
/// <param name="caller">The body that contains the call.</param>
/// <param name="arguments">The arguments.</param>
/// <param name="outer">The arguments of the call of the calling method, if it is analyzed in the same way.</param>
internal sealed class CallArguments(CodeBlock caller, ImmutableArray<IArgumentOperation> arguments, CallArguments? outer = null)
{
    public CodeBlock Caller => caller;

    public CallArguments? Outer => outer;

    public int Depth => outer is null ? 1 : outer.Depth + 1;

    /// <summary>Gets the same arguments, with the arguments of the outermost calling method.</summary>
    public CallArguments Within(CallArguments outermost) =>
        new(caller, arguments, outer is null ? outermost : outer.Within(outermost));

    /// <summary>Gets the value that the call passes for a parameter.</summary>
    public IOperation? Find(IParameterSymbol parameter)
    {
        foreach (var argument in arguments)
        {
            if (SymbolEqualityComparer.Default.Equals(argument.Parameter?.OriginalDefinition, parameter.OriginalDefinition))
            {
                return argument.Value;
            }
        }

        return null;
    }
}
