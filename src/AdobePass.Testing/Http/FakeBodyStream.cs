namespace AdobePass.Testing.Http;

/// <summary>Represents a response body as a stream: the bytes, the trailing blanks, and the injected break of the connection.</summary>
internal sealed class FakeBodyStream(FakeResponse response) : Stream
{
    private readonly long _length = response.TotalLength;
    private readonly long? _breakAt = response.TruncateAfter;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_breakAt is { } breakAt && _position >= breakAt)
        {
            throw new IOException("The connection was broken within the body. The fake injected this fault.");
        }

        var room = Math.Min(buffer.Length, Math.Min(_length, _breakAt ?? _length) - _position);
        if (room <= 0)
        {
            return 0;
        }

        int count;
        if (_position < response.Body.Length)
        {
            count = (int)Math.Min(room, response.Body.Length - _position);
            response.Body.Span.Slice((int)_position, count).CopyTo(buffer);
        }
        else
        {
            count = (int)room;
            buffer[..count].Fill((byte)' ');
        }

        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return ValueTask.FromResult(Read(buffer.Span));
        }
        catch (IOException exception)
        {
            return ValueTask.FromException<int>(exception);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
