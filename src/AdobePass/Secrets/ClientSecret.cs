using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdobePass;

/// <summary>The secret half of the client credentials that registration returned (<c>client_secret</c>).</summary>
/// <remarks>
/// Shows <c>***</c> in <see cref="ToString"/>, in the debugger, in string formatting and in JSON. <see cref="Reveal"/> is the only way to the text.
/// </remarks>
[DebuggerDisplay("***")]
[JsonConverter(typeof(RedactingConverter))]
public sealed class ClientSecret : IEquatable<ClientSecret>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Wraps the text of a client secret.</summary>
    /// <param name="value">The text. White space at both ends is removed.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty. The message does not contain the text.</exception>
    public ClientSecret(string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new ArgumentException("The client secret is empty.", nameof(value));
        }

        _value = value.Trim();
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
    public bool Equals(ClientSecret? other) => other is not null && Redacted.FixedTimeEquals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClientSecret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_value);

    // Serializers write secrets into logs and caches without asking: the default JSON form is the redacted one, and it cannot be read back.
    private sealed class RedactingConverter : JsonConverter<ClientSecret>
    {
        public override ClientSecret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new JsonException("ClientSecret is not read from JSON: call its constructor with the text.");

        public override void Write(Utf8JsonWriter writer, ClientSecret value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Redacted.Text);
    }
}
