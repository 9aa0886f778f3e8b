namespace AdobePass.Testing;

/// <summary>A store broke a promise of <see cref="CredentialStore"/>. The message says what was promised and what happened.</summary>
public sealed class CredentialStoreContractException : Exception
{
    /// <summary>Reports a broken promise.</summary>
    /// <param name="message">What was promised, and what happened.</param>
    /// <param name="innerException">What the store threw where it should have answered.</param>
    public CredentialStoreContractException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
