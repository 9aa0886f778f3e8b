namespace AdobePass;

/// <summary>
/// Specifies what the client does when the token endpoint reports that stored client credentials are no longer valid
/// (<c>invalid_client</c>).
/// </summary>
public enum InvalidClientBehavior
{
    /// <summary>
    /// Register again and replace the stored pair. Every viewer of that device must log in again, because profiles are bound to the old
    /// pair.
    /// </summary>
    RegisterAgain,

    /// <summary>
    /// Keep the stored pair and fail with a <see cref="DynamicClientRegistrationException"/>, so that an operator can decide.
    /// </summary>
    Fail,
}
