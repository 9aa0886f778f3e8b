using System.Buffers;
#if NET
using System.Globalization;
#endif

namespace AdobePass.Runtime;

/// <summary>Represents the bytes of a response in a rented buffer, up to a limit.</summary>
internal readonly struct ResponseBody
{
    // Up to this value, the buffer is as large as Content-Length. Beyond it, the buffer grows with the bytes that arrive.
    private const int LargestTrustedLength = 64 * 1024;

    private readonly byte[]? _buffer;
    private readonly int _length;

    private ResponseBody(byte[] buffer, int length)
    {
        _buffer = buffer;
        _length = length;
    }

    /// <summary>Gets whether the response exceeded the limit and was not read completely.</summary>
    internal bool IsTooLarge => _buffer is null;

    internal ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    internal static async ValueTask<ResponseBody> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var announced = LengthOf(content);
        if (announced > limit)
        {
            return default;
        }

#if NET
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        var likely = announced ?? (stream.CanSeek ? Math.Min(stream.Length, limit) : 0);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(likely + 1, 4096), LargestTrustedLength));
        var length = 0;
        var isComplete = false;
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
                    // Custom handlers may end a truncated body without an exception.
                    if (length < announced)
                    {
                        throw new IOException($"The response ended after {length} of {announced} bytes.");
                    }

                    isComplete = true;
                    return new ResponseBody(buffer, length);
                }

                length += read;
                if (length > limit)
                {
                    return default;
                }

                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    Buffer.BlockCopy(buffer, 0, larger, 0, length);
                    ReturnToPool(buffer, length);
                    buffer = larger;
                }
            }
        }
        finally
        {
            if (!isComplete)
            {
                ReturnToPool(buffer, length);
            }
        }
    }

    /// <summary>Returns the buffer to the pool. Call it once only.</summary>
    internal void Return()
    {
        if (_buffer is not null)
        {
            ReturnToPool(_buffer, _length);
        }
    }

    // The raw header, if there is one: reading the property of the content would parse and store it. Bytes in memory cannot be truncated.
    private static long? LengthOf(HttpContent content)
    {
#if NET
        if (content.Headers.NonValidated.TryGetValues("Content-Length", out var values)
            && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return length;
        }

        if (content is ByteArrayContent)
        {
            return null;
        }
#endif
        return content.Headers.ContentLength;
    }

    // Cleared, because responses contain tokens and secrets, and the whole process shares the pool.
    private static void ReturnToPool(byte[] buffer, int length)
    {
        Array.Clear(buffer, 0, length);
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
