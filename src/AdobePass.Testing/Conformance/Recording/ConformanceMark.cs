namespace AdobePass.Testing;

/// <summary>
/// Specifies what an application or its viewer did beside the traffic. <see cref="ConformanceRecorder.Mark"/> records it, because requests
/// do not show it.
/// </summary>
public enum ConformanceMark
{
    /// <summary>The application started, again or for the first time. What it kept in memory is lost.</summary>
    AppStarted,

    /// <summary>
    /// The viewer did something that starts new requests, such as opening the catalogue or pressing play. Requests after it are not
    /// repetitions of requests before it.
    /// </summary>
    ViewerAction,

    /// <summary>A user agent on the device opened the login page. The detail is the code.</summary>
    BrowserOpened,

    /// <summary>The user agent reached the redirect URL. The detail is the code.</summary>
    RedirectReached,

    /// <summary>The player started. The detail is the resource.</summary>
    PlaybackStarted,

    /// <summary>The viewer requested to sign out.</summary>
    SignOutRequested,

    /// <summary>A user agent opened the URL of a logout.</summary>
    LogoutPageOpened,

    /// <summary>The viewer was told to sign out in the system settings.</summary>
    SystemSettingsShown,
}
