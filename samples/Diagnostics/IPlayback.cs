using AdobePass;
using Diagnostics.RestV2;

namespace Diagnostics;

/// <summary>What this app needs of REST API V2, with slips that the spec reveals.</summary>
[AdobePassApi]
internal interface IPlayback
{
    Task<ConfigurationResponse> GetConfigurationAsync(string serviceProvider, CancellationToken cancellationToken = default);

    Task<ProfilesResponse> GetProfileForCodeAsync(string serviceProvider, string code, CancellationToken cancellationToken = default);

    Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, CancellationToken cancellationToken = default);

    Task<DecisionsResponse> PreauthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, CancellationToken cancellationToken = default);

    Task<LogoutResponse> LogoutAsync(string serviceProvider, string mvpd, string redirectUrl, CancellationToken cancellationToken = default);

    // AP6001
    Task<SessionResponse> CreateSesionAsync(string serviceProvider, SessionRequest body, CancellationToken cancellationToken = default);

    // AP6002
    Task<ProfilesResponse> GetProfileForMvpdAsync(string serviceProvider, string mvpd, string apTempPassIdentiy, CancellationToken cancellationToken = default);

    // AP6004
    Task<ProfilesResponse> GetProfilesAsync(int serviceProvider, CancellationToken cancellationToken = default);
}
