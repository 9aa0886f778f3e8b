namespace AdobePass;

/// <summary>Specifies why an operation of a credential store failed.</summary>
public enum CredentialStoreFailure
{
    /// <summary>The store cannot be reached, read or written now. Its content is not known, so nothing is registered.</summary>
    Unavailable,

    /// <summary>The entry exists but cannot be parsed. It is not changed, and nothing is registered in its place.</summary>
    Corrupt,
}

/// <summary>
/// The exception that is thrown when the credential store fails. The failure never causes a registration, because a new pair would log the
/// viewer out.
/// </summary>
public sealed class CredentialStoreException : AdobePassException
{
    /// <summary>Initializes an exception that reports a failure of a store. For authors of stores.</summary>
    /// <param name="failure">The kind of failure.</param>
    /// <param name="message">The message: what happened, where, and what to do. It must not contain a secret.</param>
    /// <param name="innerException">The cause of the failure.</param>
    public CredentialStoreException(CredentialStoreFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Gets the kind of failure.</summary>
    public CredentialStoreFailure Failure { get; }

    /// <inheritdoc/>
    public override NextStep NextStep => Failure == CredentialStoreFailure.Unavailable ? NextStep.RetryLater : NextStep.FixConfiguration;
}
