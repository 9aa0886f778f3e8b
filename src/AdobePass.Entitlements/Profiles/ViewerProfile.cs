using System.Diagnostics;

namespace AdobePass.Entitlements;

/// <summary>Specifies how a viewer got a profile.</summary>
public enum ViewerProfileKind
{
    /// <summary>The service sent a kind that this version does not know. Treat it as a regular profile.</summary>
    Other = 0,

    /// <summary>The viewer signed in with the MVPD.</summary>
    Regular,

    /// <summary>The MVPD cannot sign viewers in at the moment, and Adobe grants access instead.</summary>
    Degraded,

    /// <summary>The viewer uses a temporary access (TempPass).</summary>
    Temporary,

    /// <summary>The viewer signed in with the partner framework of the platform (Apple).</summary>
    PartnerSso,

    /// <summary>The viewer signed in in another app of the platform (Amazon, Roku).</summary>
    PlatformSso,

    /// <summary>The viewer signed in in another app with the same service token.</summary>
    ServiceTokenSso,
}

/// <summary>Represents the valid profile of a viewer: the viewer is signed in with an MVPD.</summary>
[DebuggerDisplay("{Kind} {Mvpd}")]
public sealed class ViewerProfile
{
    internal ViewerProfile(StoredProfile stored, UserMetadataDecryptor? decryptor)
    {
        Stored = stored;
        Kind = KindOf(stored.Type);
        Metadata = new UserMetadata(stored.Attributes, decryptor);
    }

    /// <summary>Gets the id of the MVPD.</summary>
    public string Mvpd => Stored.Mvpd;

    /// <summary>Gets how the viewer got the profile.</summary>
    public ViewerProfileKind Kind { get; }

    /// <summary>
    /// Gets who issued the profile: the id of an MVPD, <c>Adobe</c> or <c>Apple</c>; <see langword="null"/> if not known.
    /// </summary>
    public string? Issuer => Stored.Issuer;

    /// <summary>Gets the time from which the profile is valid; <see langword="null"/> if it is not known.</summary>
    public DateTimeOffset? NotBefore => Stored.NotBefore;

    /// <summary>Gets the time until which the profile is valid; <see langword="null"/> if it is not known.</summary>
    public DateTimeOffset? NotAfter => Stored.NotAfter;

    /// <summary>Gets the user metadata.</summary>
    public UserMetadata Metadata { get; }

    internal StoredProfile Stored { get; }

    /// <summary>Returns the kind and the MVPD.</summary>
    /// <returns>The kind and the MVPD.</returns>
    public override string ToString() => $"{Kind} {Mvpd}";

    private static ViewerProfileKind KindOf(string? type) => type switch
    {
        "regular" => ViewerProfileKind.Regular,
        "degraded" => ViewerProfileKind.Degraded,
        "temporary" => ViewerProfileKind.Temporary,
        "appleSSO" => ViewerProfileKind.PartnerSso,
        "platformSSO" => ViewerProfileKind.PlatformSso,
        "serviceTokenSSO" => ViewerProfileKind.ServiceTokenSso,
        _ => ViewerProfileKind.Other,
    };
}
