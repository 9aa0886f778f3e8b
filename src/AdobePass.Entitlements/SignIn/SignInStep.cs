namespace AdobePass.Entitlements;

/// <summary>
/// Represents a step of a sign-in: a <see cref="SignInPrompt"/>, a <see cref="SignInWaiting"/> or a <see cref="SignInOutcome"/>. There
/// are no other steps.
/// </summary>
public abstract class SignInStep
{
    private protected SignInStep()
    {
    }
}

/// <summary>Represents the code and the login page to show to the viewer. Polling begins after it.</summary>
public sealed class SignInPrompt : SignInStep
{
    internal SignInPrompt(string code, Uri? loginUrl, DateTimeOffset expiresAt, IReadOnlyList<string> missingParameters)
    {
        Code = code;
        LoginUrl = loginUrl;
        ExpiresAt = expiresAt;
        MissingParameters = missingParameters;
    }

    /// <summary>Gets the code that the viewer enters on the second screen.</summary>
    public string Code { get; }

    /// <summary>
    /// Gets the login page for a user agent; <see langword="null"/> if <see cref="MissingParameters"/> must be supplied on the second
    /// screen first.
    /// </summary>
    public Uri? LoginUrl { get; }

    /// <summary>Gets the time at which the code expires.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Gets what the second screen must supply, such as <c>mvpd</c> if the viewer selected none.</summary>
    public IReadOnlyList<string> MissingParameters { get; }

    /// <summary>Returns the code and the login page.</summary>
    /// <returns>The code and the login page.</returns>
    public override string ToString() => LoginUrl is null ? $"Enter {Code}" : $"Open {LoginUrl} or enter {Code}";
}

/// <summary>Represents the time between two polls.</summary>
public sealed class SignInWaiting : SignInStep
{
    internal SignInWaiting(StoredSignIn signIn, AdobePassException? error = null)
    {
        Code = signIn.Code;
        Polls = signIn.Polls;
        NextPollAt = signIn.NextPollAt;
        ExpiresAt = signIn.ExpiresAt;
        Error = error;
    }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>Gets the number of polls so far, in all processes.</summary>
    public int Polls { get; }

    /// <summary>Gets the earliest time of the next poll.</summary>
    public DateTimeOffset NextPollAt { get; }

    /// <summary>Gets the time at which the code expires.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>
    /// Gets the error of the last poll; <see langword="null"/> if it succeeded. The error may be temporary, so polling continues.
    /// </summary>
    public AdobePassException? Error { get; }

    /// <summary>Returns the number of polls.</summary>
    /// <returns>The number of polls.</returns>
    public override string ToString() => $"Waiting, {Polls} polls";
}
