using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AdobePass.Runtime;

/// <summary>Reads and writes JSON values for generated models. It accepts numbers as strings, and strings as numbers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class AdobePassJson
{
    /// <summary>Checks that the reader is at the start of an object.</summary>
    /// <param name="reader">The reader.</param>
    public static void ExpectObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unexpected(ref reader, "an object");
        }
    }

    /// <summary>Moves to the next member of an object. A member whose name is not valid Unicode is skipped.</summary>
    /// <param name="reader">The reader, inside an object.</param>
    /// <returns>
    /// <see langword="true"/> if the reader is at the name of a member; <see langword="false"/> if it is at the end of the object.
    /// </returns>
    public static bool NextMember(ref Utf8JsonReader reader)
    {
        while (true)
        {
            Advance(ref reader);
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                return false;
            }

            // Comparing a name unescapes it, and half of a surrogate pair would be an exception.
            if (!reader.ValueIsEscaped || TryReadName(ref reader, out _))
            {
                return true;
            }
        }
    }

    /// <summary>Moves to the next member of an object. A member whose name is not valid Unicode is skipped.</summary>
    /// <param name="reader">The reader, inside an object.</param>
    /// <param name="name">The name of the member.</param>
    /// <returns>
    /// <see langword="true"/> if the reader is at the name of a member; <see langword="false"/> if it is at the end of the object.
    /// </returns>
    public static bool NextMember(ref Utf8JsonReader reader, out MemberName name)
    {
        if (!NextMember(ref reader))
        {
            name = default;
            return false;
        }

        name = new MemberName(!reader.ValueIsEscaped && !reader.HasValueSequence
            ? reader.ValueSpan
            : Encoding.UTF8.GetBytes(reader.GetString()!));
        return true;
    }

    /// <summary>Moves from a member's name to its value.</summary>
    /// <param name="reader">The reader, at the name of a member.</param>
    /// <returns>
    /// <see langword="false"/> if the value is <c>null</c>, which counts as absent; otherwise, <see langword="true"/>.
    /// </returns>
    public static bool MoveToValue(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        return reader.TokenType != JsonTokenType.Null;
    }

    /// <summary>Keeps a member that the model does not define.</summary>
    /// <param name="reader">The reader, at the name of the member.</param>
    /// <param name="members">The unknown members so far; <see langword="null"/> if there are none.</param>
    public static void KeepMember(ref Utf8JsonReader reader, ref UnknownMembers? members)
    {
        var name = RawValue(ref reader);
        if ((reader.ValueIsEscaped || !IsAscii(name)) && !TryReadName(ref reader, out _))
        {
            return;
        }

        Advance(ref reader);
        var token = reader.TokenType;
        if (token is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False || IsPlainString(ref reader))
        {
            (members ??= new UnknownMembers()).AppendScalar(name, RawValue(ref reader), token == JsonTokenType.String);
            return;
        }

        var depth = reader.CurrentDepth;
        var kept = members ?? new UnknownMembers();
        var length = kept.Length;
        try
        {
            kept.AppendName(name, RawValue(ref reader).Length);
            AppendValue(ref reader, kept);
            members = kept;
        }
        catch (Exception exception) when (IssueCollector.Tolerates(exception))
        {
            kept.Truncate(length);
            IssueCollector.Add(exception, reader.TokenStartIndex);
            MoveToEnd(ref reader, token, depth);
            IssueCollector.Current?.MarkKeys(IssueCollector.Current.Count - 1, reader.CurrentDepth);
        }
    }

    /// <summary>Writes the members that a model does not define.</summary>
    /// <param name="writer">The writer, inside an object.</param>
    /// <param name="members">The members; <see langword="null"/> if there are none.</param>
    public static void WriteMembers(Utf8JsonWriter writer, IReadOnlyDictionary<string, JsonElement>? members)
    {
        if (members is null)
        {
            return;
        }

        foreach (var member in members)
        {
            writer.WritePropertyName(member.Key);
            member.Value.WriteTo(writer);
        }
    }

    /// <summary>Creates the exception for a required member that is missing. The reader is at the end of the object.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="member">The member's name.</param>
    /// <returns>The exception to throw.</returns>
    public static Exception Missing(ref Utf8JsonReader reader, string member) =>
        new JsonShapeException($"the required member \"{member}\" is missing", reader.TokenStartIndex, member);

    /// <summary>Reads an array. Elements that cannot be read are left out.</summary>
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

            if (reader.TokenType != JsonTokenType.Null && TryRead(ref reader, element, out var value))
            {
                list.Add(value);
            }
        }
    }

    /// <summary>Reads an object as a map. For a repeated key, the last value that can be read is used.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="element">Reads one value.</param>
    /// <returns>The entries; those whose value is <c>null</c> or cannot be read are left out.</returns>
    public static IReadOnlyDictionary<string, T> ReadMap<T>(ref Utf8JsonReader reader, JsonRead<T> element) =>
        ReadMap(ref reader, element, keepsNulls: false);

    /// <summary>Reads JSON that consists of exactly one value.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="utf8Json">The JSON in UTF-8, with or without a byte order mark.</param>
    /// <param name="read">Reads the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">
    /// The JSON is invalid, or the value lacks a required member or has one that cannot be read. The message contains the JSON path.
    /// </exception>
    public static T Parse<T>(ReadOnlySpan<byte> utf8Json, JsonRead<T> read)
    {
        try
        {
            var value = ParseCore(WithoutByteOrderMark(utf8Json), read, isStrict: false, out var report);
            report?.AttachTo(value, []);
            return value;
        }
        catch (JsonShapeException exception)
        {
            var path = PathOf(WithoutByteOrderMark(utf8Json), exception);
            throw new JsonException($"{path}: {exception.Message}.", path, null, exception.Position);
        }
    }

    /// <summary>Gets the JSON contract of a user-defined type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="context">The context that the interface names.</param>
    /// <returns>The JSON contract of the type.</returns>
    /// <exception cref="AdobePassConfigurationException">The context does not contain the type.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerContext context) =>
        context?.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new AdobePassConfigurationException(
            $"{context?.GetType().Name ?? nameof(JsonSerializerContext)} does not contain {typeof(T).Name}. " +
            $"Add [JsonSerializable(typeof({typeof(T).Name}))] to it.");

    internal static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> utf8) =>
        utf8.Length >= 3 && utf8[0] == 0xEF && utf8[1] == 0xBB && utf8[2] == 0xBF ? utf8.Slice(3) : utf8;

    /// <summary>Reads JSON that consists of exactly one value.</summary>
    /// <param name="utf8Json">The JSON without a byte order mark.</param>
    /// <param name="read">Reads the value.</param>
    /// <param name="isStrict">Whether anything that cannot be read is an exception.</param>
    /// <param name="report">The parts that could not be read; <see langword="null"/> if there are none.</param>
    internal static T ParseCore<T>(ReadOnlySpan<byte> utf8Json, JsonRead<T> read, bool isStrict, out ReadReport? report)
    {
        var reader = new Utf8JsonReader(utf8Json);
        var collector = IssueCollector.Begin(isStrict);
        try
        {
            Advance(ref reader);
            var value = read(ref reader);
            if (reader.Read())
            {
                throw Unexpected(ref reader, "the end of the JSON");
            }

            report = collector.Report(utf8Json);
            return value;
        }
        catch (InvalidOperationException)
        {
            // The JSON reader throws this for a name or a string that is not valid Unicode.
            throw new JsonShapeException(JsonShapeException.NotUnicode, reader.TokenStartIndex, null);
        }
        finally
        {
            collector.End();
        }
    }

    internal static string PathOf(ReadOnlySpan<byte> utf8Json, JsonShapeException exception)
    {
        var path = JsonPathFinder.Find(utf8Json, exception.Position);
        return exception.MissingMember is null ? path : path + "." + exception.MissingMember;
    }

    private static Dictionary<string, T> ReadMap<T>(ref Utf8JsonReader reader, JsonRead<T> element, bool keepsNulls)
    {
        ExpectObject(ref reader);
        var collector = IssueCollector.Current;
        var depth = reader.CurrentDepth + 1;
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        while (NextMember(ref reader))
        {
            if (!TryReadName(ref reader, out var key) || (!MoveToValue(ref reader) && !keepsNulls))
            {
                continue;
            }

            var count = collector?.Count ?? 0;
            if (TryRead(ref reader, element, out var value))
            {
                map[key] = value;
            }

            if (collector?.Count > count)
            {
                collector.MarkKeys(count, depth);
            }
        }

        return map;
    }

    // Leaves the reader at the last token of the value, whether the value could be read or not.
    private static bool TryRead<T>(ref Utf8JsonReader reader, JsonRead<T> read, [MaybeNullWhen(false)] out T value)
    {
        var token = reader.TokenType;
        var depth = reader.CurrentDepth;
        try
        {
            value = read(ref reader);
            return true;
        }
        catch (Exception exception) when (IssueCollector.Tolerates(exception))
        {
            IssueCollector.Add(exception, reader.TokenStartIndex);
            MoveToEnd(ref reader, token, depth);
            value = default;
            return false;
        }
    }

    private static bool TryReadName(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? name)
    {
        if (IsPlainText(ref reader))
        {
            name = PlainText(ref reader);
            return true;
        }

        try
        {
            name = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException exception) when (IssueCollector.Tolerates(exception))
        {
            IssueCollector.Add(exception, reader.TokenStartIndex);
            IssueCollector.Current?.MarkKeys(IssueCollector.Current.Count - 1, reader.CurrentDepth);
            Advance(ref reader);
            MoveToEnd(ref reader, reader.TokenType, reader.CurrentDepth);
            name = null;
            return false;
        }
    }

    private static bool IsExpected(ref Utf8JsonReader reader, JsonTokenType token, string expected)
    {
        if (reader.TokenType == token)
        {
            return true;
        }

        var exception = Unexpected(ref reader, expected);
        if (!IssueCollector.Tolerates(exception))
        {
            throw exception;
        }

        IssueCollector.Add(exception, reader.TokenStartIndex);
        MoveToEnd(ref reader, reader.TokenType, reader.CurrentDepth);
        return false;
    }

    // Moves from any token of a value to its last one.
    private static void MoveToEnd(ref Utf8JsonReader reader, JsonTokenType first, int depth)
    {
        if (first is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            while (reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray) || reader.CurrentDepth > depth)
            {
                Advance(ref reader);
            }
        }
    }

    private static void CheckUnicode(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && (reader.ValueIsEscaped || !IsAscii(reader.ValueSpan)))
        {
            _ = reader.GetString();
        }
    }

    // Copies a value token by token, without its white space. Its names and strings are valid Unicode.
    private static void AppendValue(ref Utf8JsonReader reader, UnknownMembers target)
    {
        var depth = reader.CurrentDepth;
        var needsComma = false;
        while (true)
        {
            if (needsComma && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray or JsonTokenType.Comment))
            {
                target.AppendByte((byte)',');
            }

            needsComma = reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.StartObject or JsonTokenType.StartArray)
                && (needsComma || reader.TokenType != JsonTokenType.Comment);
            switch (reader.TokenType)
            {
                case JsonTokenType.String:
                    CheckUnicode(ref reader);
                    target.AppendString(RawValue(ref reader));
                    break;
                case JsonTokenType.PropertyName:
                    CheckUnicode(ref reader);
                    target.AppendString(RawValue(ref reader));
                    target.AppendByte((byte)':');
                    break;
                case JsonTokenType.Comment:
                    break;
                default:
                    target.AppendRaw(RawValue(ref reader));
                    break;
            }

            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray) && reader.CurrentDepth <= depth)
            {
                return;
            }

            Advance(ref reader);
        }
    }

    private static ReadOnlySpan<byte> RawValue(ref Utf8JsonReader reader) =>
        reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan;

    // A string without escape sequences that is ASCII is valid Unicode.
    private static bool IsPlainString(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String && IsPlainText(ref reader);

    private static bool IsPlainText(ref Utf8JsonReader reader) =>
        !reader.ValueIsEscaped && !reader.HasValueSequence && IsAscii(reader.ValueSpan);

    // ASCII is a part of Latin-1, which is decoded without a validation and without a count of the characters.
    private static string PlainText(ref Utf8JsonReader reader) =>
#if NET
        Encoding.Latin1.GetString(reader.ValueSpan);
#else
        reader.GetString()!;
#endif

    private static bool IsAscii(ReadOnlySpan<byte> utf8)
    {
#if NET
        return Ascii.IsValid(utf8);
#else
        foreach (var each in utf8)
        {
            if (each >= 0x80)
            {
                return false;
            }
        }

        return true;
#endif
    }

    private static void Advance(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            throw new JsonShapeException("the JSON ends too early", reader.BytesConsumed, null);
        }
    }

    private static string ReadNotEmpty(ref Utf8JsonReader reader)
    {
        var text = ReadString(ref reader);
        return string.IsNullOrWhiteSpace(text) ? throw Unexpected(ref reader, "a string that is not empty") : text;
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
            JsonTokenType.True or JsonTokenType.False => "true or false",
            JsonTokenType.Null => "null",
            _ => "something else",
        };
        return new JsonShapeException($"expected {expected}, found {found}", reader.TokenStartIndex, null);
    }
}
