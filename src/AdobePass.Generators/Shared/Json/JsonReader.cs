using System.Runtime.CompilerServices;
using System.Text;

namespace AdobePass.Generators.Shared.Json;

/// <summary>
/// Reads RFC 8259 JSON into nodes with positions. The generator uses no JSON library: a generator with such a dependency loads in the
/// command-line compiler but fails in Visual Studio.
/// </summary>
internal sealed class JsonReader
{
    private const int MaxDepth = 128;

    private readonly string _text;
    private readonly int _offset;
    private readonly CancellationToken _cancellationToken;
    private readonly StringCache _strings = new();
    private int _position;
    private int _depth;

    private JsonReader(string text, int offset, CancellationToken cancellationToken)
    {
        _text = text;
        _offset = offset;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads a document that contains exactly one value.</summary>
    /// <param name="text">The document.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <param name="offset">What is added to the positions of the nodes, so that the nodes of several documents differ.</param>
    /// <exception cref="JsonSyntaxException">
    /// The document is not valid JSON. The position of the exception is in the document, without the offset.
    /// </exception>
    public static JsonNode Read(string text, CancellationToken cancellationToken, int offset = 0)
    {
        var reader = new JsonReader(text, offset, cancellationToken);
        if (text.Length > 0 && text[0] == '\uFEFF')
        {
            reader._position = 1;
        }

        reader.SkipSpace();
        var value = reader.ReadValue();
        reader.SkipSpace();
        return reader._position == text.Length ? value : throw reader.Unexpected("the end of the text");
    }

    private JsonNode ReadValue()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        switch (Current)
        {
            case '{':
                return ReadObject();
            case '[':
                return ReadArray();
            case '"':
                {
                    var start = _position;
                    return new JsonString(_offset + start, ReadString()) { End = _offset + _position };
                }

            case 't':
                return ReadWord("true", true);
            case 'f':
                return ReadWord("false", false);
            case 'n':
                return ReadWord("null", null);
            default:
                return ReadNumber();
        }
    }

    [MethodImpl(Jit.Optimized)]
    private JsonObject ReadObject()
    {
        var node = new JsonObject(_offset + _position);
        Enter();
        SkipSpace();
        if (Current != '}')
        {
            while (true)
            {
                if (Current != '"')
                {
                    throw Unexpected("a member name in double quotes");
                }

                var nameStart = _position;
                var name = ReadString();
                var nameEnd = _position;
                SkipSpace();
                if (Current != ':')
                {
                    throw Unexpected("':'");
                }

                _position++;
                SkipSpace();
                node.Add(new JsonMember(name, _offset + nameStart, _offset + nameEnd, ReadValue()));
                SkipSpace();
                if (Current == '}')
                {
                    break;
                }

                if (Current != ',')
                {
                    throw Unexpected("',' or '}'");
                }

                _position++;
                SkipSpace();
            }
        }

        Leave(node);
        return node;
    }

    private JsonArray ReadArray()
    {
        var node = new JsonArray(_offset + _position);
        Enter();
        SkipSpace();
        if (Current != ']')
        {
            while (true)
            {
                node.Items.Add(ReadValue());
                SkipSpace();
                if (Current == ']')
                {
                    break;
                }

                if (Current != ',')
                {
                    throw Unexpected("',' or ']'");
                }

                _position++;
                SkipSpace();
            }
        }

        Leave(node);
        return node;
    }

    private void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw new JsonSyntaxException($"the values are nested more than {MaxDepth} deep", _position);
        }

        _position++;
    }

    private void Leave(JsonNode node)
    {
        _position++;
        _depth--;
        node.End = _offset + _position;
    }

    [MethodImpl(Jit.Optimized)]
    private string ReadString()
    {
        var start = ++_position;
        var end = _text.IndexOfAny(['"', '\\'], start);
        if (end >= 0 && _text[end] == '"' && IsPlain(start, end))
        {
            _position = end + 1;
            return _strings.Get(_text, start, end - start);
        }

        var value = new StringBuilder();
        while (true)
        {
            var c = Current;
            switch (c)
            {
                case '"':
                    _position++;
                    return value.ToString();
                case '\\':
                    _position++;
                    value.Append(ReadEscape());
                    break;
                case < ' ':
                    throw _position >= _text.Length
                        ? new JsonSyntaxException("the text ends within a string that begins here", start - 1)
                        : new JsonSyntaxException("a string contains a line break or control character that is not escaped", _position);
                default:
                    value.Append(c);
                    _position++;
                    break;
            }
        }
    }

    [MethodImpl(Jit.Optimized)]
    private bool IsPlain(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_text[i] < ' ')
            {
                return false;
            }
        }

        return true;
    }

    private char ReadEscape()
    {
        var c = Current;
        _position++;
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _position + 4 <= _text.Length && TryHex(out var code):
                _position += 4;
                return code;
            default:
                _position--;
                throw new JsonSyntaxException(
                    "the escape sequence after '\\' is not one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX",
                    _position - 1);
        }
    }

    private bool TryHex(out char code)
    {
        var value = 0;
        for (var i = 0; i < 4; i++)
        {
            var c = _text[_position + i];
            var digit = c is >= '0' and <= '9' ? c - '0'
                : c is >= 'a' and <= 'f' ? c - 'a' + 10
                : c is >= 'A' and <= 'F' ? c - 'A' + 10
                : -1;
            if (digit < 0)
            {
                code = default;
                return false;
            }

            value = (value * 16) + digit;
        }

        code = (char)value;
        return true;
    }

    private JsonLiteral ReadWord(string word, bool? value)
    {
        if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0)
        {
            throw Unexpected("a value");
        }

        var start = _position;
        _position += word.Length;
        return new JsonLiteral(_offset + start, value) { End = _offset + _position };
    }

    private JsonNumber ReadNumber()
    {
        var start = _position;
        if (Current == '-')
        {
            _position++;
        }

        if (Current == '0')
        {
            _position++;
        }
        else if (SkipDigits() == 0)
        {
            _position = start;
            throw Unexpected("a value");
        }

        if (Current == '.')
        {
            _position++;
            if (SkipDigits() == 0)
            {
                throw Unexpected("a digit");
            }
        }

        if (Current is 'e' or 'E')
        {
            _position++;
            if (Current is '+' or '-')
            {
                _position++;
            }

            if (SkipDigits() == 0)
            {
                throw Unexpected("a digit");
            }
        }

        return new JsonNumber(_offset + start, _text.Substring(start, _position - start)) { End = _offset + _position };
    }

    [MethodImpl(Jit.Optimized)]
    private int SkipDigits()
    {
        var start = _position;
        while (Current is >= '0' and <= '9')
        {
            _position++;
        }

        return _position - start;
    }

    [MethodImpl(Jit.Optimized)]
    private void SkipSpace()
    {
        while (Current is ' ' or '\t' or '\r' or '\n' && _position < _text.Length)
        {
            _position++;
        }
    }

    // Returns '\0' at the end. Valid JSON does not contain it outside a string.
    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private JsonSyntaxException Unexpected(string expected) => new(
        _position >= _text.Length ? $"the text ends where {expected} is expected" : $"expected {expected}, found '{_text[_position]}'",
        _position);
}
