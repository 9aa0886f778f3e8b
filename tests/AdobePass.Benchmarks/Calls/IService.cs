namespace AdobePass.Benchmarks.Calls;

/// <summary>The calls that are measured, through this package.</summary>
[AdobePassApi]
internal interface IService
{
    Task<RestV2.DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, RestV2.DecisionsRequest body, StreamingDevice device, CancellationToken cancellationToken = default);

    Task<RestV2.SessionResponse> CreateSessionAsync(string serviceProvider, RestV2.SessionRequest body, StreamingDevice device, CancellationToken cancellationToken = default);

    Task<RestV2.ProfilesResponse> GetProfilesAsync(string serviceProvider, StreamingDevice device, CancellationToken cancellationToken = default);

    Task<RestV2.ConfigurationResponse> GetConfigurationAsync(string serviceProvider, StreamingDevice device, CancellationToken cancellationToken = default);
}
