using AdobePass;
using WebHost.RestV2;

namespace WebHost;

/// <summary>The operations that this service needs. Each call is for the device of a viewer.</summary>
[AdobePassApi]
public interface IPlayback
{
    Task<SessionResponse> CreateSessionAsync(
        string serviceProvider,
        SessionRequest body,
        StreamingDevice device,
        CancellationToken cancellationToken = default);

    Task<DecisionsResponse> AuthorizeAsync(
        string serviceProvider,
        string mvpd,
        DecisionsRequest body,
        StreamingDevice device,
        CancellationToken cancellationToken = default);
}
