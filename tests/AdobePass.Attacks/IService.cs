namespace AdobePass.Attacks;

/// <summary>The one call that the attacks make.</summary>
[AdobePassApi]
internal partial interface IService
{
    /// <summary>Gets the profiles of a device.</summary>
    Task<RestV2.ProfilesResponse> GetProfilesAsync(string serviceProvider, StreamingDevice device, CancellationToken cancellationToken = default);
}
