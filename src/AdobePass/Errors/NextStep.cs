namespace AdobePass;

/// <summary>Specifies what an application can do about an error, independent of its source.</summary>
/// <remarks>
/// <para>
/// It is available as <see cref="AdobePassException.NextStep"/> of an exception, and as <see cref="EnhancedError.NextStep"/> of the error
/// of an item in a response.
/// </para>
/// <para>
/// The client has already done what it can do automatically. It has obtained a new access token after a 401, and has retried the requests
/// that may be retried.
/// </para>
/// </remarks>
public enum NextStep
{
    /// <summary>The error does not specify a next step. Log it with its trace, and do not repeat the call automatically.</summary>
    Unknown = 0,

    /// <summary>
    /// The decision is final. Show <see cref="EnhancedError.Message"/> and <see cref="EnhancedError.Details"/> to the viewer.
    /// </summary>
    ShowMessage,

    /// <summary>The request of the application is wrong. Correct the call; repeating it does not help.</summary>
    FixRequest,

    /// <summary>The options, the registered application or the integration is configured incorrectly. Notify an operator.</summary>
    FixConfiguration,

    /// <summary>
    /// The client credentials are not valid for the call. The client never registers again because of an error of REST API V2. If the error
    /// persists, delete the credentials with <see cref="AdobePassClient.DeleteCredentialsAsync"/>. The next call registers the device, and
    /// the viewer must sign in again.
    /// </summary>
    RegisterAgain,

    /// <summary>The viewer must sign in. Create an authentication session.</summary>
    SignIn,

    /// <summary>Request a new authorization decision.</summary>
    AuthorizeAgain,

    /// <summary>The failure may be temporary. Repeat the call later, a limited number of times with increasing delays.</summary>
    RetryLater,
}
