using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AdobePass;

/// <summary>
/// Represents the key under which the client credentials and the access token of one device are stored: 64 lower-case hexadecimal digits
/// that reveal neither the device nor the service.
/// </summary>
/// <remarks>
/// <para>The key is the SHA-256 hash of the scope (<see cref="AdobePassOptions.CredentialScope"/>) and the device identifier. Each is
/// preceded by its length, so that different pairs of strings have different hash inputs.</para>
/// <para>The software statement is not part of the key: a new download of the statement must not log viewers out.</para>
/// <para>Well-formed strings are hashed as UTF-8. Strings with unpaired surrogates, which UTF-8 cannot represent, are hashed as
/// UTF-16.</para>
/// </remarks>
public readonly struct CredentialKey : IEquatable<CredentialKey>
{
    /// <summary>The length of <see cref="Value"/>, unless it is empty.</summary>
    internal const int MaxLength = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // The hash is stored in binary form. A string would take five times the memory, which matters with a million devices.
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    private CredentialKey(byte[] hash)
    {
        _first = BinaryPrimitives.ReadUInt64BigEndian(hash);
        _second = BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(8));
        _third = BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(16));
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(24));
    }

    /// <summary>
    /// Gets the key as 64 lower-case hexadecimal digits, which are safe in file names and in Redis keys; empty for the default value.
    /// </summary>
    public string Value
    {
        get
        {
            Span<byte> digits = stackalloc byte[MaxLength];
            Span<char> characters = stackalloc char[MaxLength];
            var length = CopyTo(digits);
            for (var i = 0; i < length; i++)
            {
                characters[i] = (char)digits[i];
            }

            return characters.Slice(0, length).ToString();
        }
    }

    /// <summary>
    /// Gets a number from 0 to 1 that is the same for a device in every process. The values of all devices are uniformly distributed.
    /// </summary>
    internal double Jitter => _first / (ulong.MaxValue + 1.0);

    /// <summary>Computes the key of a device in a scope.</summary>
    /// <param name="scope">
    /// The scope of the credentials. By default, it is the scheme, host and port of the registration endpoint, such as
    /// <c>https://sp.auth.adobe.com</c>.
    /// </param>
    /// <param name="deviceIdentifier">The identifier of the device.</param>
    /// <returns>The key.</returns>
    public static CredentialKey Create(string scope, string deviceIdentifier)
    {
        if (scope is null)
        {
            throw new ArgumentNullException(nameof(scope));
        }

        if (deviceIdentifier is null)
        {
            throw new ArgumentNullException(nameof(deviceIdentifier));
        }

        var bytes = Preimage($"{scope.Length}:{scope}{deviceIdentifier.Length}:{deviceIdentifier}");
#if NET
        var hash = SHA256.HashData(bytes);
#else
        using var sha256 = SHA256.Create();
        var hash = sha256.ComputeHash(bytes);
#endif
        return new CredentialKey(hash);
    }

    /// <summary>Writes <see cref="Value"/> as ASCII to a span of <see cref="MaxLength"/> bytes, and returns its length.</summary>
    internal int CopyTo(Span<byte> digits)
    {
        if (this == default)
        {
            return 0;
        }

        Write(_first, digits);
        Write(_second, digits.Slice(16));
        Write(_third, digits.Slice(32));
        Write(_fourth, digits.Slice(48));
        return MaxLength;
    }

    private static void Write(ulong part, Span<byte> digits)
    {
        for (var i = 0; i < 16; i++)
        {
            digits[i] = "0123456789abcdef"u8[(int)(part >> (60 - (4 * i))) & 15];
        }
    }

    /// <summary>Parses a key in the format of <see cref="Value"/>.</summary>
    internal static bool TryParse(string value, out CredentialKey key)
    {
        var hash = new byte[32];
        key = default;
        if (value.Length != 2 * hash.Length)
        {
            return false;
        }

        for (var i = 0; i < value.Length; i++)
        {
            var digit = "0123456789abcdef".IndexOf(value[i]);
            if (digit < 0)
            {
                return false;
            }

            hash[i / 2] = (byte)((hash[i / 2] << 4) | digit);
        }

        key = new CredentialKey(hash);
        return true;
    }

    // UTF-8 would replace every unpaired surrogate with the same character. The UTF-8 form starts with a digit, the UTF-16 form with 0xFF.
    private static byte[] Preimage(string text)
    {
        try
        {
            return StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            var bytes = new byte[1 + (2 * text.Length)];
            bytes[0] = 0xFF;
            for (var i = 0; i < text.Length; i++)
            {
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(1 + (2 * i)), text[i]);
            }

            return bytes;
        }
    }

    /// <inheritdoc/>
    public bool Equals(CredentialKey other) =>
        _first == other._first && _second == other._second && _third == other._third && _fourth == other._fourth;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CredentialKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _first.GetHashCode();

    /// <summary>Returns the key.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;

    /// <summary>Determines whether two keys are equal.</summary>
    /// <param name="left">The first key.</param>
    /// <param name="right">The second key.</param>
    /// <returns><see langword="true"/> if they are equal; otherwise, <see langword="false"/>.</returns>
    public static bool operator ==(CredentialKey left, CredentialKey right) => left.Equals(right);

    /// <summary>Determines whether two keys are different.</summary>
    /// <param name="left">The first key.</param>
    /// <param name="right">The second key.</param>
    /// <returns><see langword="true"/> if they are different; otherwise, <see langword="false"/>.</returns>
    public static bool operator !=(CredentialKey left, CredentialKey right) => !left.Equals(right);
}
