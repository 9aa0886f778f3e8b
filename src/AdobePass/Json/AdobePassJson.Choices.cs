using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <content>Reads values whose type depends on the value, and members of a type that have no name in the spec.</content>
public static partial class AdobePassJson
{
    /// <summary>Finds the alternative that a value matches.</summary>
    /// <param name="reader">The reader, at the value. It is not moved.</param>
    /// <param name="alternatives">The alternatives.</param>
    /// <returns>The index of the alternative; -1 if the value matches none.</returns>
    public static int Choose(Utf8JsonReader reader, IReadOnlyList<JsonAlternative> alternatives)
    {
        var kind = KindOf(reader.TokenType);
        var first = -1;
        var count = 0;
        for (var i = 0; i < alternatives.Count; i++)
        {
            if (alternatives[i].Kind == kind)
            {
                first = count++ == 0 ? i : first;
            }
        }

        if (count == 0 || (count == 1 && !alternatives[first].HasConditions))
        {
            return first;
        }

        try
        {
            return kind == JsonValueKind.Object ? JsonAlternative.Match(ref reader, alternatives) : first;
        }
        catch (InvalidOperationException)
        {
            // A name is not valid Unicode.
            return -1;
        }
    }

    /// <summary>Reads a value as one alternative. If that is not possible, the reader stays at the value.</summary>
    /// <typeparam name="T">The type of the alternative.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="read">Reads the value.</param>
    /// <param name="value">The value.</param>
    /// <returns><see langword="true"/> if the value could be read; otherwise, <see langword="false"/>.</returns>
    public static bool TryReadAlternative<T>(ref Utf8JsonReader reader, JsonRead<T> read, [MaybeNullWhen(false)] out T value)
    {
        var start = reader;
        try
        {
            value = read(ref reader);
            return true;
        }
        catch (Exception exception) when (IssueCollector.Tolerates(exception))
        {
            reader = start;
            value = default;
            return false;
        }
    }

    /// <summary>Finds the string of a member of an object, such as a discriminator.</summary>
    /// <param name="reader">The reader, at the start of the object. It is not moved.</param>
    /// <param name="member">The name of the member in UTF-8.</param>
    /// <returns>The string; <see langword="null"/> if the object does not have it.</returns>
    public static string? FindString(Utf8JsonReader reader, ReadOnlySpan<byte> member)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        try
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isMember = reader.ValueTextEquals(member);
                reader.Read();
                if (isMember)
                {
                    return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }

                reader.Skip();
            }
        }
        catch (InvalidOperationException)
        {
            // The name or the string is not valid Unicode.
        }

        return null;
    }

    /// <summary>Keeps a member that has a type but no name in the spec. A value of another type is kept as JSON.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="reader">The reader, at the name of the member.</param>
    /// <param name="kind">The kind of the values; <see cref="JsonValueKind.Undefined"/> for any kind.</param>
    /// <param name="read">Reads the value.</param>
    /// <param name="typed">The members of the type so far; <see langword="null"/> if there are none.</param>
    /// <param name="members">The other members so far; <see langword="null"/> if there are none.</param>
    public static void KeepMember<T>(
        ref Utf8JsonReader reader,
        JsonValueKind kind,
        JsonRead<T> read,
        ref Dictionary<string, T>? typed,
        ref UnknownMembers? members)
    {
        var start = reader;
        if (!TryReadName(ref reader, out var name))
        {
            return;
        }

        Advance(ref reader);
        var found = KindOf(reader.TokenType);
        if ((found == kind || (kind == JsonValueKind.Undefined && found != JsonValueKind.Null))
            && TryReadAlternative(ref reader, read, out var value))
        {
            (typed ??= new Dictionary<string, T>(StringComparer.Ordinal))[name] = value;
            return;
        }

        reader = start;
        KeepMember(ref reader, ref members);
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True or JsonTokenType.False => JsonValueKind.True,
        JsonTokenType.Null => JsonValueKind.Null,
        _ => JsonValueKind.Undefined,
    };
}
