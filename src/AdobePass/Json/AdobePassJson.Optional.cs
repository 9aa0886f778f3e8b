using System.Text.Json;

namespace AdobePass.Runtime;

/// <content>Reads the values of optional members.</content>
public static partial class AdobePassJson
{
    /// <summary>Reads the value of an optional member. A value that cannot be read counts as absent.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">The reader, at the name of the member.</param>
    /// <param name="read">Reads the value.</param>
    /// <returns>
    /// The value; <see langword="null"/> if it is absent, <c>null</c> or cannot be read.
    /// </returns>
    public static T? ReadOptional<T>(ref Utf8JsonReader reader, JsonRead<T> read)
        where T : class =>
        MoveToValue(ref reader) && TryRead(ref reader, read, out var value) ? value : null;

    /// <summary>Reads the value of an optional member. A value that cannot be read counts as absent.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">The reader, at the name of the member.</param>
    /// <param name="read">Reads the value.</param>
    /// <returns>
    /// The value; <see langword="null"/> if it is absent, <c>null</c> or cannot be read.
    /// </returns>
    public static T? ReadOptionalValue<T>(ref Utf8JsonReader reader, JsonRead<T> read)
        where T : struct =>
        MoveToValue(ref reader) && TryRead(ref reader, read, out var value) ? value : null;

    /// <summary>Reads the string of an optional member. A value that cannot be read counts as absent.</summary>
    /// <param name="reader">The reader, at the name of the member.</param>
    /// <returns>
    /// The string; <see langword="null"/> if the member is absent, <c>null</c> or cannot be read.
    /// </returns>
    public static string? ReadOptionalString(ref Utf8JsonReader reader)
    {
        // Most strings cannot fail. They are read without the cost of an exception handler.
        if (!MoveToValue(ref reader))
        {
            return null;
        }

        return IsPlainString(ref reader) ? PlainText(ref reader) : TryRead(ref reader, ReadString, out var value) ? value : null;
    }

    /// <summary>Reads the string of an optional member that is probably one of a few, without creating it again.</summary>
    /// <param name="reader">The reader, at the name of the member.</param>
    /// <param name="known">The likely values.</param>
    /// <returns>
    /// The string; <see langword="null"/> if the member is absent, <c>null</c> or cannot be read.
    /// </returns>
    public static string? ReadOptionalString(ref Utf8JsonReader reader, string[] known)
    {
        if (!MoveToValue(ref reader))
        {
            return null;
        }

        return IsPlainString(ref reader) ? ReadString(ref reader, known) : TryRead(ref reader, ReadString, out var value) ? value : null;
    }

    /// <summary>
    /// Reads the point in time of an optional member, in milliseconds since 1970-01-01T00:00:00Z. A value that cannot be read counts as
    /// absent.
    /// </summary>
    /// <param name="reader">The reader, at the name of the member.</param>
    /// <returns>
    /// The time in UTC; <see langword="null"/> if the member is absent, <c>null</c> or cannot be read.
    /// </returns>
    public static DateTimeOffset? ReadOptionalEpochMilliseconds(ref Utf8JsonReader reader)
    {
        if (!MoveToValue(ref reader))
        {
            return null;
        }

        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var milliseconds) && IsDate(milliseconds))
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        }

        return TryRead(ref reader, ReadEpochMilliseconds, out var value) ? value : null;
    }

    /// <summary>Reads the array of an optional member. Anything else counts as absent.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="reader">The reader, at the name of the member.</param>
    /// <param name="element">Reads one element.</param>
    /// <returns>
    /// The elements that can be read; <see langword="null"/> if the member is absent, <c>null</c> or not an array.
    /// </returns>
    public static IReadOnlyList<T>? ReadOptionalList<T>(ref Utf8JsonReader reader, JsonRead<T> element) =>
        MoveToValue(ref reader) && IsExpected(ref reader, JsonTokenType.StartArray, "an array") ? ReadList(ref reader, element) : null;

    /// <summary>Reads the object of an optional member as a map. Anything else counts as absent.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="reader">The reader, at the name of the member.</param>
    /// <param name="element">Reads one value.</param>
    /// <returns>
    /// The entries that can be read; <see langword="null"/> if the member is absent, <c>null</c> or not an object.
    /// </returns>
    public static IReadOnlyDictionary<string, T>? ReadOptionalMap<T>(ref Utf8JsonReader reader, JsonRead<T> element) =>
        MoveToValue(ref reader) && IsExpected(ref reader, JsonTokenType.StartObject, "an object") ? ReadMap(ref reader, element) : null;
}
