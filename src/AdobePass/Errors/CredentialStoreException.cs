namespace AdobePass;

/// <summary>Why a credential store could not answer.</summary>
public enum CredentialStoreFailure
{
    /// <summary>The store cannot be reached, read or written now. What it holds is not known, so nothing is registered.</summary>
    Unavailable,

    /// <summary>The entry exists but cannot be understood. It is left where it is, and nothing is registered in its place.</summary>
    Corrupt,
}

/// <summary>
/// The store of client credentials failed. No registration was made because of it: a new pair would log the viewer out.
/// </summary>
public sealed class CredentialStoreException : AdobePassException
{
    /// <summary>Reports a failure of a store. For authors of stores.</summary>
    /// <param name="failure">What is wrong.</param>
    /// <param name="message">What happened, where, and what to do. Must contain no secret.</param>
    /// <param name="innerException">The cause.</param>
    public CredentialStoreException(CredentialStoreFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>What is wrong.</summary>
    public CredentialStoreFailure Failure { get; }

    /// <inheritdoc/>
    public override NextStep NextStep => Failure == CredentialStoreFailure.Unavailable ? NextStep.RetryLater : NextStep.FixConfiguration;
}
