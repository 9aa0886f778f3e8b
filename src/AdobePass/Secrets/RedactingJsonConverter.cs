using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdobePass.Runtime;

/// <summary>
/// Writes secrets as <c>***</c> and reads none back: serializers put values into logs and caches without asking. Public, so that serializers generated for your types can use it.
/// </summary>
/// <typeparam name="T">The kind of secret.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RedactingJsonConverter<T> : JsonConverter<T>
    where T : Secret
{
    /// <summary>Always fails.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="typeToConvert">The type.</param>
    /// <param name="options">The options.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="JsonException">Always.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("A secret is not read from JSON: call its constructor with the text.");

    /// <summary>Writes <c>***</c>.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The secret.</param>
    /// <param name="options">The options.</param>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (writer is null)
        {
            throw new ArgumentNullException(nameof(writer));
        }

        writer.WriteStringValue(Secret.Redacted);
    }
}
