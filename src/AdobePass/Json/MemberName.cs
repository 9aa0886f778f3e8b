using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>Represents the name of a member in JSON. It is decoded once, and then compared with each name of a model.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct MemberName
{
    private readonly ReadOnlySpan<byte> _utf8;

    internal MemberName(ReadOnlySpan<byte> utf8) => _utf8 = utf8;

    /// <summary>Compares the name byte by byte.</summary>
    /// <param name="utf8">The other name, in UTF-8.</param>
    /// <returns><see langword="true"/> if the names are equal; otherwise, <see langword="false"/>.</returns>
    public bool Is(ReadOnlySpan<byte> utf8) => _utf8.SequenceEqual(utf8);
}
