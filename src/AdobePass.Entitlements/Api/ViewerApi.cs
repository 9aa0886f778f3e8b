using AdobePass.Entitlements.RestV2;

namespace AdobePass.Entitlements;

/// <summary>The operations for one device, with the identity headers that each of them lists.</summary>
internal sealed class ViewerApi(
    AdobePassClient client,
    IRestApi rest,
    ILoginPages pages,
    string serviceProvider,
    StreamingDevice device,
    ViewerIdentity identity,
    TimeProvider clock)
{
    /// <summary>Gets whether the platform's framework may sign the viewer in.</summary>
    internal bool HasUsablePartnerStatus => identity.PartnerStatus is { } status && status.IsUsable(clock.GetUtcNow());

    // An expired service token has no effect at the service, so it is not sent.
    private string? ServiceToken =>
        identity.ServiceToken is { } token && !token.IsExpired(clock.GetUtcNow()) ? token.Reveal() : null;

    private string? AmazonToken => identity.Platform?.AmazonToken;

    private string? RokuToken => identity.Platform?.RokuToken;

    private string? PartnerStatus => identity.PartnerStatus?.HeaderValue;

    internal Uri LoginPage(string code) => pages.GetLoginPage(serviceProvider, code);

    /// <summary>Gets the absolute URL of a <c>url</c> in a response; <see langword="null"/> if it cannot be used.</summary>
    internal Uri? Resolve(string? url)
    {
        try
        {
            return string.IsNullOrWhiteSpace(url) ? null : client.ResolveUri(url!);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    internal Task<ConfigurationResponse> GetConfigurationAsync(CancellationToken cancellationToken) =>
        rest.GetConfigurationAsync(serviceProvider, device, identity.VisitorId, cancellationToken);

    internal Task<SessionResponse> CreateSessionAsync(SessionRequest request, CancellationToken cancellationToken) =>
        rest.CreateSessionAsync(
            serviceProvider,
            request,
            device,
            AmazonToken,
            RokuToken,
            ServiceToken,
            identity.VisitorId,
            cancellationToken);

    internal Task<SessionResponse> ResumeSessionAsync(string code, SessionRequest request, CancellationToken cancellationToken) =>
        rest.ResumeSessionAsync(serviceProvider, code, request, device, identity.VisitorId, cancellationToken);

    internal Task<SessionStatusResponse> GetSessionAsync(string code, CancellationToken cancellationToken) =>
        rest.GetSessionAsync(serviceProvider, code, device, identity.VisitorId, cancellationToken);

    internal Task<SessionResponse> CreatePartnerSessionAsync(PartnerSessionRequest request, CancellationToken cancellationToken) =>
        rest.CreatePartnerSessionAsync(
            serviceProvider,
            PartnerFrameworkStatus.Partner,
            PartnerStatus!,
            request,
            device,
            identity.VisitorId,
            cancellationToken);

    internal Task<ProfilesResponse> CreatePartnerProfileAsync(PartnerProfileRequest request, CancellationToken cancellationToken) =>
        rest.CreatePartnerProfileAsync(
            serviceProvider,
            PartnerFrameworkStatus.Partner,
            PartnerStatus!,
            request,
            device,
            identity.VisitorId,
            cancellationToken);

    internal Task<ProfilesResponse> GetProfilesAsync(CancellationToken cancellationToken) =>
        rest.GetProfilesAsync(
            serviceProvider,
            device,
            AmazonToken,
            RokuToken,
            ServiceToken,
            PartnerStatus,
            identity.VisitorId,
            cancellationToken);

    internal Task<ProfilesResponse> GetProfileAsync(string mvpd, CancellationToken cancellationToken) =>
        rest.GetProfileForMvpdAsync(
            serviceProvider,
            mvpd,
            device,
            AmazonToken,
            RokuToken,
            ServiceToken,
            PartnerStatus,
            identity.TempPassIdentity?.HeaderValue,
            identity.VisitorId,
            cancellationToken);

    internal Task<ProfilesResponse> GetProfileForCodeAsync(string code, CancellationToken cancellationToken) =>
        rest.GetProfileForCodeAsync(
            serviceProvider,
            code,
            device,
            identity.TempPassIdentity?.HeaderValue,
            identity.VisitorId,
            cancellationToken);

    internal Task<DecisionsResponse> PreauthorizeAsync(string mvpd, DecisionsRequest request, CancellationToken cancellationToken) =>
        rest.PreauthorizeAsync(
            serviceProvider,
            mvpd,
            request,
            device,
            AmazonToken,
            RokuToken,
            ServiceToken,
            PartnerStatus,
            identity.VisitorId,
            cancellationToken);

    internal Task<DecisionsResponse> AuthorizeAsync(string mvpd, DecisionsRequest request, CancellationToken cancellationToken) =>
        rest.AuthorizeAsync(
            serviceProvider,
            mvpd,
            request,
            device,
            AmazonToken,
            RokuToken,
            ServiceToken,
            PartnerStatus,
            identity.TempPassIdentity?.HeaderValue,
            identity.VisitorId,
            cancellationToken);

    internal Task<LogoutResponse> LogoutAsync(string mvpd, string redirectUrl, CancellationToken cancellationToken) =>
        rest.LogoutAsync(
            serviceProvider,
            mvpd,
            redirectUrl,
            device,
            AmazonToken,
            RokuToken,
            ServiceToken,
            identity.VisitorId,
            cancellationToken);
}
