using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AdobePass.Runtime;

/// <summary>Reads and writes JSON values for emitted models. Numbers may come as strings and strings as numbers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AdobePassJson
{
    /// <summary>Checks that the reader stands on the start of an object.</summary>
    /// <param name="reader">The reader.</param>
    public static void ExpectObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unexpected(ref reader, "an object");
        }
    }

    /// <summary>Moves to the next member of an object.</summary>
    /// <param name="reader">The reader, inside an object.</param>
    /// <returns><see langword="true"/> on a member's name, <see langword="false"/> on the end of the object.</returns>
    public static bool NextMember(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Moves from a member's name to its value.</summary>
    /// <param name="reader">The reader, on a member's name.</param>
    /// <returns><see langword="false"/> when the value is <c>null</c>, which counts as absent.</returns>
    public static bool MoveToValue(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        return reader.TokenType != JsonTokenType.Null;
    }

    /// <summary>Skips the value of a member that the model does not know.</summary>
    /// <param name="reader">The reader, on the member's name.</param>
    public static void SkipMember(ref Utf8JsonReader reader)
    {
        if (!reader.TrySkip())
        {
            throw Unexpected(ref reader, "a complete value");
        }
    }

    /// <summary>Reports a required member that the object, on whose end the reader stands, did not have.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="member">The member's name.</param>
    /// <returns>The exception to throw.</returns>
    public static Exception Missing(ref Utf8JsonReader reader, string member) =>
        new JsonShapeException($"the required member \"{member}\" is missing", reader.TokenStartIndex, member);

    /// <summary>Reads a string. A number, <c>true</c> or <c>false</c> is taken as its text.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The string.</returns>
    public static string ReadString(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString()!;
            case JsonTokenType.Number:
                return RawText(ref reader);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            default:
                throw Unexpected(ref reader, "a string");
        }
    }

    /// <summary>Reads a 64-bit integer from a number or a string of digits.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The number.</returns>
    public static long ReadInt64(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out var number))
            {
                return number;
            }

            // 1.78e12 and 21600.0 are integers in another spelling.
            if (reader.TryGetDecimal(out var wide) && decimal.Truncate(wide) == wide && wide is >= long.MinValue and <= long.MaxValue)
            {
                return (long)wide;
            }
        }
        else if (reader.TokenType == JsonTokenType.String
            && long.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed))
        {
            return parsed;
        }

        throw Unexpected(ref reader, "a 64-bit integer");
    }

    /// <summary>Reads a 32-bit integer from a number or a string of digits.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The number.</returns>
    public static int ReadInt32(ref Utf8JsonReader reader)
    {
        var number = ReadInt64(ref reader);
        return number is >= int.MinValue and <= int.MaxValue ? (int)number : throw Unexpected(ref reader, "a 32-bit integer");
    }

    /// <summary>Reads a floating-point number from a number or a string.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The number.</returns>
    public static double ReadDouble(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number))
        {
            return number;
        }

        if (reader.TokenType == JsonTokenType.String
            && double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed))
        {
            return parsed;
        }

        throw Unexpected(ref reader, "a number");
    }

    /// <summary>Reads a truth value from <c>true</c>, <c>false</c> or their text.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The value.</returns>
    public static bool ReadBoolean(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.String when bool.TryParse(reader.GetString(), out var parsed):
                return parsed;
            default:
                throw Unexpected(ref reader, "true or false");
        }
    }

    /// <summary>Reads a point in time from milliseconds since 1970-01-01T00:00:00Z, as a number or a string of digits.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The time in UTC.</returns>
    public static DateTimeOffset ReadEpochMilliseconds(ref Utf8JsonReader reader)
    {
        var milliseconds = ReadInt64(ref reader);

        // The range of DateTimeOffset: years 1 to 9999.
        return milliseconds is >= -62_135_596_800_000 and <= 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw Unexpected(ref reader, "milliseconds since 1970 within the years 1 to 9999");
    }

    /// <summary>Reads any JSON value.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>A copy of the value.</returns>
    public static JsonElement ReadAny(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);

    /// <summary>Reads a client secret.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The secret.</returns>
    public static ClientSecret ReadClientSecret(ref Utf8JsonReader reader) => new(ReadNotEmpty(ref reader));

    /// <summary>Reads an access token.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The token.</returns>
    public static AccessToken ReadAccessToken(ref Utf8JsonReader reader)
    {
        var text = ReadNotEmpty(ref reader);
        return HeaderText.IsSafe(text) ? new AccessToken(text) : throw Unexpected(ref reader, "a token that a header can carry");
    }

    /// <summary>Reads a software statement.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The statement.</returns>
    public static SoftwareStatement ReadSoftwareStatement(ref Utf8JsonReader reader)
    {
        var text = ReadNotEmpty(ref reader);
        try
        {
            return new SoftwareStatement(text);
        }
        catch (ArgumentException)
        {
            throw Unexpected(ref reader, "a software statement");
        }
    }

    /// <summary>Reads an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="element">Reads one element.</param>
    /// <returns>The elements; <c>null</c> elements are left out.</returns>
    public static IReadOnlyList<T> ReadList<T>(ref Utf8JsonReader reader, JsonRead<T> element)
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

            if (reader.TokenType != JsonTokenType.Null)
            {
                list.Add(element(ref reader));
            }
        }
    }

    /// <summary>Reads an object whose member names are keys. Of a repeated key the last value counts.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="element">Reads one value.</param>
    /// <returns>The entries; those whose value is <c>null</c> are left out.</returns>
    public static IReadOnlyDictionary<string, T> ReadMap<T>(ref Utf8JsonReader reader, JsonRead<T> element)
    {
        ExpectObject(ref reader);
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        while (NextMember(ref reader))
        {
            var key = reader.GetString()!;
            if (MoveToValue(ref reader))
            {
                map[key] = element(ref reader);
            }
        }

        return map;
    }

    /// <summary>Reads a whole JSON text as one value and nothing after it.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="utf8Json">The text in UTF-8, with or without a byte order mark.</param>
    /// <param name="read">Reads the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The text is no JSON, or a member is missing or mistyped; the message names the JSON path.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> utf8Json, JsonRead<T> read)
    {
        try
        {
            return ParseCore(WithoutByteOrderMark(utf8Json), read);
        }
        catch (JsonShapeException fault)
        {
            var path = PathOf(WithoutByteOrderMark(utf8Json), fault);
            throw new JsonException($"{path}: {fault.Message}.", path, null, fault.Position);
        }
    }

    /// <summary>Finds how a type of the user's own is read and written.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="context">The context that the interface names.</param>
    /// <returns>The type's JSON contract.</returns>
    /// <exception cref="AdobePassConfigurationException">The context does not know the type.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerContext context) =>
        context?.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new AdobePassConfigurationException($"{context?.GetType().Name ?? nameof(JsonSerializerContext)} does not know {typeof(T).Name}: add [JsonSerializable(typeof({typeof(T).Name}))] to it.");

    internal static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> utf8) =>
        utf8.Length >= 3 && utf8[0] == 0xEF && utf8[1] == 0xBB && utf8[2] == 0xBF ? utf8.Slice(3) : utf8;

    internal static T ParseCore<T>(ReadOnlySpan<byte> utf8Json, JsonRead<T> read)
    {
        var reader = new Utf8JsonReader(utf8Json);
        try
        {
            Advance(ref reader);
            var value = read(ref reader);
            return reader.Read() ? throw Unexpected(ref reader, "the end of the text") : value;
        }
        catch (InvalidOperationException)
        {
            // The reader's way to say that a name or a text is no Unicode: for a caller that is malformed JSON like any other.
            throw new JsonShapeException("the text is not valid Unicode", reader.TokenStartIndex, null);
        }
    }

    internal static string PathOf(ReadOnlySpan<byte> utf8Json, JsonShapeException fault)
    {
        var path = JsonPathFinder.Find(utf8Json, fault.Position);
        return fault.MissingMember is null ? path : path + "." + fault.MissingMember;
    }

    private static void Advance(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            throw new JsonShapeException("the text ends too early", reader.BytesConsumed, null);
        }
    }

    private static string ReadNotEmpty(ref Utf8JsonReader reader)
    {
        var text = ReadString(ref reader);
        return string.IsNullOrWhiteSpace(text) ? throw Unexpected(ref reader, "a text that is not empty") : text;
    }

    private static string RawText(ref Utf8JsonReader reader)
    {
#if NET
        return reader.HasValueSequence
            ? Encoding.UTF8.GetString(System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence))
            : Encoding.UTF8.GetString(reader.ValueSpan);
#else
        return Encoding.UTF8.GetString(reader.HasValueSequence
            ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence)
            : reader.ValueSpan.ToArray());
#endif
    }

    private static JsonShapeException Unexpected(ref Utf8JsonReader reader, string expected)
    {
        var found = reader.TokenType switch
        {
            JsonTokenType.StartObject or JsonTokenType.EndObject => "an object",
            JsonTokenType.StartArray or JsonTokenType.EndArray => "an array",
            JsonTokenType.String => "a string",
            JsonTokenType.Number => "a number",
            JsonTokenType.True or JsonTokenType.False => "a truth value",
            JsonTokenType.Null => "null",
            _ => "something else",
        };
        return new JsonShapeException($"expected {expected}, found {found}", reader.TokenStartIndex, null);
    }
}
