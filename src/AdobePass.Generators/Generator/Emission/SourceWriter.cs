using System.Runtime.CompilerServices;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Writes C# with indentation, <c>\n</c> line ends and a blank line after each block.</summary>
internal sealed class SourceWriter
{
    /// <summary>The maximum line length. String literals and single words may be longer.</summary>
    public const int MaxLineLength = 140;

    // About the length of a client. A larger file needs more.
    private const int InitialCapacity = 16 * 1024;

    // A larger buffer is not kept.
    private const int KeptCapacity = 128 * 1024;

    // Thousands of files are written one after the other. A builder would allocate the memory of each of them twice.
    [ThreadStatic]
    private static char[]? _free;

    private char[] _buffer = TakeBuffer();
    private readonly List<string> _awaited = [];
    private int _indent;
    private bool _endsWithBlock;

    /// <summary>Writes a blank line.</summary>
    public void Line()
    {
        Append('\n', 1);
        _endsWithBlock = false;
    }

    public void Line(string line)
    {
        if (line.Length == 0)
        {
            Line();
            return;
        }

        if (_endsWithBlock && !line.StartsWith("else", StringComparison.Ordinal))
        {
            Append('\n', 1);
        }

        _endsWithBlock = false;
        AppendLine(line);
    }

    /// <summary>Opens a block.</summary>
    public void Open(string header)
    {
        Line(header);
        AppendLine("{");
        _indent++;
    }

    public void Close(string after = "")
    {
        _indent--;
        AppendLine("}" + after);
        _endsWithBlock = true;
    }

    /// <summary>Writes a member with an expression body: on one line if it fits, otherwise on two.</summary>
    public void ExpressionBody(string header, string expression)
    {
        var line = $"{header} => {expression};";
        Lines(Fits(line) ? line : $"{header} =>\n    {expression};");
    }

    /// <summary>Writes lines that have their indentation relative to each other.</summary>
    public void Lines(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            Line(line);
        }
    }

    /// <summary>Writes items in parentheses: on one line if they fit, otherwise one per line.</summary>
    /// <param name="header">The text before the parenthesis.</param>
    /// <param name="items">The items.</param>
    /// <param name="after">The text after the parenthesis.</param>
    public void List(string header, IReadOnlyList<string> items, string after)
    {
        var line = $"{header}({string.Join(", ", items)}){after}";
        if (Fits(line) || items.Count == 0)
        {
            Line(line);
            return;
        }

        Line(header + "(");
        for (var i = 0; i < items.Count; i++)
        {
            Line("    " + items[i] + (i < items.Count - 1 ? "," : ")" + after));
        }
    }

    /// <summary>Writes the first line of a block with items in parentheses.</summary>
    public void Open(string header, IReadOnlyList<string> items)
    {
        List(header, items, string.Empty);
        AppendLine("{");
        _indent++;
    }

    /// <summary>Writes XML documentation, broken between words.</summary>
    public void Documentation(string text)
    {
        var room = MaxLineLength - (_indent * 4) - 4;
        var start = 0;
        while (text.Length - start > room)
        {
            var end = BreakBefore(text, start, room);
            if (end < 0)
            {
                break;
            }

            Line("/// " + text.Substring(start, end - start));
            start = end + 1;
        }

        Line("/// " + text.Substring(start));
    }

    public bool Fits(string line) => (_indent * 4) + line.Length <= MaxLineLength;

    public int Length { get; private set; }

    /// <summary>Starts to look for texts in the lines that follow.</summary>
    public void Await(IEnumerable<string> texts) => _awaited.AddRange(texts);

    /// <summary>Gets whether a text that is looked for has not been written.</summary>
    public bool IsAwaited(string text) => _awaited.Contains(text);

    public void Insert(int position, string text)
    {
        Reserve(text.Length);
        Array.Copy(_buffer, position, _buffer, position + text.Length, Length - position);
        text.CopyTo(0, _buffer, position, text.Length);
        Length += text.Length;
    }

    /// <summary>Gets the text. The writer cannot be used afterwards: the next one uses its buffer.</summary>
    public string TakeText()
    {
        var text = new string(_buffer, 0, Length);
        if (_buffer.Length <= KeptCapacity)
        {
            _free = _buffer;
        }

        return text;
    }

    private static char[] TakeBuffer()
    {
        var buffer = _free ?? new char[InitialCapacity];
        _free = null;
        return buffer;
    }

    // A space inside a tag separates its attributes.
    [MethodImpl(Jit.Optimized)]
    private static int BreakBefore(string text, int start, int room)
    {
        var best = -1;
        var isInTag = false;
        for (var i = start; i < text.Length && (i - start <= room || best < 0); i++)
        {
            isInTag = text[i] == '<' || (isInTag && text[i] != '>');
            if (text[i] == ' ' && !isInTag)
            {
                best = i;
            }
        }

        return best;
    }

    [MethodImpl(Jit.Optimized)]
    private void AppendLine(string line)
    {
        for (var i = _awaited.Count - 1; i >= 0; i--)
        {
            if (line.IndexOf(_awaited[i], StringComparison.Ordinal) >= 0)
            {
                _awaited.RemoveAt(i);
            }
        }

        Append(' ', _indent * 4);
        Reserve(line.Length);
        line.CopyTo(0, _buffer, Length, line.Length);
        Length += line.Length;
        Append('\n', 1);
    }

    private void Append(char c, int count)
    {
        Reserve(count);
        for (var i = 0; i < count; i++)
        {
            _buffer[Length++] = c;
        }
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - Length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        }
    }
}
