namespace AdobePass;

/// <summary>The base of every exception that this library throws while it talks to Adobe Pass. No message contains a secret.</summary>
public abstract class AdobePassException : Exception
{
    private protected AdobePassException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets what an application can do about the error.</summary>
    public virtual NextStep NextStep => NextStep.Unknown;
}
