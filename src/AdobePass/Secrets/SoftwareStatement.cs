using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdobePass;

/// <summary>The software statement of a registered application: a signed JWT (JWS compact form) from the TVE Dashboard that registration exchanges for client credentials.</summary>
/// <remarks>
/// Shows <c>***</c> in <see cref="ToString"/>, in the debugger, in string formatting and in JSON. <see cref="Reveal"/> is the only way to the text.
/// </remarks>
[DebuggerDisplay("***")]
[JsonConverter(typeof(RedactingConverter))]
public sealed class SoftwareStatement : IEquatable<SoftwareStatement>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Wraps the text of a software statement.</summary>
    /// <param name="value">The text. White space at both ends is removed.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty or has characters that no JWS has. The message does not contain the text.</exception>
    public SoftwareStatement(string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new ArgumentException("The software statement is empty. Download it from the TVE Dashboard and pass its text.", nameof(value));
        }

        _value = value.Trim();
        if (!IsOneWord(_value))
        {
            throw new ArgumentException(
                "The software statement is malformed: it has a blank, a line break, a quote or a character outside ASCII. " +
                "Pass the downloaded text unchanged: three parts of Base64url text separated by two dots, on one line.",
                nameof(value));
        }
    }

    /// <summary>Gives the text. Pass it to nothing that logs, formats or stores it in the clear.</summary>
    /// <returns>The text as it goes on the wire.</returns>
    public string Reveal() => _value;

    /// <summary>Gives <c>***</c>.</summary>
    /// <returns>Always <c>***</c>.</returns>
    public override string ToString() => Redacted.Text;

    /// <summary>Compares the texts, in a time that does not depend on where they differ.</summary>
    /// <param name="other">The other one.</param>
    /// <returns><see langword="true"/> when both wrap the same text.</returns>
    public bool Equals(SoftwareStatement? other) => other is not null && Redacted.FixedTimeEquals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SoftwareStatement);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_value);

    private static bool IsOneWord(string text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or > '~' or '"' or '\'')
            {
                return false;
            }
        }

        return true;
    }

    // Serializers write secrets into logs and caches without asking: the default JSON form is the redacted one, and it cannot be read back.
    private sealed class RedactingConverter : JsonConverter<SoftwareStatement>
    {
        public override SoftwareStatement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new JsonException("SoftwareStatement is not read from JSON: call its constructor with the text.");

        public override void Write(Utf8JsonWriter writer, SoftwareStatement value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Redacted.Text);
    }
}
