using System.Diagnostics;
using System.Text.Json.Serialization;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>A text that must not be seen: a software statement, a client secret or an access token.</summary>
/// <remarks>
/// Shows <c>***</c> in <see cref="ToString"/>, in the debugger, in string formatting and in JSON. <see cref="Reveal"/> is the only way to the text.
/// </remarks>
[DebuggerDisplay(Redacted)]
[JsonConverter(typeof(RedactingJsonConverter<Secret>))]
public abstract class Secret : IEquatable<Secret>
{
    internal const string Redacted = "***";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    private protected Secret(string value, string whenEmpty, string prefix = "")
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new ArgumentException(whenEmpty, nameof(value));
        }

        _value = prefix.Length == 0 ? value.Trim() : prefix + value.Trim();
    }

    /// <summary>The text behind its prefix, made once: a request that carries it copies nothing.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private protected string Prefixed => _value;

    /// <summary>How many characters of <see cref="Prefixed"/> are no part of the secret.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private protected virtual int PrefixLength => 0;

    /// <summary>Gives the text. Pass it to nothing that logs, formats or stores it in the clear.</summary>
    /// <returns>The text as it goes on the wire.</returns>
    public string Reveal() => PrefixLength == 0 ? _value : _value.Substring(PrefixLength);

    /// <summary>Gives <c>***</c>.</summary>
    /// <returns>Always <c>***</c>.</returns>
    public override string ToString() => Redacted;

    /// <summary>Compares the texts, in a time that does not depend on where they differ.</summary>
    /// <param name="other">The other one.</param>
    /// <returns><see langword="true"/> when both are of the same kind and wrap the same text.</returns>
    public bool Equals(Secret? other) => other is not null && other.GetType() == GetType() && FixedTimeEquals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_value);

    private static bool FixedTimeEquals(string left, string right)
    {
        var difference = left.Length ^ right.Length;
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            difference |= left[i] ^ right[i];
        }

        return difference == 0;
    }
}
