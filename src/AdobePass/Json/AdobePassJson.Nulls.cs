using System.Text.Json;

namespace AdobePass.Runtime;

/// <content>Reads lists and maps whose elements can be <c>null</c>.</content>
public static partial class AdobePassJson
{
    /// <summary>Reads a value that can be <c>null</c>.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="read">Reads the value.</param>
    /// <returns>The value; <see langword="null"/> if it is <c>null</c>.</returns>
    public static T? ReadNullable<T>(ref Utf8JsonReader reader, JsonRead<T> read)
        where T : class =>
        reader.TokenType == JsonTokenType.Null ? null : read(ref reader);

    /// <summary>Reads a value that can be <c>null</c>.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="read">Reads the value.</param>
    /// <returns>The value; <see langword="null"/> if it is <c>null</c>.</returns>
    public static T? ReadNullableValue<T>(ref Utf8JsonReader reader, JsonRead<T> read)
        where T : struct =>
        reader.TokenType == JsonTokenType.Null ? null : read(ref reader);

    /// <summary>Reads an array whose elements can be <c>null</c>. Elements that cannot be read are left out.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="element">Reads one element, <c>null</c> too.</param>
    /// <returns>The elements.</returns>
    public static IReadOnlyList<T> ReadListWithNulls<T>(ref Utf8JsonReader reader, JsonRead<T> element)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Unexpected(ref reader, "an array");
        }

        var list = new List<T>();
        while (true)
        {
            Advance(ref reader);
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                return list;
            }

            if (TryRead(ref reader, element, out var value))
            {
                list.Add(value);
            }
        }
    }

    /// <summary>Reads the array of an optional member, whose elements can be <c>null</c>. Anything else counts as absent.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="reader">The reader, at the name of the member.</param>
    /// <param name="element">Reads one element, <c>null</c> too.</param>
    /// <returns>
    /// The elements that can be read; <see langword="null"/> if the member is absent, <c>null</c> or not an array.
    /// </returns>
    public static IReadOnlyList<T>? ReadOptionalListWithNulls<T>(ref Utf8JsonReader reader, JsonRead<T> element) =>
        MoveToValue(ref reader) && IsExpected(ref reader, JsonTokenType.StartArray, "an array")
            ? ReadListWithNulls(ref reader, element)
            : null;

    /// <summary>Reads an object as a map whose values can be <c>null</c>.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="element">Reads one value, <c>null</c> too.</param>
    /// <returns>The entries; those whose value cannot be read are left out.</returns>
    public static IReadOnlyDictionary<string, T> ReadMapWithNulls<T>(ref Utf8JsonReader reader, JsonRead<T> element) =>
        ReadMap(ref reader, element, keepsNulls: true);

    /// <summary>Reads the object of an optional member as a map whose values can be <c>null</c>. Anything else counts as absent.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="reader">The reader, at the name of the member.</param>
    /// <param name="element">Reads one value, <c>null</c> too.</param>
    /// <returns>
    /// The entries that can be read; <see langword="null"/> if the member is absent, <c>null</c> or not an object.
    /// </returns>
    public static IReadOnlyDictionary<string, T>? ReadOptionalMapWithNulls<T>(ref Utf8JsonReader reader, JsonRead<T> element) =>
        MoveToValue(ref reader) && IsExpected(ref reader, JsonTokenType.StartObject, "an object")
            ? ReadMapWithNulls(ref reader, element)
            : null;
}
