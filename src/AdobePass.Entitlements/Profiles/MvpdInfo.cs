using AdobePass.Entitlements.RestV2;

namespace AdobePass.Entitlements;

/// <summary>Represents an MVPD that a viewer can select.</summary>
public sealed class MvpdInfo
{
    /// <summary>Initializes a new instance of the <see cref="MvpdInfo"/> class, for an MVPD that is known without the list.</summary>
    /// <param name="id">The id.</param>
    /// <param name="displayName">The name to show; <see langword="null"/> for the id.</param>
    /// <param name="logoUrl">The URL of the logo.</param>
    /// <exception cref="ArgumentException"><paramref name="id"/> is empty.</exception>
    public MvpdInfo(string id, string? displayName = null, string? logoUrl = null)
    {
        Id = string.IsNullOrWhiteSpace(id) ? throw new ArgumentException("The id of the MVPD is empty.", nameof(id)) : id;
        DisplayName = string.IsNullOrWhiteSpace(displayName) ? id : displayName!;
        LogoUrl = logoUrl;
    }

    internal MvpdInfo(Mvpd mvpd)
        : this(mvpd.Id, mvpd.DisplayName, mvpd.LogoUrl)
    {
        IsTemporaryAccess = mvpd.IsTempPass ?? false;
        IsProxy = mvpd.IsProxy ?? false;
        PlatformMappingId = mvpd.PlatformMappingId;
        IsPlatformSsoEnabled = mvpd.EnablePlatformServices ?? false;
        IsInPlatformPicker = mvpd.DisplayInPlatformPicker;
        BoardingStatus = mvpd.BoardingStatus;
    }

    /// <summary>Gets the id.</summary>
    public string Id { get; }

    /// <summary>Gets the name to show.</summary>
    public string DisplayName { get; }

    /// <summary>Gets the URL of the logo; <see langword="null"/> if there is none.</summary>
    public string? LogoUrl { get; }

    /// <summary>Gets whether it is a temporary access (TempPass) and not a real MVPD.</summary>
    public bool IsTemporaryAccess { get; }

    /// <summary>Gets whether the MVPD is integrated through a proxy.</summary>
    public bool IsProxy { get; }

    /// <summary>Gets the id of the MVPD in the partner framework of the platform; <see langword="null"/> if it has none.</summary>
    public string? PlatformMappingId { get; }

    /// <summary>Gets whether single sign-on by the platform is enabled.</summary>
    public bool IsPlatformSsoEnabled { get; }

    /// <summary>Gets whether the picker of the platform shows the MVPD; <see langword="null"/> if it is not known.</summary>
    public bool? IsInPlatformPicker { get; }

    /// <summary>Gets the boarding status of platform single sign-on; <see langword="null"/> if it is not known.</summary>
    public string? BoardingStatus { get; }

    /// <summary>Returns the name.</summary>
    /// <returns><see cref="DisplayName"/>.</returns>
    public override string ToString() => DisplayName;
}
