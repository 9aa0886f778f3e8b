using System.Globalization;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <content>Reads the formats of JSON Schema that have a .NET type.</content>
public static partial class AdobePassJson
{
    /// <summary>Reads an unsigned 64-bit integer from a number or a string of digits.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The number.</returns>
    public static ulong ReadUInt64(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetUInt64(out var number))
            {
                return number;
            }

            // 1.78e12 and 21600.0 are integers in another notation.
            if (reader.TryGetDecimal(out var wide) && decimal.Truncate(wide) == wide && wide is >= ulong.MinValue and <= ulong.MaxValue)
            {
                return (ulong)wide;
            }
        }
        else if (reader.TokenType == JsonTokenType.String
            && ulong.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
        {
            return parsed;
        }

        throw Unexpected(ref reader, "an unsigned 64-bit integer");
    }

    /// <summary>Reads a number with all its digits, from a number or a string.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The number. It has at most 28 digits; a number that is too large or too close to zero is not read.</returns>
    public static decimal ReadDecimal(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetDecimal(out var number) && (number != 0 || IsZero(RawValue(ref reader))))
            {
                return number;
            }
        }
        else if (reader.TokenType == JsonTokenType.String
            && decimal.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed)
            && (parsed != 0 || IsZero(RawValue(ref reader))))
        {
            return parsed;
        }

        throw Unexpected(ref reader, "a number with at most 28 digits");
    }

    /// <summary>Reads a date and time of RFC 3339. Without an offset, it is in UTC.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The date and time, with the offset of the text. Digits beyond 100 nanoseconds are left out.</returns>
    public static DateTimeOffset ReadDateTime(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String
            && reader.GetString() is { Length: >= 10 } text
            && text[4] == '-'
            && text[7] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value))
        {
            return value;
        }

        throw Unexpected(ref reader, "a date and time such as 2025-01-31T08:30:00Z");
    }

#if NET
    /// <summary>Reads a date of RFC 3339.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The date.</returns>
    public static DateOnly ReadDate(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
        && DateOnly.TryParseExact(reader.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)
            ? value
            : throw Unexpected(ref reader, "a date such as 2025-01-31");
#endif

    /// <summary>Reads a UUID.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The UUID.</returns>
    public static Guid ReadUuid(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value)
            ? value
            : throw Unexpected(ref reader, "a UUID such as 123e4567-e89b-12d3-a456-426614174000");

    /// <summary>Reads bytes from base64.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The bytes.</returns>
    public static byte[] ReadBytes(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out var value)
            ? value
            : throw Unexpected(ref reader, "a base64 string");

    // A number with a digit other than 0 before its exponent is not zero, even if a decimal cannot represent it.
    private static bool IsZero(ReadOnlySpan<byte> number)
    {
        foreach (var each in number)
        {
            if (each is (byte)'e' or (byte)'E')
            {
                break;
            }

            if (each is >= (byte)'1' and <= (byte)'9')
            {
                return false;
            }
        }

        return true;
    }
}
