namespace AdobePass;

/// <summary>What to do when the token endpoint says that stored client credentials are no longer valid (<c>invalid_client</c>).</summary>
public enum InvalidClientBehavior
{
    /// <summary>Register once more and replace the stored pair. Every viewer of that device must log in again, because profiles are bound to the old pair.</summary>
    RegisterAgain,

    /// <summary>Keep the stored pair and fail with a <see cref="DynamicClientRegistrationException"/>, so that an operator can decide.</summary>
    Fail,
}
