using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AdobePass.Entitlements;

/// <summary>
/// Represents the user metadata of a profile. It is personal data: do not log it. A value that is absent, has another type, or cannot be
/// decrypted is <see langword="null"/>.
/// </summary>
[DebuggerDisplay("{Names.Count} attributes")]
public sealed class UserMetadata
{
    private readonly IReadOnlyDictionary<string, StoredAttribute> _attributes;
    private readonly UserMetadataDecryptor? _decryptor;

    internal UserMetadata(IReadOnlyDictionary<string, StoredAttribute> attributes, UserMetadataDecryptor? decryptor)
    {
        _attributes = attributes;
        _decryptor = decryptor;
    }

    /// <summary>Gets the names of the attributes.</summary>
    public IReadOnlyCollection<string> Names => [.. _attributes.Keys];

    /// <summary>Gets the id of the viewer at the MVPD (<c>userID</c>).</summary>
    public string? UserId => GetString("userID");

    /// <summary>Gets the id of the viewer in the systems of the MVPD (<c>upstreamUserID</c>).</summary>
    public string? UpstreamUserId => GetString("upstreamUserID");

    /// <summary>Gets the id of the household (<c>householdID</c>).</summary>
    public string? HouseholdId => GetString("householdID");

    /// <summary>Gets the id of the account (<c>primaryOID</c>).</summary>
    public string? PrimaryOid => GetString("primaryOID");

    /// <summary>Gets whether the viewer is the head of the household (<c>is_hoh</c>).</summary>
    public bool? IsHeadOfHousehold => GetBoolean("is_hoh");

    /// <summary>Gets whether the viewer signed in by the home network (<c>hba_status</c>).</summary>
    public bool? IsHomeBased => GetBoolean("hba_status");

    /// <summary>Gets whether the content may be mirrored to another screen (<c>allowMirroring</c>).</summary>
    public bool? AllowsMirroring => GetBoolean("allowMirroring");

    /// <summary>Gets whether the device is in the network of the MVPD (<c>onNet</c>).</summary>
    public bool? IsOnNetwork => GetBoolean("onNet");

    /// <summary>Gets whether the device is at home (<c>inHome</c>).</summary>
    public bool? IsInHome => GetBoolean("inHome");

    /// <summary>Gets the language of the viewer (<c>language</c>).</summary>
    public string? Language => GetString("language");

    /// <summary>Gets the postal codes of the viewer (<c>zip</c>).</summary>
    public IReadOnlyList<string> ZipCodes => GetList("zip");

    /// <summary>Gets the channels that the viewer subscribed to (<c>channelID</c>).</summary>
    public IReadOnlyList<string> Channels => GetList("channelID");

    /// <summary>
    /// Gets the highest ratings that the viewer may watch (<c>maxRating</c>), by rating system, such as <c>MPAA</c> and <c>VCHIP</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> MaxRatings =>
        Find("maxRating") is { ValueKind: JsonValueKind.Object } ratings
            ? ratings.EnumerateObject().Where(static rating => rating.Value.ValueKind == JsonValueKind.String)
                .GroupBy(static rating => rating.Name, StringComparer.Ordinal)
                .ToDictionary(static rating => rating.Key, static rating => rating.First().Value.GetString()!, StringComparer.Ordinal)
            : new Dictionary<string, string>();

    /// <summary>Gets the time at which a temporary access ends (<c>expiration_date</c>).</summary>
    public DateTimeOffset? TemporaryAccessEndsAt =>
        GetNumber("expiration_date") is { } milliseconds and > 0 and < 253402300799999
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    /// <summary>Gets how many resources a promotional temporary access still permits (<c>remaining_resources</c>).</summary>
    public long? RemainingResources => GetNumber("remaining_resources");

    /// <summary>Gets the resources that a promotional temporary access has used (<c>used_assets</c>).</summary>
    public IReadOnlyList<string> UsedResources => GetList("used_assets");

    /// <summary>Gets whether the service encrypted an attribute.</summary>
    /// <param name="name">The name of the attribute.</param>
    /// <returns><see langword="true"/> if it is encrypted; otherwise, <see langword="false"/>.</returns>
    public bool IsEncrypted(string name) => _attributes.TryGetValue(name, out var attribute) && IsEncrypted(attribute);

    /// <summary>Gets an attribute as a string. Numbers and Boolean values are converted.</summary>
    /// <param name="name">The name of the attribute.</param>
    /// <returns>The value; <see langword="null"/> if there is none.</returns>
    public string? GetString(string name) => Find(name) is { } value ? Text(value) : null;

    /// <summary>Gets an attribute as a list of strings. A single value is a list of one.</summary>
    /// <param name="name">The name of the attribute.</param>
    /// <returns>The values; empty if there is none.</returns>
    public IReadOnlyList<string> GetList(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(Text).OfType<string>()],
        { } value when Text(value) is { } single => [single],
        _ => [],
    };

    /// <summary>Gets an attribute as JSON, for example an object.</summary>
    /// <param name="name">The name of the attribute.</param>
    /// <returns>The JSON; <see langword="null"/> if there is none or it is encrypted.</returns>
    public JsonElement? GetJson(string name) => Find(name);

    private static bool IsEncrypted(StoredAttribute attribute) => attribute.State is "enc" or "encrypted";

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    // MVPDs send Boolean values as JSON, as text and as digits.
    private bool? GetBoolean(string name) => GetString(name)?.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "Y" => true,
        "FALSE" or "0" or "NO" or "N" => false,
        _ => null,
    };

    private long? GetNumber(string name) => long.TryParse(GetString(name), out var number) ? number : null;

    private JsonElement? Find(string name)
    {
        if (!_attributes.TryGetValue(name, out var attribute)
            || attribute.Value is not { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value)
        {
            return null;
        }

        return IsEncrypted(attribute) ? Decrypt(name, value) : value;
    }

    private JsonElement? Decrypt(string name, JsonElement value)
    {
        if (_decryptor is null || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        string text;
        try
        {
            text = Encoding.UTF8.GetString(_decryptor.Decrypt(name, Convert.FromBase64String(value.GetString()!)));
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Plain text, such as a postal code with letters.
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream))
            {
                writer.WriteStringValue(text);
            }

            using var document = JsonDocument.Parse(stream.ToArray());
            return document.RootElement.Clone();
        }
    }
}
