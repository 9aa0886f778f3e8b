using AdobePass.Benchmarks.Calls.Peers;
using Refit;

namespace AdobePass.Benchmarks.Calls;

/// <summary>The same calls through Refit, with its source generator.</summary>
[Headers("Accept: application/json", "Authorization: Bearer")]
internal interface IRefitService
{
    [Post("/api/v2/{serviceProvider}/decisions/authorize/{mvpd}")]
    Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, [Body(BodySerializationMethod.Serialized)] DecisionsRequest body, [Header("AP-Device-Identifier")] string deviceIdentifier, [Header("X-Device-Info")] string deviceInformation, CancellationToken cancellationToken = default);

    [Post("/api/v2/{serviceProvider}/sessions")]
    Task<SessionResponse> CreateSessionAsync(string serviceProvider, [Body(BodySerializationMethod.UrlEncoded)] SessionForm body, [Header("AP-Device-Identifier")] string deviceIdentifier, [Header("X-Device-Info")] string deviceInformation, CancellationToken cancellationToken = default);

    [Get("/api/v2/{serviceProvider}/profiles")]
    Task<ProfilesResponse> GetProfilesAsync(string serviceProvider, [Header("AP-Device-Identifier")] string deviceIdentifier, [Header("X-Device-Info")] string deviceInformation, CancellationToken cancellationToken = default);

    [Get("/api/v2/{serviceProvider}/configuration")]
    Task<ConfigurationResponse> GetConfigurationAsync(string serviceProvider, [Header("AP-Device-Identifier")] string deviceIdentifier, [Header("X-Device-Info")] string deviceInformation, CancellationToken cancellationToken = default);
}
