namespace AdobePass;

/// <summary>
/// Represents the base class of the exceptions that calls of Adobe Pass throw. No message contains a secret.
/// </summary>
public abstract class AdobePassException : Exception
{
    private protected AdobePassException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets what an application can do about the error.</summary>
    public virtual NextStep NextStep => NextStep.Unknown;
}
