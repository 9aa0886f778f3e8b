using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tracing;

/// <summary>A text that an expression may have, as far as the source tells.</summary>
/// <param name="Text">The text, with <see cref="Hole"/> for every part that is known at run time only.</param>
/// <param name="Origin">The part of the expression that has it.</param>
internal readonly record struct TracedText(string Text, IOperation Origin)
{
    public const char Hole = '\uFFFC';

    public bool IsWhole => Text.IndexOf(Hole) < 0;

    public bool IsUnknown => Text.Length == 1 && Text[0] == Hole;

    public static TracedText Unknown(IOperation origin) => new(Hole.ToString(), origin);
}
