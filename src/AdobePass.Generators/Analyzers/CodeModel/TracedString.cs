using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>A possible string value of an expression, as far as the source shows.</summary>
/// <param name="Text">The string, with <see cref="UnknownPart"/> for every part that is known only at run time.</param>
/// <param name="Origin">The part of the expression that produces it.</param>
internal readonly record struct TracedString(string Text, IOperation Origin)
{
    public const char UnknownPart = '\uFFFC';

    public bool IsWhole => Text.IndexOf(UnknownPart) < 0;

    public bool IsUnknown => Text.Length == 1 && Text[0] == UnknownPart;

    public static TracedString Unknown(IOperation origin) => new(UnknownPart.ToString(), origin);
}
