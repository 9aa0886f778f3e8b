using System.Diagnostics;

namespace AdobePass.Entitlements;

/// <summary>
/// Represents the media token of a permit (<c>serializedToken</c>). It is opaque, is used once, and is displayed as <c>***</c>.
/// </summary>
[DebuggerDisplay("***")]
public sealed class SerializedMediaToken
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Initializes a media token from its string.</summary>
    /// <param name="value">The string as the service sent it.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty.</exception>
    public SerializedMediaToken(string value) => _value = string.IsNullOrWhiteSpace(value)
        ? throw new ArgumentException("The media token is empty.", nameof(value))
        : value;

    /// <summary>Gets the string. Pass it to the player or to the programmer's server, and do not log or store it.</summary>
    /// <returns>The string.</returns>
    public string Reveal() => _value;

    /// <summary>Returns <c>***</c>.</summary>
    /// <returns>Always <c>***</c>.</returns>
    public override string ToString() => "***";
}
