using System.Buffers;
#if NET
using System.Globalization;
#endif

namespace AdobePass.Runtime;

/// <summary>The bytes of an answer in a rented buffer, up to a limit.</summary>
internal readonly struct ResponseBody
{
    // What the service announces is believed up to here; beyond, the buffer grows with the bytes that arrive.
    private const int LargestTrustedLength = 64 * 1024;

    private readonly byte[]? _buffer;
    private readonly int _length;

    private ResponseBody(byte[] buffer, int length)
    {
        _buffer = buffer;
        _length = length;
    }

    /// <summary>Whether the answer went over the limit, and was not read to its end.</summary>
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
        var isWhole = false;
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
                    if (length < announced)
                    {
                        throw new IOException($"The answer ended after {length} of {announced} bytes.");
                    }

                    isWhole = true;
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
                    GiveBack(buffer, length);
                    buffer = larger;
                }
            }
        }
        finally
        {
            if (!isWhole)
            {
                GiveBack(buffer, length);
            }
        }
    }

    /// <summary>Gives the buffer back. Once only.</summary>
    internal void Return()
    {
        if (_buffer is not null)
        {
            GiveBack(_buffer, _length);
        }
    }

    // The header itself where there is one: to ask the content has it parsed and kept. Bytes in memory cannot be cut off.
    private static long? LengthOf(HttpContent content)
    {
#if NET
        if (content.Headers.NonValidated.TryGetValues("Content-Length", out var values) && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
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

    // Cleared, because answers carry tokens and secrets and the pool is shared by the whole process.
    private static void GiveBack(byte[] buffer, int length)
    {
        Array.Clear(buffer, 0, length);
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
