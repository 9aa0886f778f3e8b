using System.Security.Cryptography;
using System.Text.Json;

namespace AdobePass;

/// <summary>
/// The form in which stores keep entries: a JSON object with a format number, so that later versions can tell what they read. A store of one's own may use it too: it then
/// gets encryption, rotation of keys and the reading of old formats with it.
/// </summary>
/// <remarks>Format 1 is clear, format 2 an encrypted entry of format 1. Both are read; which is written depends on whether there is a protector.</remarks>
/// <param name="protector">Encrypts the entries; null keeps them clear.</param>
public sealed class CredentialFormat(CredentialProtector? protector = null)
{
    private const int Clear = 1;
    private const int Protected = 2;

    /// <summary>More than any entry needs, in bytes; probed before a registration.</summary>
    internal const int LargestSize = 16 * 1024;

    /// <summary>Writes the entry of a device.</summary>
    /// <param name="partition">The device's key.</param>
    /// <param name="entry">The entry.</param>
    /// <returns>UTF-8 JSON.</returns>
    /// <exception cref="CredentialStoreException">The protector failed.</exception>
    public byte[] Write(CredentialPartition partition, StoredCredentials entry)
    {
        if (entry is null)
        {
            throw new ArgumentNullException(nameof(entry));
        }

        return Write(partition, writer =>
        {
            writer.WriteString("revision", entry.Version);
            writer.WriteString("client_id", entry.Credentials.ClientId);
            writer.WriteString("client_secret", entry.Credentials.ClientSecret.Reveal());
            writer.WriteStartArray("scopes");
            foreach (var scope in entry.Credentials.Scopes)
            {
                writer.WriteStringValue(scope);
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>Reads the entry of a device.</summary>
    /// <param name="partition">The device's key.</param>
    /// <param name="content">What <see cref="Write(CredentialPartition, StoredCredentials)"/> gave, now or in an older version of the library.</param>
    /// <param name="isOutdated">Whether it is to be written anew, with the same version, since it would look different now: its key was replaced, or it was clear.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="FormatException">The content is damaged; the message says how, as the end of a sentence, and contains none of it.</exception>
    /// <exception cref="CredentialStoreException">The keys of the protector cannot be reached now.</exception>
    public StoredCredentials Read(CredentialPartition partition, byte[] content, out bool isOutdated) => Read(partition, content, out isOutdated, static entry =>
    {
        var scopes = new List<string>();
        foreach (var scope in entry.GetProperty("scopes").EnumerateArray())
        {
            scopes.Add(scope.GetString()!);
        }

        return new StoredCredentials(
            new ClientCredentials(entry.GetProperty("client_id").GetString()!, new ClientSecret(entry.GetProperty("client_secret").GetString()!), scopes),
            entry.GetProperty("revision").GetString() ?? throw new FormatException("the revision is missing"));
    });

    /// <summary>Writes the access token of a device.</summary>
    /// <param name="partition">The device's key.</param>
    /// <param name="token">The token.</param>
    /// <returns>UTF-8 JSON.</returns>
    /// <exception cref="CredentialStoreException">The protector failed.</exception>
    public byte[] WriteToken(CredentialPartition partition, CachedAccessToken token)
    {
        if (token is null)
        {
            throw new ArgumentNullException(nameof(token));
        }

        return Write(partition, writer =>
        {
            writer.WriteString("access_token", token.Token.Reveal());
            writer.WriteNumber("received_at", token.ReceivedAt.ToUnixTimeMilliseconds());
            writer.WriteNumber("expires_at", token.ExpiresAt.ToUnixTimeMilliseconds());
        });
    }

    /// <summary>Reads the access token of a device.</summary>
    /// <param name="partition">The device's key.</param>
    /// <param name="content">What <see cref="WriteToken"/> gave.</param>
    /// <returns>The token, or <see langword="null"/> where the content cannot be read: a token is worth a request and no more.</returns>
    public CachedAccessToken? ReadToken(CredentialPartition partition, byte[] content)
    {
        try
        {
            return Read(partition, content, out _, static entry => new CachedAccessToken(
                new AccessToken(entry.GetProperty("access_token").GetString()!),
                DateTimeOffset.FromUnixTimeMilliseconds(entry.GetProperty("received_at").GetInt64()),
                DateTimeOffset.FromUnixTimeMilliseconds(entry.GetProperty("expires_at").GetInt64())));
        }
        catch (Exception fault) when (fault is FormatException or CredentialStoreException)
        {
            return null;
        }
    }

    private byte[] Write(CredentialPartition partition, Action<Utf8JsonWriter> members)
    {
        var clear = WriteObject(Clear, members);
        return protector is null
            ? clear
            : WriteObject(Protected, writer => writer.WriteBase64String("protected", Seal(protector, partition, clear)));
    }

    private static byte[] Seal(CredentialProtector protector, CredentialPartition partition, byte[] clear)
    {
        try
        {
            return protector.Protect(partition, clear);
        }
        catch (Exception cause) when (cause is not (OutOfMemoryException or CredentialStoreException))
        {
            throw new CredentialStoreException(CredentialStoreFailure.Unavailable, $"Credentials cannot be encrypted: {cause.GetType().Name} of the protector. Nothing was written.", cause);
        }
    }

    private static byte[] WriteObject(int format, Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format", format);
            members(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private T Read<T>(CredentialPartition partition, byte[] content, out bool isOutdated, Func<JsonElement, T> read)
    {
        if (content is null)
        {
            throw new ArgumentNullException(nameof(content));
        }

        isOutdated = protector is not null;
        var sealedContent = ReadObject(content, out var format, static entry => entry.GetProperty("protected").GetBytesFromBase64(), Protected);
        if (format == Protected)
        {
            var opened = Open(partition, sealedContent!);
            isOutdated = opened.IsOutdated;
            content = opened.Content;
        }

        var value = ReadObject(content, out format, read, Clear);
        return format == Clear ? value! : throw new FormatException($"it has format {format}, and this version of the library reads formats {Clear} and {Protected}");
    }

    private UnprotectedContent Open(CredentialPartition partition, byte[] sealedContent)
    {
        if (protector is null)
        {
            throw new FormatException("it is encrypted, and the store was given no protector");
        }

        try
        {
            return protector.Unprotect(partition, sealedContent);
        }
        catch (CryptographicException)
        {
            throw new FormatException("it cannot be decrypted: it was changed, belongs to another device, or its key is gone");
        }
        catch (Exception cause) when (cause is not (OutOfMemoryException or CredentialStoreException))
        {
            throw new CredentialStoreException(CredentialStoreFailure.Unavailable, $"The keys of stored credentials cannot be reached: {cause.GetType().Name}. Nothing was registered.", cause);
        }
    }

    // Reads the members only where the object has the wanted format.
    private static T? ReadObject<T>(byte[] content, out int format, Func<JsonElement, T> read, int wanted)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            format = document.RootElement.GetProperty("format").GetInt32();
            return format == wanted ? read(document.RootElement) : default;
        }
        catch (JsonException)
        {
            throw new FormatException("it is no complete JSON");
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new FormatException("a member is missing or has the wrong type");
        }
    }
}
