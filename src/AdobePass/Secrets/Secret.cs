using System.Diagnostics;
using System.Text.Json.Serialization;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// Represents a string that must not be displayed: a software statement, a client secret or an access token.
/// </summary>
/// <remarks>
/// It is displayed as <c>***</c> by <see cref="ToString"/>, in the debugger, in string formatting and in JSON. Only <see cref="Reveal"/>
/// returns the string.
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

    /// <summary>Gets the string with its prefix. It is created once, so that requests do not copy it.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private protected string Prefixed => _value;

    /// <summary>Gets how many characters of <see cref="Prefixed"/> are not part of the secret.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private protected virtual int PrefixLength => 0;

    /// <summary>Gets the string. Do not pass it to code that logs, formats or stores it unprotected.</summary>
    /// <returns>The string as it is sent.</returns>
    public string Reveal() => PrefixLength == 0 ? _value : _value.Substring(PrefixLength);

    /// <summary>Returns <c>***</c>.</summary>
    /// <returns>Always <c>***</c>.</returns>
    public override string ToString() => Redacted;

    /// <summary>Compares two secrets, in a time that does not depend on where they differ.</summary>
    /// <param name="other">The secret to compare with.</param>
    /// <returns>
    /// <see langword="true"/> if both have the same type and the same string; otherwise, <see langword="false"/>.
    /// </returns>
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
