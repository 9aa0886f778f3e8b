using System.Text.Json;
using System.Text.Json.Serialization;
using AdobePass.Generated.Tests.Own;
using AdobePass.Generated.Tests.RestV2;

namespace AdobePass.Generated.Tests;

/// <summary>Every operation of REST API V2.</summary>
[AdobePassApi]
public partial interface IEntitlements;

/// <summary>Every operation of registration.</summary>
[AdobePassApi("dcr")]
public partial interface IRegistration;

/// <summary>The forms a method may have.</summary>
[AdobePassApi(JsonContext = typeof(OwnJson))]
public interface IForms
{
    ValueTask<DecisionsResponse> AuthorizeAsync(StreamingDevice device, DecisionsRequest request, string mvpd, string serviceProvider, CancellationToken cancellationToken = default);

    [AdobePassOperation("getProfiles")]
    Task<AdobePassResponse<ProfilesResponse>> ProfilesWithHeadersAsync(string serviceProvider, StreamingDevice device);

    [AdobePassOperation("startAuthentication")]
    Task<AdobePassResponse> FollowAsync(string serviceProvider, string code);

    [AdobePassOperation("startAuthentication")]
    Uri LoginPage(string serviceProvider, string code);

    [AdobePassOperation("getProfileForMvpd")]
    Task<OwnProfiles> OwnAsync(string serviceProvider, string mvpd, StreamingDevice device, [AdobePassParameter("AP-TempPass-Identity")] string? identity = null);

    [AdobePassOperation("preauthorize")]
    Task<JsonElement> RawAsync(string serviceProvider, string mvpd, OwnRequest body, StreamingDevice device);

    [AdobePassOperation("logout")]
    Task SignOutAsync(string serviceProvider, string mvpd, string redirectUrl, StreamingDevice device);
}

/// <summary>An interface over the project's own spec.</summary>
[AdobePassApi("own")]
internal partial interface IOwn;

/// <summary>An interface whose responses must fit the spec.</summary>
[AdobePassApi(StrictResponses = true)]
public interface IStrict
{
    Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, StreamingDevice device);
}

/// <summary>A type of the project's own.</summary>
public sealed record OwnProfiles([property: JsonPropertyName("profiles")] Dictionary<string, JsonElement> Profiles);

/// <summary>A body of the project's own.</summary>
public sealed record OwnRequest([property: JsonPropertyName("resources")] string[] Resources);

[JsonSerializable(typeof(OwnProfiles))]
[JsonSerializable(typeof(OwnRequest))]
internal sealed partial class OwnJson : JsonSerializerContext;
