using System.Net;
using System.Runtime.ExceptionServices;

namespace AdobePass.Testing.Conformance;

/// <summary>
/// The content of a response whose beginning was read for the record. The client reads the same bytes, and gets the same error at the same
/// position.
/// </summary>
internal sealed class RecordedContent : HttpContent
{
    private const int MaxRead = 4 * 1024 * 1024;

    private readonly HttpContent _content;
    private readonly byte[] _start;
    private readonly Stream? _rest;
    private readonly Exception? _failure;

    private RecordedContent(HttpContent content, byte[] start, Stream? rest, Exception? failure)
    {
        _content = content;
        _start = start;
        _rest = rest;
        _failure = failure;
        foreach (var header in content.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    /// <summary>The text that was read; empty if the content is too large or could not be read.</summary>
    public string Text { get; private init; } = "";

    public static async Task<RecordedContent> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var start = new MemoryStream();
        Stream? stream = null;
        try
        {
            stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var buffer = new byte[16 * 1024];
            int count;
            while (start.Length < MaxRead && (count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                start.Write(buffer, 0, count);
            }

            var isComplete = start.Length < MaxRead;
            return new RecordedContent(content, start.ToArray(), isComplete ? null : stream, failure: null)
            {
                Text = isComplete ? System.Text.Encoding.UTF8.GetString(start.GetBuffer(), 0, (int)start.Length) : "",
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new RecordedContent(content, start.ToArray(), rest: null, exception);
        }
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_start).ConfigureAwait(false);
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        if (_rest is not null)
        {
            await _rest.CopyToAsync(stream).ConfigureAwait(false);
        }
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new Replay(this));

    protected override bool TryComputeLength(out long length)
    {
        length = _start.Length;
        return _rest is null && _failure is null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Reads the recorded beginning, and then the rest or the error.</summary>
    private sealed class Replay(RecordedContent content) : Stream
    {
        private int _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(buffer.Length, content._start.Length - _position);
            if (count > 0)
            {
                content._start.AsMemory(_position, count).CopyTo(buffer);
                _position += count;
                return count;
            }

            if (content._failure is not null && buffer.Length > 0)
            {
                ExceptionDispatchInfo.Throw(content._failure);
            }

            return content._rest is { } rest ? await rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) : 0;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
