using System.Buffers;

namespace AdobePass;

/// <summary>
/// Represents a buffer for secrets. Its memory comes from the shared pool and is cleared before it is returned or replaced.
/// </summary>
internal sealed class SecretBuffer : IBufferWriter<byte>, IDisposable
{
    private const int InitialSize = 512;

    private byte[] _array = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _count;

    /// <summary>Gets the bytes that were written. They are valid until the next call of another member.</summary>
    internal ReadOnlySpan<byte> Written => _array.AsSpan(0, _count);

#if !NET
    /// <summary>Gets the array that begins with the written bytes, for methods that take no spans.</summary>
    internal byte[] Array => _array;
#endif

    /// <inheritdoc/>
    public void Advance(int count) => _count += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _array.AsMemory(_count);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _array.AsSpan(_count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release(_array);
        _array = [];
        _count = 0;
    }

    private void Reserve(int size)
    {
        size = Math.Max(size, 1);
        if (_array.Length - _count >= size)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_count + size, 2 * _array.Length));
        Written.CopyTo(larger);
        Release(_array);
        _array = larger;
    }

    private static void Release(byte[] array)
    {
        if (array.Length > 0)
        {
            // All of it: a writer may have written bytes that it did not report.
            ArrayPool<byte>.Shared.Return(array, clearArray: true);
        }
    }
}
