namespace AdobePass;

/// <summary>
/// The exception that is thrown when no complete response arrives: the connection was refused, reset or interrupted, or
/// <see cref="AdobePassOptions.RequestTimeout"/> elapsed. It is not known whether the service processed the request.
/// </summary>
public sealed class AdobePassConnectionException : AdobePassException
{
    internal AdobePassConnectionException(string operationId, string message, Exception? innerException)
        : base(message, innerException) => OperationId = operationId;

    /// <summary>
    /// Gets whether the connection failed before any byte of the request was sent, so that the service did not process it.
    /// </summary>
    internal bool NothingWasSent { get; init; }

    /// <summary>Gets whether the request was ended by a timeout, so that another one would probably end the same way.</summary>
    internal bool IsTimeout { get; init; }

    /// <summary>Gets the id of the operation in the spec.</summary>
    public string OperationId { get; }

    /// <inheritdoc/>
    public override NextStep NextStep => NextStep.RetryLater;
}
