namespace AdobePass.Entitlements;

/// <summary>
/// Represents the result of an authorization, which says whether a viewer may play a resource now: a
/// <see cref="PlaybackPermit"/> or a <see cref="PlaybackDenial"/>. There are no other results.
/// </summary>
public abstract class PlaybackAuthorization
{
    private protected PlaybackAuthorization(string resource, string? mvpd)
    {
        Resource = resource;
        Mvpd = mvpd;
    }

    /// <summary>Gets the resource.</summary>
    public string Resource { get; }

    /// <summary>Gets the id of the MVPD; <see langword="null"/> if the viewer selected none.</summary>
    public string? Mvpd { get; }
}
