using System.ComponentModel;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>Represents the function that writes one value as JSON.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="writer">The writer.</param>
/// <param name="value">The value.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void JsonWrite<in T>(Utf8JsonWriter writer, T value);

/// <summary>
/// Represents a value that was written as JSON: a JSON body, or a parameter that is an array, an object or another value that has no
/// format of its own outside JSON.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JsonValue
{
    private JsonValue(byte[] utf8) => Utf8 = utf8;

    /// <summary>Gets the JSON text.</summary>
    internal byte[] Utf8 { get; }

    /// <summary>Writes a value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="write">The function that writes it.</param>
    /// <returns>The value as JSON; <see langword="null"/> if the value is <see langword="null"/>.</returns>
    public static JsonValue? Of<T>(T? value, JsonWrite<T> write)
        where T : class =>
        value is null ? null : Create(value, write);

    /// <summary>Writes a value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="write">The function that writes it.</param>
    /// <returns>The value as JSON; <see langword="null"/> if the value is <see langword="null"/>.</returns>
    public static JsonValue? Of<T>(T? value, JsonWrite<T> write)
        where T : struct =>
        value is { } given && !(given is JsonElement { ValueKind: JsonValueKind.Undefined }) ? Create(given, write) : null;

    private static JsonValue Create<T>(T value, JsonWrite<T> write) =>
        new(JsonBodies.Write((value, write), static (pair, writer) => pair.write(writer, pair.value)));
}
