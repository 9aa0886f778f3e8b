using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>A text that an expression may have, as far as the source tells.</summary>
/// <param name="Text">The text, with <see cref="UnknownPart"/> for every part that is known at run time only.</param>
/// <param name="Origin">The part of the expression that has it.</param>
internal readonly record struct TracedString(string Text, IOperation Origin)
{
    public const char UnknownPart = '\uFFFC';

    public bool IsWhole => Text.IndexOf(UnknownPart) < 0;

    public bool IsUnknown => Text.Length == 1 && Text[0] == UnknownPart;

    public static TracedString Unknown(IOperation origin) => new(UnknownPart.ToString(), origin);
}
