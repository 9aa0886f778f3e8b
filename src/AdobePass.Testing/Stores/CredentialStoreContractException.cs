namespace AdobePass.Testing;

/// <summary>
/// Represents the error that a store does not meet a requirement of <see cref="CredentialStore"/>. The message contains the
/// requirement and what happened.
/// </summary>
public sealed class CredentialStoreContractException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The requirement, and what happened.</param>
    /// <param name="innerException">The unexpected exception of the store, or null.</param>
    public CredentialStoreContractException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
