using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using AdobePass.Runtime;

namespace AdobePass;

/// <summary>
/// Writes and reads the entries of stores: a JSON object with a checksum, optionally encrypted. A custom store can use it for checksums,
/// encryption, key rotation and older formats.
/// </summary>
/// <remarks>
/// <para>The checksum covers the device's key and every byte of the entry. An entry that was changed in one bit, or copied to another
/// device, is corrupt.</para>
/// <para>Entries of formats 1 (plain) and 2 (encrypted), which have no checksum, are read and reported as outdated.</para>
/// </remarks>
public sealed class CredentialFormat
{
    private const string VersionMember = "adobepass-entry";
    private const string ProtectedMember = "protected";
    private const int Version = 3;
    private const int OldPlain = 1;
    private const int OldProtected = 2;
    private const int ChecksumDigits = 64;

    /// <summary>The number of bytes that are written before a registration to test for free space; larger than any entry.</summary>
    internal const int MaxSize = 16 * 1024;

    private readonly CredentialProtector? _protector;
    private readonly bool _requireProtection;

    /// <summary>Initializes a format.</summary>
    /// <param name="protector">The protector that encrypts entries; <see langword="null"/> to write them unencrypted.</param>
    /// <param name="requireProtection">
    /// <see langword="true"/> to reject unencrypted entries as corrupt; <see langword="false"/> to read them.
    /// </param>
    /// <exception cref="ArgumentException">
    /// <paramref name="requireProtection"/> is <see langword="true"/> and <paramref name="protector"/> is <see langword="null"/>.
    /// </exception>
    public CredentialFormat(CredentialProtector? protector = null, bool requireProtection = false)
    {
        if (requireProtection && protector is null)
        {
            throw new ArgumentException("Protection is required, and there is no protector. Set the protector.", nameof(protector));
        }

        _protector = protector;
        _requireProtection = requireProtection;
    }

    // No property is named "format", so that a damaged entry is not read as one of an older format.
    private static ReadOnlySpan<byte> Start => "{\"adobepass-entry\":3,"u8;

    private static ReadOnlySpan<byte> ChecksumStart => ",\"sha256\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}"u8;

    private static int TrailerLength => ChecksumStart.Length + ChecksumDigits + End.Length;

    /// <summary>Writes the entry of a device.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="entry">The entry.</param>
    /// <returns>The entry as UTF-8 JSON.</returns>
    /// <exception cref="CredentialStoreException">The protector failed.</exception>
    public byte[] Write(CredentialKey key, StoredCredentials entry)
    {
        if (entry is null)
        {
            throw new ArgumentNullException(nameof(entry));
        }

        return Write(key, entry, static (entry, writer) =>
        {
            writer.WriteString("revision", entry.Version);
            WritePair(writer, entry.Credentials);
            if (entry.Pending is { } pending)
            {
                writer.WriteStartObject("pending");
                WritePair(writer, pending);
                writer.WriteEndObject();
            }
        });
    }

    /// <summary>Reads the entry of a device.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="content">
    /// The result of <see cref="Write(CredentialKey, StoredCredentials)"/> of this or an older version of the library.
    /// </param>
    /// <param name="isOutdated">
    /// <see langword="true"/> if the store should write the entry again with the same version, because it has an older format, was
    /// encrypted with a key that has been replaced, or is not encrypted although there is a protector; otherwise, <see langword="false"/>.
    /// </param>
    /// <returns>The entry.</returns>
    /// <exception cref="FormatException">
    /// The content is damaged, belongs to another device, or is not encrypted although protection is required. The message is the end of a
    /// sentence that describes the damage, and contains no content.
    /// </exception>
    /// <exception cref="CredentialStoreException">The keys of the protector cannot be accessed at present.</exception>
    public StoredCredentials Read(CredentialKey key, byte[] content, out bool isOutdated)
    {
        var entry = Read(key, content, out isOutdated, out var isProtected, static json => new StoredCredentials(
            ReadPair(json),
            json.GetProperty("revision").GetString()!,
            json.TryGetProperty("pending", out var pending) ? ReadPair(pending) : null));
        return _protector is null || isProtected
            ? entry
            : new StoredCredentials(entry.Credentials, entry.Version, entry.Pending) { IsUnprotected = true };
    }

    /// <summary>Writes the access token of a device.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="token">The token.</param>
    /// <returns>The token as UTF-8 JSON.</returns>
    /// <exception cref="CredentialStoreException">The protector failed.</exception>
    public byte[] WriteToken(CredentialKey key, CachedAccessToken token)
    {
        if (token is null)
        {
            throw new ArgumentNullException(nameof(token));
        }

        return Write(key, token, static (token, writer) =>
        {
            writer.WriteString("access_token", token.Token.Reveal());
            writer.WriteNumber("received_at", token.ReceivedAt.ToUnixTimeMilliseconds());
            writer.WriteNumber("expires_at", token.ExpiresAt.ToUnixTimeMilliseconds());
        });
    }

    /// <summary>Reads the access token of a device.</summary>
    /// <param name="key">The device's key.</param>
    /// <param name="content">The result of <see cref="WriteToken"/>.</param>
    /// <returns>The token, or <see langword="null"/> if the content cannot be read; losing a token costs one request.</returns>
    public CachedAccessToken? ReadToken(CredentialKey key, byte[] content)
    {
        try
        {
            return Read(key, content, out _, out _, static json => new CachedAccessToken(
                new AccessToken(json.GetProperty("access_token").GetString()!),
                DateTimeOffset.FromUnixTimeMilliseconds(json.GetProperty("received_at").GetInt64()),
                DateTimeOffset.FromUnixTimeMilliseconds(json.GetProperty("expires_at").GetInt64())));
        }
        catch (Exception exception) when (exception is FormatException or CredentialStoreException)
        {
            return null;
        }
    }

    /// <summary>Gets whether content is complete and belongs to a device, whether or not it can be decrypted.</summary>
    internal static bool IsComplete(CredentialKey key, byte[] content) =>
        IsCurrent(content) && HasValidChecksum(key, content);

    /// <summary>Gets whether content starts with the header of the current format.</summary>
    internal static bool IsCurrent(byte[] content) => content.AsSpan().StartsWith(Start);

    private static void WritePair(Utf8JsonWriter writer, ClientCredentials pair)
    {
        writer.WriteString("client_id", pair.ClientId);
        writer.WriteString("client_secret", pair.ClientSecret.Reveal());
        writer.WriteStartArray("scopes");
        foreach (var scope in pair.Scopes)
        {
            writer.WriteStringValue(scope);
        }

        writer.WriteEndArray();
    }

    private static ClientCredentials ReadPair(JsonElement json)
    {
        var array = json.GetProperty("scopes");
        var scopes = new string[array.GetArrayLength()];
        for (var i = 0; i < scopes.Length; i++)
        {
            scopes[i] = array[i].GetString()!;
        }

        return new ClientCredentials(
            json.GetProperty("client_id").GetString()!,
            new ClientSecret(json.GetProperty("client_secret").GetString()!),
            scopes);
    }

    private byte[] Write<T>(CredentialKey key, T source, Action<T, Utf8JsonWriter> members)
    {
        var plain = WriteObject(key, source, members);
        return _protector is null
            ? plain
            : WriteObject(
                key,
                Protect(_protector, key, plain),
                static (encrypted, writer) => writer.WriteBase64String(ProtectedMember, encrypted));
    }

    private static byte[] Protect(CredentialProtector protector, CredentialKey key, byte[] plain)
    {
        try
        {
            return protector.Protect(key, plain);
        }
        catch (Exception cause) when (cause is not (OutOfMemoryException or CredentialStoreException))
        {
            throw new CredentialStoreException(
                CredentialStoreFailure.Unavailable,
                $"Credentials cannot be encrypted: the protector threw {cause.GetType().Name}. Nothing was written.",
                cause);
        }
    }

    private static byte[] WriteObject<T>(CredentialKey key, T source, Action<T, Utf8JsonWriter> members)
    {
        // The checksum covers the bytes before it. It and the end of the object are therefore added without the writer.
        var body = JsonBodies.Write((source, members), static (parts, writer) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber(VersionMember, Version);
            parts.members(parts.source, writer);
        });
        var content = new byte[body.Length + TrailerLength];
        body.CopyTo(content, 0);
        WriteTrailer(key, body, content.AsSpan(body.Length));
        return content;
    }

    private static void WriteTrailer(CredentialKey key, ReadOnlySpan<byte> body, Span<byte> trailer)
    {
        Span<byte> checksum = stackalloc byte[ChecksumDigits / 2];
        ComputeChecksum(key, body, checksum);
        ChecksumStart.CopyTo(trailer);
        var digits = trailer.Slice(ChecksumStart.Length, ChecksumDigits);
        for (var i = 0; i < checksum.Length; i++)
        {
            digits[2 * i] = "0123456789abcdef"u8[checksum[i] >> 4];
            digits[(2 * i) + 1] = "0123456789abcdef"u8[checksum[i] & 15];
        }

        End.CopyTo(trailer.Slice(ChecksumStart.Length + ChecksumDigits));
    }

    // The key has a fixed length, so no two pairs of key and body give the same input.
    private static void ComputeChecksum(CredentialKey key, ReadOnlySpan<byte> body, Span<byte> checksum)
    {
        var input = ArrayPool<byte>.Shared.Rent(CredentialKey.MaxLength + body.Length);
        try
        {
            var prefix = key.CopyTo(input);
            body.CopyTo(input.AsSpan(prefix));
#if NET
            SHA256.HashData(input.AsSpan(0, prefix + body.Length), checksum);
#else
            using var sha256 = SHA256.Create();
            sha256.ComputeHash(input, 0, prefix + body.Length).AsSpan().CopyTo(checksum);
#endif
        }
        finally
        {
            // The entry contains the secret.
            ArrayPool<byte>.Shared.Return(input, clearArray: true);
        }
    }

    private static bool HasValidChecksum(CredentialKey key, byte[] content)
    {
        if (content.Length < Start.Length + TrailerLength)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[TrailerLength];
        var body = content.AsSpan(0, content.Length - TrailerLength);
        WriteTrailer(key, body, expected);
        return content.AsSpan(body.Length).SequenceEqual(expected);
    }

    private T Read<T>(CredentialKey key, byte[] content, out bool isOutdated, out bool isProtected, Func<JsonElement, T> read)
        where T : class
    {
        if (content is null)
        {
            throw new ArgumentNullException(nameof(content));
        }

        var isCurrent = IsCurrent(content);
        var outer = ReadObject(key, content, isCurrent, read);
        isProtected = outer.Encrypted is not null;
        isOutdated = !isCurrent || (!isProtected && _protector is not null);
        if (outer.Encrypted is { } encrypted)
        {
            var decrypted = Unprotect(key, encrypted);
            isOutdated |= decrypted.IsOutdated;
            return ReadObject(key, decrypted.Content, isCurrent, read).Value
                ?? throw new FormatException("its encrypted content has another format");
        }

        if (_requireProtection)
        {
            throw new FormatException("it is not encrypted, and the store requires encryption");
        }

        return outer.Value!;
    }

    private UnprotectedContent Unprotect(CredentialKey key, byte[] encrypted)
    {
        if (_protector is null)
        {
            throw new FormatException("it is encrypted, and the store has no protector");
        }

        try
        {
            return _protector.Unprotect(key, encrypted);
        }
        catch (CryptographicException)
        {
            throw new FormatException("it cannot be decrypted: it was changed, belongs to another device, or its key was lost");
        }
        catch (Exception cause) when (cause is not (OutOfMemoryException or CredentialStoreException))
        {
            throw new CredentialStoreException(
                CredentialStoreFailure.Unavailable,
                $"The keys of stored credentials cannot be accessed: the protector threw {cause.GetType().Name}. Nothing was registered.",
                cause);
        }
    }

    // Returns either the value or the encrypted content.
    private static (T? Value, byte[]? Encrypted) ReadObject<T>(
        CredentialKey key,
        byte[] content,
        bool isCurrent,
        Func<JsonElement, T> read)
        where T : class
    {
        if (isCurrent && !HasValidChecksum(key, content))
        {
            throw new FormatException("its checksum is wrong: it was changed, is incomplete, or belongs to another device");
        }

        try
        {
            using var document = JsonDocument.Parse(content);
            var json = document.RootElement;
            var isEncrypted = isCurrent ? json.TryGetProperty(ProtectedMember, out _) : IsOldProtected(json);
            return isEncrypted ? (null, json.GetProperty(ProtectedMember).GetBytesFromBase64()) : (read(json), null);
        }
        catch (UnknownFormatException exception)
        {
            throw new FormatException(
                $"it has format {exception.Format}, and this version of the library reads formats {OldPlain} to {Version}");
        }
        catch (JsonException)
        {
            throw new FormatException("it is not complete JSON");
        }
        catch (Exception exception)
            when (exception is KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new FormatException("a property is missing or has the wrong type");
        }
    }

    // Entries of formats 1 and 2 have no checksum.
    private static bool IsOldProtected(JsonElement json)
    {
        if (!json.TryGetProperty("format", out var member) && json.TryGetProperty(VersionMember, out member))
        {
            throw new UnknownFormatException(member.GetInt32());
        }

        return member.GetInt32() switch
        {
            OldPlain => false,
            OldProtected => true,
            var format => throw new UnknownFormatException(format),
        };
    }

    private sealed class UnknownFormatException(int format) : Exception
    {
        public int Format => format;
    }
}
