using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AdobePass.Runtime;

/// <content>Reads values that are not objects, lists or maps.</content>
public static partial class AdobePassJson
{
    /// <summary>Reads a string. A number, <c>true</c> or <c>false</c> is returned as it is written.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The string.</returns>
    public static string ReadString(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return IsPlainText(ref reader) ? PlainText(ref reader) : reader.GetString()!;
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

    /// <summary>Reads a string that is probably one of a few, without creating it again.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="known">The likely values.</param>
    /// <returns>The string.</returns>
    public static string ReadString(ref Utf8JsonReader reader, string[] known)
    {
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && !reader.HasValueSequence)
        {
            var length = reader.ValueSpan.Length;
            foreach (var value in known)
            {
                if (value.Length == length && IsEqual(ref reader, value))
                {
                    return value;
                }
            }
        }

        return ReadString(ref reader);
    }

    private static bool IsEqual(ref Utf8JsonReader reader, string text) =>
#if NET
        Ascii.Equals(reader.ValueSpan, text);
#else
        reader.ValueTextEquals(text);
#endif

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

            // 1.78e12 and 21600.0 are integers in another notation.
            if (reader.TryGetDecimal(out var wide) && decimal.Truncate(wide) == wide && wide is >= long.MinValue and <= long.MaxValue)
            {
                return (long)wide;
            }
        }
        else if (IsPlainString(ref reader))
        {
            if (Utf8Parser.TryParse(reader.ValueSpan, out long parsed, out var length) && length == reader.ValueSpan.Length)
            {
                return parsed;
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

    /// <summary>Reads a Boolean value from <c>true</c>, <c>false</c> or a string with one of them.</summary>
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
        return IsDate(milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw Unexpected(ref reader, "milliseconds since 1970 within the years 1 to 9999");
    }

    // The range of DateTimeOffset: years 1 to 9999.
    private static bool IsDate(long milliseconds) => milliseconds is >= -62_135_596_800_000 and <= 253_402_300_799_999;

    /// <summary>Reads any JSON value. Its names and strings are valid Unicode.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>A copy of the value.</returns>
    public static JsonElement ReadAny(ref Utf8JsonReader reader)
    {
        // A JsonElement would report a string that is not valid Unicode only when it is used.
        CheckUnicode(ref reader);
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var check = reader;
            var depth = check.CurrentDepth;
            do
            {
                Advance(ref check);
                CheckUnicode(ref check);
            }
            while (check.CurrentDepth > depth);
        }

        return JsonElement.ParseValue(ref reader);
    }

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
        return HeaderValues.IsSafe(text) ? new AccessToken(text) : throw Unexpected(ref reader, "a token that is valid in a header");
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
}
