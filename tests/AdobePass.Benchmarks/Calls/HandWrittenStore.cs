using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using StackExchange.Redis;

namespace AdobePass.Benchmarks.Calls;

/// <summary>
/// Credentials in Redis as a careful engineer stores them: a JSON entry with a checksum under a key of the device, over the bare client.
/// </summary>
internal sealed class HandWrittenStore(IDatabase database)
{
    private const int ChecksumLength = 32;

    public async Task<StoredPair?> FindAsync(CredentialKey device)
    {
        var content = (byte[]?)await database.StringGetAsync(KeyOf(device)).ConfigureAwait(false);
        return content is null ? null : Read(content);
    }

    public async Task<bool> CreateAsync(CredentialKey device, string clientId, string clientSecret, string[] scopes)
    {
        var pair = new StoredPair(Guid.NewGuid().ToString("N"), clientId, clientSecret, scopes);
        var json = JsonSerializer.SerializeToUtf8Bytes(pair, StoredPairJson.Default.StoredPair);
        var content = new byte[json.Length + ChecksumLength];
        json.CopyTo(content, 0);
        SHA256.HashData(json, content.AsSpan(json.Length));
        return await database.StringSetAsync(KeyOf(device), content, when: When.NotExists).ConfigureAwait(false);
    }

    private static StoredPair Read(byte[] content)
    {
        Span<byte> checksum = stackalloc byte[ChecksumLength];
        var json = content.AsSpan(0, content.Length - ChecksumLength);
        SHA256.HashData(json, checksum);
        return checksum.SequenceEqual(content.AsSpan(json.Length))
            ? JsonSerializer.Deserialize(json, StoredPairJson.Default.StoredPair)!
            : throw new InvalidDataException("The entry is damaged.");
    }

    private static string KeyOf(CredentialKey device) => $"hand-written:credentials:{device.Value}";
}

internal sealed record StoredPair(string Revision, string ClientId, string ClientSecret, string[] Scopes);

[JsonSerializable(typeof(StoredPair))]
internal sealed partial class StoredPairJson : JsonSerializerContext;
