using System.Text.Json.Serialization;

namespace AdobePass.Benchmarks.Calls.Peers;

// The same members as the spec's models, as one writes them by hand for System.Text.Json.

internal sealed record DecisionsRequest([property: JsonPropertyName("resources")] IReadOnlyList<string> Resources);

internal sealed class DecisionsResponse
{
    [JsonPropertyName("decisions")]
    public required IReadOnlyList<Decision> Decisions { get; init; }
}

internal sealed class Decision
{
    [JsonPropertyName("resource")]
    public required string Resource { get; init; }

    [JsonPropertyName("serviceProvider")]
    public required string ServiceProvider { get; init; }

    [JsonPropertyName("mvpd")]
    public required string Mvpd { get; init; }

    [JsonPropertyName("source")]
    public required string Source { get; init; }

    [JsonPropertyName("authorized")]
    public required bool Authorized { get; init; }

    [JsonPropertyName("token")]
    public MediaToken? Token { get; init; }

    [JsonPropertyName("notBefore")]
    public long? NotBefore { get; init; }

    [JsonPropertyName("notAfter")]
    public long? NotAfter { get; init; }

    [JsonPropertyName("error")]
    public EnhancedError? Error { get; init; }
}

internal sealed class MediaToken
{
    [JsonPropertyName("notBefore")]
    public required long NotBefore { get; init; }

    [JsonPropertyName("notAfter")]
    public required long NotAfter { get; init; }

    [JsonPropertyName("serializedToken")]
    public required string SerializedToken { get; init; }
}

internal sealed class EnhancedError
{
    [JsonPropertyName("action")]
    public string? Action { get; init; }

    [JsonPropertyName("status")]
    public int? Status { get; init; }

    [JsonPropertyName("code")]
    public string? Code { get; init; }

    [JsonPropertyName("message")]
    public string? Message { get; init; }

    [JsonPropertyName("details")]
    public string? Details { get; init; }

    [JsonPropertyName("helpUrl")]
    public string? HelpUrl { get; init; }

    [JsonPropertyName("trace")]
    public string? Trace { get; init; }
}

/// <summary>A form; Refit reads it from the properties.</summary>
internal sealed class SessionForm
{
    [JsonPropertyName("domainName")]
    public required string DomainName { get; init; }

    [JsonPropertyName("redirectUrl")]
    public required string RedirectUrl { get; init; }
}

internal sealed class SessionResponse
{
    [JsonPropertyName("actionName")]
    public required string ActionName { get; init; }

    [JsonPropertyName("actionType")]
    public required string ActionType { get; init; }

    [JsonPropertyName("reasonType")]
    public required string ReasonType { get; init; }

    [JsonPropertyName("missingParameters")]
    public IReadOnlyList<string>? MissingParameters { get; init; }

    [JsonPropertyName("url")]
    public string? Url { get; init; }

    [JsonPropertyName("code")]
    public string? Code { get; init; }

    [JsonPropertyName("sessionId")]
    public required string SessionId { get; init; }

    [JsonPropertyName("mvpd")]
    public string? Mvpd { get; init; }

    [JsonPropertyName("serviceProvider")]
    public required string ServiceProvider { get; init; }

    [JsonPropertyName("notBefore")]
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long? NotBefore { get; init; }

    [JsonPropertyName("notAfter")]
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long? NotAfter { get; init; }
}

internal sealed class ProfilesResponse
{
    [JsonPropertyName("profiles")]
    public required IReadOnlyDictionary<string, Profile> Profiles { get; init; }
}

internal sealed class Profile
{
    [JsonPropertyName("notBefore")]
    public required long NotBefore { get; init; }

    [JsonPropertyName("notAfter")]
    public required long NotAfter { get; init; }

    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    [JsonPropertyName("type")]
    public required string Type { get; init; }

    [JsonPropertyName("attributes")]
    public required IReadOnlyDictionary<string, UserAttribute> Attributes { get; init; }

    [JsonPropertyName("sessionId")]
    public string? SessionId { get; init; }
}

internal sealed class UserAttribute
{
    [JsonPropertyName("value")]
    public System.Text.Json.JsonElement? Value { get; init; }

    [JsonPropertyName("state")]
    public string? State { get; init; }

    [JsonPropertyName("error")]
    public string? Error { get; init; }
}

internal sealed class ConfigurationResponse
{
    [JsonPropertyName("requestor")]
    public required Requestor Requestor { get; init; }
}

internal sealed class Requestor
{
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("name")]
    public string? Name { get; init; }

    [JsonPropertyName("channels")]
    public string? Channels { get; init; }

    [JsonPropertyName("domains")]
    public IReadOnlyList<RequestorDomain>? Domains { get; init; }

    [JsonPropertyName("mvpds")]
    public required IReadOnlyList<Mvpd> Mvpds { get; init; }
}

internal sealed class RequestorDomain
{
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    [JsonPropertyName("mvpdInitiated")]
    public bool? MvpdInitiated { get; init; }
}

internal sealed class Mvpd
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("displayName")]
    public string? DisplayName { get; init; }

    [JsonPropertyName("logoUrl")]
    public string? LogoUrl { get; init; }

    [JsonPropertyName("isTempPass")]
    public bool? IsTempPass { get; init; }

    [JsonPropertyName("isProxy")]
    public bool? IsProxy { get; init; }

    [JsonPropertyName("boardingStatus")]
    public string? BoardingStatus { get; init; }

    [JsonPropertyName("platformMappingId")]
    public string? PlatformMappingId { get; init; }

    [JsonPropertyName("enablePlatformServices")]
    public bool? EnablePlatformServices { get; init; }

    [JsonPropertyName("displayInPlatformPicker")]
    public bool? DisplayInPlatformPicker { get; init; }

    [JsonPropertyName("enforcePlatformPermissions")]
    public bool? EnforcePlatformPermissions { get; init; }

    [JsonPropertyName("authPerAggregator")]
    public bool? AuthPerAggregator { get; init; }

    [JsonPropertyName("authPerBrowserSession")]
    public bool? AuthPerBrowserSession { get; init; }

    [JsonPropertyName("passiveAuthnEnabled")]
    public bool? PassiveAuthnEnabled { get; init; }
}

[JsonSerializable(typeof(DecisionsRequest))]
[JsonSerializable(typeof(DecisionsResponse))]
[JsonSerializable(typeof(SessionForm))]
[JsonSerializable(typeof(SessionResponse))]
[JsonSerializable(typeof(ProfilesResponse))]
[JsonSerializable(typeof(ConfigurationResponse))]
internal sealed partial class PeerJson : JsonSerializerContext;
