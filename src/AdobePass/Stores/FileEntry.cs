using System.Text;
using System.Text.Json;

namespace AdobePass;

/// <summary>The content of the files: one JSON object with a format number, so that later versions can tell what they read.</summary>
internal static class FileEntry
{
    private const int Format = 1;

    /// <summary>More than any entry needs; probed before a registration.</summary>
    internal const int LargestSize = 16 * 1024;

    internal static byte[] Write(ClientCredentials credentials, string revision) => Write(writer =>
    {
        writer.WriteString("revision", revision);
        writer.WriteString("client_id", credentials.ClientId);
        writer.WriteString("client_secret", credentials.ClientSecret.Reveal());
        writer.WriteStartArray("scopes");
        foreach (var scope in credentials.Scopes)
        {
            writer.WriteStringValue(scope);
        }

        writer.WriteEndArray();
    });

    internal static byte[] Write(CachedAccessToken token) => Write(writer =>
    {
        writer.WriteString("access_token", token.Token.Reveal());
        writer.WriteNumber("received_at", token.ReceivedAt.ToUnixTimeMilliseconds());
        writer.WriteNumber("expires_at", token.ExpiresAt.ToUnixTimeMilliseconds());
    });

    /// <summary>Reads credentials.</summary>
    /// <exception cref="FormatException">The content is damaged; the message says how and contains none of it.</exception>
    internal static StoredCredentials ReadCredentials(byte[] content) => Read(content, static entry =>
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

    /// <summary>Reads an access token.</summary>
    /// <exception cref="FormatException">The content is damaged.</exception>
    internal static CachedAccessToken ReadToken(byte[] content) => Read(content, static entry => new CachedAccessToken(
        new AccessToken(entry.GetProperty("access_token").GetString()!),
        DateTimeOffset.FromUnixTimeMilliseconds(entry.GetProperty("received_at").GetInt64()),
        DateTimeOffset.FromUnixTimeMilliseconds(entry.GetProperty("expires_at").GetInt64())));

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format", Format);
            members(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static T Read<T>(byte[] content, Func<JsonElement, T> read)
    {
        int format;
        try
        {
            using var document = JsonDocument.Parse(content);
            format = document.RootElement.GetProperty("format").GetInt32();
            if (format == Format)
            {
                return read(document.RootElement);
            }
        }
        catch (JsonException)
        {
            throw new FormatException("it is no complete JSON");
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new FormatException("a member is missing or has the wrong type");
        }

        throw new FormatException($"it has format {format}, and this version of the library reads format {Format}");
    }
}
