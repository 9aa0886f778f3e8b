using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AdobePass.Runtime;

/// <summary>Reads and writes JSON values for emitted models. Numbers may come as strings and strings as numbers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class AdobePassJson
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

    /// <summary>Moves to the next member of an object. A member whose name is not valid Unicode is skipped.</summary>
    /// <param name="reader">The reader, inside an object.</param>
    /// <returns><see langword="true"/> on a member's name, <see langword="false"/> on the end of the object.</returns>
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

    /// <summary>Moves from a member's name to its value.</summary>
    /// <param name="reader">The reader, on a member's name.</param>
    /// <returns><see langword="false"/> when the value is <c>null</c>, which counts as absent.</returns>
    public static bool MoveToValue(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        return reader.TokenType != JsonTokenType.Null;
    }

    /// <summary>Keeps a member that the model does not know.</summary>
    /// <param name="reader">The reader, on the member's name.</param>
    /// <param name="members">The unknown members so far; null if there are none.</param>
    public static void KeepMember(ref Utf8JsonReader reader, ref UnknownMembers? members)
    {
        var name = RawValue(ref reader);
        if ((reader.ValueIsEscaped || !IsAscii(name)) && !TryReadName(ref reader, out _))
        {
            return;
        }

        Advance(ref reader);
        var token = reader.TokenType;
        var depth = reader.CurrentDepth;
        var kept = members ?? new UnknownMembers();
        var length = kept.Length;
        try
        {
            kept.AppendName(name, RawValue(ref reader).Length);
            AppendValue(ref reader, kept);
            members = kept;
        }
        catch (Exception fault) when (IssueCollector.Tolerates(fault))
        {
            kept.Truncate(length);
            IssueCollector.Add(fault, reader.TokenStartIndex);
            MoveToEnd(ref reader, token, depth);
            IssueCollector.Current?.MarkKeys(IssueCollector.Current.Count - 1, reader.CurrentDepth);
        }
    }

    /// <summary>Writes the members that a model does not know.</summary>
    /// <param name="writer">The writer, inside an object.</param>
    /// <param name="members">The members; null if there are none.</param>
    public static void WriteMembers(Utf8JsonWriter writer, IReadOnlyDictionary<string, JsonElement>? members)
    {
        foreach (var member in members ?? new Dictionary<string, JsonElement>())
        {
            writer.WritePropertyName(member.Key);
            member.Value.WriteTo(writer);
        }
    }

    /// <summary>Reads the value of an optional member. A value that cannot be read counts as absent.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">The reader, on the member's name.</param>
    /// <param name="read">Reads the value.</param>
    /// <returns>The value; null if it is absent, null or unreadable.</returns>
    public static T? ReadOptional<T>(ref Utf8JsonReader reader, JsonRead<T> read)
        where T : class =>
        MoveToValue(ref reader) && TryRead(ref reader, read, out var value) ? value : null;

    /// <summary>Reads the value of an optional member. A value that cannot be read counts as absent.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">The reader, on the member's name.</param>
    /// <param name="read">Reads the value.</param>
    /// <returns>The value; null if it is absent, null or unreadable.</returns>
    public static T? ReadOptionalValue<T>(ref Utf8JsonReader reader, JsonRead<T> read)
        where T : struct =>
        MoveToValue(ref reader) && TryRead(ref reader, read, out var value) ? value : null;

    /// <summary>Reads the array of an optional member. Anything else counts as absent.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="reader">The reader, on the member's name.</param>
    /// <param name="element">Reads one element.</param>
    /// <returns>The elements that can be read; null if the member is absent, null or not an array.</returns>
    public static IReadOnlyList<T>? ReadOptionalList<T>(ref Utf8JsonReader reader, JsonRead<T> element) =>
        MoveToValue(ref reader) && IsExpected(ref reader, JsonTokenType.StartArray, "an array") ? ReadList(ref reader, element) : null;

    /// <summary>Reads the object of an optional member whose names are keys. Anything else counts as absent.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="reader">The reader, on the member's name.</param>
    /// <param name="element">Reads one value.</param>
    /// <returns>The entries that can be read; null if the member is absent, null or not an object.</returns>
    public static IReadOnlyDictionary<string, T>? ReadOptionalMap<T>(ref Utf8JsonReader reader, JsonRead<T> element) =>
        MoveToValue(ref reader) && IsExpected(ref reader, JsonTokenType.StartObject, "an object") ? ReadMap(ref reader, element) : null;

    /// <summary>Reports a required member that the object, on whose end the reader stands, did not have.</summary>
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

    /// <summary>Reads an object whose member names are keys. Of a repeated key the last value that can be read counts.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="element">Reads one value.</param>
    /// <returns>The entries; those whose value is <c>null</c> or cannot be read are left out.</returns>
    public static IReadOnlyDictionary<string, T> ReadMap<T>(ref Utf8JsonReader reader, JsonRead<T> element)
    {
        ExpectObject(ref reader);
        var collector = IssueCollector.Current;
        var depth = reader.CurrentDepth + 1;
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        while (NextMember(ref reader))
        {
            if (!TryReadName(ref reader, out var key) || !MoveToValue(ref reader))
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

    /// <summary>Reads a whole JSON text as one value and nothing after it.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="utf8Json">The text in UTF-8, with or without a byte order mark.</param>
    /// <param name="read">Reads the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">
    /// The text is not JSON, or the value lacks a required member or has an unreadable one; the message names the JSON path.
    /// </exception>
    public static T Parse<T>(ReadOnlySpan<byte> utf8Json, JsonRead<T> read)
    {
        try
        {
            var value = ParseCore(WithoutByteOrderMark(utf8Json), read, isStrict: false, out var report);
            report?.AttachTo(value, []);
            return value;
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

    /// <summary>Reads a whole JSON text as one value and nothing after it.</summary>
    /// <param name="utf8Json">The text without a byte order mark.</param>
    /// <param name="read">Reads the value.</param>
    /// <param name="isStrict">Whether anything that cannot be read is an exception.</param>
    /// <param name="report">What could not be read; null if everything could.</param>
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
                throw Unexpected(ref reader, "the end of the text");
            }

            report = collector.Report(utf8Json);
            return value;
        }
        catch (InvalidOperationException)
        {
            // The reader's way to say that a name or a text is not Unicode.
            throw new JsonShapeException(JsonShapeException.NotUnicode, reader.TokenStartIndex, null);
        }
        finally
        {
            collector.End();
        }
    }

    internal static string PathOf(ReadOnlySpan<byte> utf8Json, JsonShapeException fault)
    {
        var path = JsonPathFinder.Find(utf8Json, fault.Position);
        return fault.MissingMember is null ? path : path + "." + fault.MissingMember;
    }

    // Leaves the reader on the last token of the value, whether it could be read or not.
    private static bool TryRead<T>(ref Utf8JsonReader reader, JsonRead<T> read, [MaybeNullWhen(false)] out T value)
    {
        var token = reader.TokenType;
        var depth = reader.CurrentDepth;
        try
        {
            value = read(ref reader);
            return true;
        }
        catch (Exception fault) when (IssueCollector.Tolerates(fault))
        {
            IssueCollector.Add(fault, reader.TokenStartIndex);
            MoveToEnd(ref reader, token, depth);
            value = default;
            return false;
        }
    }

    private static bool TryReadName(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? name)
    {
        try
        {
            name = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException fault) when (IssueCollector.Tolerates(fault))
        {
            IssueCollector.Add(fault, reader.TokenStartIndex);
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

        var fault = Unexpected(ref reader, expected);
        if (!IssueCollector.Tolerates(fault))
        {
            throw fault;
        }

        IssueCollector.Add(fault, reader.TokenStartIndex);
        MoveToEnd(ref reader, reader.TokenType, reader.CurrentDepth);
        return false;
    }

    // From anywhere inside a value to its last token.
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

    private static void CheckText(ref Utf8JsonReader reader)
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
                    CheckText(ref reader);
                    target.AppendText(RawValue(ref reader));
                    break;
                case JsonTokenType.PropertyName:
                    CheckText(ref reader);
                    target.AppendText(RawValue(ref reader));
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
