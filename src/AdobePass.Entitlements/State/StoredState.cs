using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdobePass.Entitlements;

/// <summary>Represents what is stored about a viewer: the selected MVPD and the profile.</summary>
internal sealed class StoredViewer
{
    public string? Mvpd { get; set; }

    public string? DisplayName { get; set; }

    public string? LogoUrl { get; set; }

    public StoredProfile? Profile { get; set; }
}

/// <summary>Represents a profile in the store.</summary>
internal sealed class StoredProfile
{
    public string Mvpd { get; set; } = string.Empty;

    public DateTimeOffset? NotBefore { get; set; }

    public DateTimeOffset? NotAfter { get; set; }

    public string? Issuer { get; set; }

    public string? Type { get; set; }

    public Dictionary<string, StoredAttribute> Attributes { get; set; } = [];

    /// <summary>Gets or sets the code of the sign-in that created the profile, so that other waits for the code find it.</summary>
    public string? Code { get; set; }
}

/// <summary>Represents an attribute of a profile in the store.</summary>
internal sealed class StoredAttribute
{
    public JsonElement? Value { get; set; }

    public string? State { get; set; }
}

/// <summary>Represents a sign-in in progress.</summary>
internal sealed class StoredSignIn
{
    public string Code { get; set; } = string.Empty;

    public string? LoginUrl { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Gets or sets the earliest time of the next poll, which all processes respect.</summary>
    public DateTimeOffset NextPollAt { get; set; }

    /// <summary>Gets or sets whether the user agent has not yet reached the redirect URL, so that no poll may be sent.</summary>
    public bool IsInBrowser { get; set; }

    /// <summary>Gets or sets when the code was received.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Gets or sets whether the end was counted, so that each sign-in counts once.</summary>
    public bool IsEnded { get; set; }

    public int Polls { get; set; }

    public int Failures { get; set; }

    public string? Mvpd { get; set; }

    public List<string> Missing { get; set; } = [];
}

/// <summary>The JSON contracts of the stored state.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredViewer))]
[JsonSerializable(typeof(StoredSignIn))]
internal sealed partial class StoredStateJson : JsonSerializerContext;
