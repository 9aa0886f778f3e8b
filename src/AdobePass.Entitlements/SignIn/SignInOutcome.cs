namespace AdobePass.Entitlements;

/// <summary>
/// Represents the outcome of a sign-in: <see cref="SignedIn"/> (or <see cref="AlreadySignedIn"/>), <see cref="SignInDenied"/>,
/// <see cref="SignInExpired"/>, <see cref="SignInReplaced"/>, <see cref="SignInCanceled"/>, <see cref="PartnerSignInRequired"/> or
/// <see cref="SignInFailed"/>. There are no other outcomes.
/// </summary>
public abstract class SignInOutcome : SignInStep
{
    private protected SignInOutcome()
    {
    }
}

/// <summary>Represents a viewer who is signed in.</summary>
public class SignedIn : SignInOutcome
{
    internal SignedIn(ViewerProfile profile) => Profile = profile;

    /// <summary>Gets the profile.</summary>
    public ViewerProfile Profile { get; }

    /// <summary>Returns the profile.</summary>
    /// <returns>The profile.</returns>
    public override string ToString() => $"Signed in: {Profile}";
}

/// <summary>Represents a viewer for whom no login was needed.</summary>
public sealed class AlreadySignedIn : SignedIn
{
    internal AlreadySignedIn(ViewerProfile profile)
        : base(profile)
    {
    }
}

/// <summary>Represents access that the service denies, for example because a temporary access is used up.</summary>
public sealed class SignInDenied : SignInOutcome
{
    internal SignInDenied(EnhancedError error) => Error = error;

    /// <summary>Gets the error of the service.</summary>
    public EnhancedError Error { get; }

    /// <summary>Gets the text for the viewer; <see langword="null"/> if there is none.</summary>
    public string? ViewerMessage => Error.Details ?? Error.Message;

    /// <summary>Returns the error code.</summary>
    /// <returns>The error code.</returns>
    public override string ToString() => $"Denied: {Error.Code?.Value}";
}

/// <summary>Represents a code that expired before a viewer signed in. Start the sign-in again for a new code.</summary>
public sealed class SignInExpired : SignInOutcome
{
    internal SignInExpired()
    {
    }

    /// <summary>Returns a description.</summary>
    /// <returns>A description.</returns>
    public override string ToString() => "The code expired";
}

/// <summary>Represents a code that ended because a newer one was requested for the device.</summary>
public sealed class SignInReplaced : SignInOutcome
{
    internal SignInReplaced()
    {
    }

    /// <summary>Returns a description.</summary>
    /// <returns>A description.</returns>
    public override string ToString() => "A newer code was requested";
}

/// <summary>Represents a sign-in that was canceled or is not in progress.</summary>
public sealed class SignInCanceled : SignInOutcome
{
    internal SignInCanceled()
    {
    }

    /// <summary>Returns a description.</summary>
    /// <returns>A description.</returns>
    public override string ToString() => "No sign-in is in progress";
}

/// <summary>
/// Represents a sign-in that the partner framework of the platform continues. Pass <see cref="Request"/> to the framework, and its response
/// to <c>CompletePartnerSignInAsync</c>.
/// </summary>
public sealed class PartnerSignInRequired : SignInOutcome
{
    internal PartnerSignInRequired(string? mvpd, string? type, string request, IReadOnlyList<string> attributeNames)
    {
        Mvpd = mvpd;
        Type = type;
        Request = request;
        AttributeNames = attributeNames;
    }

    /// <summary>Gets the id of the MVPD; <see langword="null"/> if the service did not send it.</summary>
    public string? Mvpd { get; }

    /// <summary>Gets the kind of the request, such as <c>saml</c>.</summary>
    public string? Type { get; }

    /// <summary>Gets the request for the framework (the verification token), as the service sent it.</summary>
    public string Request { get; }

    /// <summary>Gets the names of the attributes to request from the framework.</summary>
    public IReadOnlyList<string> AttributeNames { get; }

    /// <summary>Returns a description.</summary>
    /// <returns>A description.</returns>
    public override string ToString() => $"The partner framework must sign the viewer in with {Mvpd}";
}

/// <summary>Represents a sign-in that failed.</summary>
public sealed class SignInFailed : SignInOutcome
{
    internal SignInFailed(AdobePassException exception)
        : this(exception.Message, exception.NextStep) => Exception = exception;

    internal SignInFailed(string message, NextStep nextStep)
    {
        Message = message;
        NextStep = nextStep;
    }

    /// <summary>Gets the exception; <see langword="null"/> if the service sent something that has no meaning here.</summary>
    public AdobePassException? Exception { get; }

    /// <summary>Gets what failed, for a log and not for a viewer.</summary>
    public string Message { get; }

    /// <summary>Gets what the application can do.</summary>
    public NextStep NextStep { get; }

    /// <summary>Returns the message.</summary>
    /// <returns>The message.</returns>
    public override string ToString() => $"Failed ({NextStep}): {Message}";
}
