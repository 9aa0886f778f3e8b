using System.Buffers;

namespace AdobePass.Runtime;

/// <summary>The bytes of an answer in a rented buffer, up to a limit.</summary>
internal sealed class ResponseBody(byte[] buffer, int length) : IDisposable
{
    private byte[]? _buffer = buffer;

    internal ReadOnlySpan<byte> Span => _buffer.AsSpan(0, length);

    internal static async Task<ResponseBody?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
        {
            return null;
        }

#if NET
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        var expected = content.Headers.ContentLength is { } known ? (int)known : 0;
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(expected + 1, 4096));
        var length = 0;
        try
        {
            while (true)
            {
#if NET
                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
#else
                var read = await stream.ReadAsync(buffer, length, buffer.Length - length, cancellationToken).ConfigureAwait(false);
#endif
                if (read == 0)
                {
                    // Handlers other than the platform's may end a cut-off body without a word.
                    if (expected > 0 && length < expected)
                    {
                        throw new IOException($"The answer ended after {length} of {expected} bytes.");
                    }

                    var body = new ResponseBody(buffer, length);
                    buffer = null;
                    return body;
                }

                length += read;
                if (length > limit)
                {
                    return null;
                }

                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    Buffer.BlockCopy(buffer, 0, larger, 0, length);
                    ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
                    buffer = larger;
                }
            }
        }
        finally
        {
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            }
        }
    }

    // Cleared, because answers carry tokens and secrets and the pool is shared by the whole process.
    public void Dispose()
    {
        if (_buffer is { } rented)
        {
            _buffer = null;
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }
}
