using System.Text;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Writes C# with indentation and <c>\n</c> line ends.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _indent;

    public void Line() => _text.Append('\n');

    public void Line(string line)
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _indent * 4).Append(line);
        }

        _text.Append('\n');
    }

    /// <summary>Opens a block.</summary>
    public void Open(string header)
    {
        Line(header);
        Line("{");
        _indent++;
    }

    public void Close(string after = "")
    {
        _indent--;
        Line("}" + after);
    }

    /// <summary>Writes a statement that may have a line break inside.</summary>
    public void Lines(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            Line(line);
        }
    }

    public override string ToString() => _text.ToString();
}
