using System.Collections;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>
/// Represents the members of a JSON object that a model does not define. They are kept as JSON, and parsed when they are first used.
/// </summary>
/// <remarks>
/// Few applications use them, and each response of the service may have some. One parsed value in a dictionary costs about 600 bytes.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage(
    "Naming",
    "CA1710:Identifiers should have correct suffix",
    Justification = "Named for its content. It is used as a dictionary.")]
public sealed class UnknownMembers : IReadOnlyDictionary<string, JsonElement>
{
    // The JSON of the object, without the closing brace.
    private byte[] _json = [];
    private int _length;
    private Dictionary<string, JsonElement>? _parsed;

    internal UnknownMembers()
    {
    }

    /// <inheritdoc/>
    public int Count => Parsed.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => Parsed.Keys;

    /// <inheritdoc/>
    public IEnumerable<JsonElement> Values => Parsed.Values;

    // Two threads may parse it. They get equal values.
    private Dictionary<string, JsonElement> Parsed => Volatile.Read(ref _parsed) ?? Parse();

    /// <inheritdoc/>
    public JsonElement this[string key] => Parsed[key];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Parsed.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out JsonElement value) => Parsed.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => Parsed.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gets the length of the JSON, to restore it if a member cannot be read.</summary>
    internal int Length => _length;

    /// <summary>Appends the name of a member.</summary>
    /// <param name="name">The name as it is in the JSON, including escape sequences.</param>
    /// <param name="valueLength">The minimum length of the value, in bytes.</param>
    internal void AppendName(ReadOnlySpan<byte> name, int valueLength)
    {
        // Room for the quotes, the colon, the quotes of the value, and the brace.
        Reserve(name.Length + valueLength + 6);
        AppendByte(_length == 0 ? (byte)'{' : (byte)',');
        AppendString(name);
        AppendByte((byte)':');
    }

    /// <summary>Appends a member whose value is a number, a Boolean value or a string.</summary>
    /// <param name="name">The name as it is in the JSON.</param>
    /// <param name="value">The value as it is in the JSON, without quotes.</param>
    /// <param name="isString">Whether the value is a string.</param>
    internal void AppendScalar(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, bool isString)
    {
        AppendName(name, value.Length);
        if (isString)
        {
            AppendString(value);
        }
        else
        {
            AppendRaw(value);
        }
    }

    internal void AppendString(ReadOnlySpan<byte> text)
    {
        AppendByte((byte)'"');
        AppendRaw(text);
        AppendByte((byte)'"');
    }

    internal void AppendRaw(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(_json.AsSpan(_length));
        _length += text.Length;
    }

    internal void AppendByte(byte value)
    {
        Reserve(1);
        _json[_length++] = value;
    }

    /// <summary>Restores an earlier length of the JSON.</summary>
    internal void Truncate(int length) => _length = length;

    private void Reserve(int count)
    {
        if (_json.Length - _length < count)
        {
            Array.Resize(ref _json, Math.Max(_length + count, _json.Length * 2));
        }
    }

    private Dictionary<string, JsonElement> Parse()
    {
        var json = new byte[_length + 1];
        _json.AsSpan(0, _length).CopyTo(json);
        json[_length] = (byte)'}';
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            members[name] = JsonElement.ParseValue(ref reader);
        }

        return Interlocked.CompareExchange(ref _parsed, members, null) ?? members;
    }
}
