namespace AdobePass.Entitlements;

/// <summary>
/// Represents the result of a sign-out: what is left to do for each MVPD. The state in the store and in memory is deleted.
/// </summary>
public sealed class SignOutResult
{
    internal SignOutResult(IReadOnlyList<SignOutStep> steps) => Steps = steps;

    /// <summary>Gets the steps, one for each MVPD. There is at least one.</summary>
    public IReadOnlyList<SignOutStep> Steps { get; }

    /// <summary>Gets whether nothing is left to do.</summary>
    public bool IsComplete => Steps.All(static step => step is SignOutComplete or NotSignedIn);
}

/// <summary>
/// Represents what is left to do after a sign-out: <see cref="SignOutComplete"/>, <see cref="OpenLogoutPage"/>,
/// <see cref="SignOutInSystemSettings"/> or <see cref="NotSignedIn"/>. There are no other steps.
/// </summary>
public abstract class SignOutStep
{
    private protected SignOutStep(string? mvpd) => Mvpd = mvpd;

    /// <summary>Gets the id of the MVPD; <see langword="null"/> if the viewer selected none.</summary>
    public string? Mvpd { get; }
}

/// <summary>Nothing is left to do.</summary>
public sealed class SignOutComplete : SignOutStep
{
    internal SignOutComplete(string mvpd)
        : base(mvpd)
    {
    }
}

/// <summary>
/// Open <see cref="Url"/> in a user agent to end the session at the MVPD. A device without a browser can leave it out: the viewer is signed
/// out of this application.
/// </summary>
public sealed class OpenLogoutPage : SignOutStep
{
    internal OpenLogoutPage(string mvpd, Uri url)
        : base(mvpd) => Url = url;

    /// <summary>Gets the URL. It ends at the redirect URL of the options.</summary>
    public Uri Url { get; }
}

/// <summary>Tell the viewer to sign out in the settings of the device: Settings, TV Provider.</summary>
public sealed class SignOutInSystemSettings : SignOutStep
{
    internal SignOutInSystemSettings(string mvpd)
        : base(mvpd)
    {
    }
}

/// <summary>The viewer was not signed in.</summary>
public sealed class NotSignedIn : SignOutStep
{
    internal NotSignedIn(string? mvpd)
        : base(mvpd)
    {
    }
}
