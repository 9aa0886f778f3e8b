namespace AdobePass.Attacks;

/// <summary>The operation that attacks call: it needs credentials and an access token.</summary>
[AdobePassApi]
internal partial interface IService
{
    /// <summary>Gets the profiles of a device.</summary>
    Task<RestV2.ProfilesResponse> GetProfilesAsync(string serviceProvider, StreamingDevice device, CancellationToken cancellationToken = default);
}
