namespace AdobePass;

/// <summary>What an application can do about an error, whatever its source.</summary>
/// <remarks>
/// <para>
/// An exception has it as <see cref="AdobePassException.NextStep"/>, the error of an item in a response as
/// <see cref="EnhancedError.NextStep"/>.
/// </para>
/// <para>
/// The client has already done what it can do by itself: it has obtained a new access token after a 401, and has repeated what may be
/// repeated.
/// </para>
/// </remarks>
public enum NextStep
{
    /// <summary>The error does not tell. Log it with its trace; do not repeat the call automatically.</summary>
    Unknown = 0,

    /// <summary>
    /// The decision is final: show <see cref="EnhancedError.Message"/> and <see cref="EnhancedError.Details"/> to the viewer.
    /// </summary>
    ShowMessage,

    /// <summary>The application sent something wrong. Correct the call; repeating it does not help.</summary>
    FixRequest,

    /// <summary>The options, the registered application or the integration is set up wrongly. Tell an operator.</summary>
    FixConfiguration,

    /// <summary>
    /// The client credentials are not valid for the call. The client never registers again because of an error of REST API V2. If the error
    /// persists, <see cref="AdobePassClient.DeleteCredentialsAsync"/> deletes the credentials; the next call registers, and the viewer must
    /// sign in again.
    /// </summary>
    RegisterAgain,

    /// <summary>The viewer must sign in: create an authentication session.</summary>
    SignIn,

    /// <summary>Request a new authorization decision.</summary>
    AuthorizeAgain,

    /// <summary>The failure may pass by itself. Repeat the call later, a limited number of times with growing delays.</summary>
    RetryLater,
}
