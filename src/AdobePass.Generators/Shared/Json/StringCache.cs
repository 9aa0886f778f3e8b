using System.Runtime.CompilerServices;

namespace AdobePass.Generators.Shared.Json;

/// <summary>Returns the same object for short strings that are equal. Most strings of a document are keywords, which it repeats.</summary>
internal sealed class StringCache
{
    private const int Size = 1024;
    private const int LongestString = 32;

    private readonly string?[] _entries = new string?[Size];

    /// <summary>Gets a part of a text.</summary>
    [MethodImpl(Jit.Optimized)]
    public string Get(string text, int start, int length)
    {
        if (length is 0 or > LongestString)
        {
            return text.Substring(start, length);
        }

        var hash = length;
        for (var i = start; i < start + length; i++)
        {
            hash = unchecked((hash * 31) + text[i]);
        }

        ref var entry = ref _entries[(hash ^ (hash >> 15)) & (Size - 1)];
        if (entry is null || entry.Length != length || string.CompareOrdinal(entry, 0, text, start, length) != 0)
        {
            entry = text.Substring(start, length);
        }

        return entry;
    }
}
