namespace AdobePass.Entitlements;

/// <summary>
/// Represents the check of a code that a viewer entered on the second screen: a <see cref="ValidatedCode"/>, a
/// <see cref="CodeNotNeeded"/> or an <see cref="InvalidCode"/>. There are no other results.
/// </summary>
public abstract class CodeResult
{
    private protected CodeResult()
    {
    }
}

/// <summary>Represents a code that the service knows. Only a validated code has a login page.</summary>
public sealed class ValidatedCode : CodeResult
{
    internal ValidatedCode(
        string code,
        Uri? loginUrl,
        string? mvpd,
        IReadOnlyList<string> missing,
        DateTimeOffset? expiresAt,
        string? model)
    {
        Code = code;
        LoginUrl = loginUrl;
        Mvpd = mvpd;
        MissingParameters = missing;
        ExpiresAt = expiresAt;
        DeviceModel = model;
    }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>
    /// Gets the login page to open in this user agent; <see langword="null"/> while parameters are missing. Supply them with
    /// <c>CompleteCodeAsync</c>.
    /// </summary>
    public Uri? LoginUrl { get; }

    /// <summary>Gets the MVPD that was selected on the first screen; <see langword="null"/> if none was.</summary>
    public string? Mvpd { get; }

    /// <summary>Gets the parameters that are missing, such as <c>mvpd</c>.</summary>
    public IReadOnlyList<string> MissingParameters { get; }

    /// <summary>Gets the time at which the code expires, on the clock of the service; <see langword="null"/> if it is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>
    /// Gets the model of the device that shows the code, so that the viewer can compare; <see langword="null"/> if it is not known.
    /// </summary>
    public string? DeviceModel { get; }
}

/// <summary>Represents a code whose device needs no login, because it has access already.</summary>
public sealed class CodeNotNeeded : CodeResult
{
    internal CodeNotNeeded(string code, string? mvpd)
    {
        Code = code;
        Mvpd = mvpd;
    }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>Gets the MVPD; <see langword="null"/> if it is not known.</summary>
    public string? Mvpd { get; }
}

/// <summary>Represents a code that is wrong, has expired or was replaced. Let the viewer enter it again.</summary>
public sealed class InvalidCode : CodeResult
{
    internal InvalidCode(EnhancedError? error) => Error = error;

    /// <summary>Gets the error of the service; <see langword="null"/> if the code was not sent, because it is empty.</summary>
    public EnhancedError? Error { get; }
}
