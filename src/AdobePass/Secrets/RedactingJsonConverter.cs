using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdobePass.Runtime;

/// <summary>
/// Writes secrets as <c>***</c> and does not read them, because serialized values can end up in logs and caches. The type is public so that
/// serializers generated for your types can use it.
/// </summary>
/// <typeparam name="T">The type of the secret.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RedactingJsonConverter<T> : JsonConverter<T>
    where T : Secret
{
    /// <summary>Not supported: secrets are not read from JSON.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="typeToConvert">The type.</param>
    /// <param name="options">The options.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="JsonException">Always.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("A secret cannot be read from JSON. Pass its string to the constructor.");

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
