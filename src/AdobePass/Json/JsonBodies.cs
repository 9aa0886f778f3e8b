using System.Buffers;
using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>Writes JSON bodies into a buffer per thread, and returns copies of them.</summary>
internal sealed class JsonBodies : IBufferWriter<byte>
{
    // A buffer for one large body is not kept permanently.
    private const int LargestKept = 64 * 1024;

    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    [ThreadStatic]
    private static JsonBodies? t_kept;

    private readonly Utf8JsonWriter _writer;
    private byte[] _buffer = new byte[1024];
    private int _written;

    private JsonBodies() => _writer = new Utf8JsonWriter(this, Options);

    internal static byte[] Write<T>(T body, Action<T, Utf8JsonWriter> write)
    {
        // Not available to others while in use: a model may write another body.
        var bodies = t_kept ?? new JsonBodies();
        t_kept = null;
        try
        {
            write(body, bodies._writer);
            bodies._writer.Flush();
            return bodies._buffer.AsSpan(0, bodies._written).ToArray();
        }
        finally
        {
            bodies.Reset();
        }
    }

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _buffer.AsSpan(_written);
    }

    private void Grow(int sizeHint)
    {
        var needed = checked(_written + Math.Max(sizeHint, 1));
        if (needed <= _buffer.Length)
        {
            return;
        }

        var larger = new byte[Math.Max(needed, _buffer.Length * 2)];
        _buffer.AsSpan(0, _written).CopyTo(larger);
        _buffer.AsSpan(0, _written).Clear();
        _buffer = larger;
    }

    // Cleared, because bodies contain software statements.
    private void Reset()
    {
        _buffer.AsSpan(0, _written).Clear();
        _written = 0;
        if (_buffer.Length <= LargestKept)
        {
            _writer.Reset();
            t_kept = this;
        }
        else
        {
            _writer.Reset();
            _writer.Dispose();
        }
    }
}
