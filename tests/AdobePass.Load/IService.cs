namespace AdobePass.Load;

/// <summary>The one call that is driven.</summary>
[AdobePassApi]
internal partial interface IService
{
    /// <summary>Asks for the profiles of a device.</summary>
    Task<RestV2.ProfilesResponse> GetProfilesAsync(string serviceProvider, StreamingDevice device, CancellationToken cancellationToken = default);
}
