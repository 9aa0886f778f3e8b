using AdobePass;
using QuickStart.RestV2;

namespace QuickStart;

/// <summary>What this app needs of Adobe Pass. The build generates <c>StreamingClient</c> from it and checks it against the API spec.</summary>
[AdobePassApi]
internal interface IStreaming
{
    Task<ConfigurationResponse> GetConfigurationAsync(string serviceProvider, CancellationToken cancellationToken = default);

    Task<SessionResponse> CreateSessionAsync(string serviceProvider, SessionRequest body, CancellationToken cancellationToken = default);

    Task<SessionResponse> ResumeSessionAsync(string serviceProvider, string code, SessionRequest body, CancellationToken cancellationToken = default);

    Task<ProfilesResponse> GetProfileForCodeAsync(string serviceProvider, string code, CancellationToken cancellationToken = default);

    Task<ProfilesResponse> GetProfileForMvpdAsync(string serviceProvider, string mvpd, CancellationToken cancellationToken = default);

    Task<DecisionsResponse> PreauthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, CancellationToken cancellationToken = default);

    Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, CancellationToken cancellationToken = default);

    Task<LogoutResponse> LogoutAsync(string serviceProvider, string mvpd, string redirectUrl, CancellationToken cancellationToken = default);
}
