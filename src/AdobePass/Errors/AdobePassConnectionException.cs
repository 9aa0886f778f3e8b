namespace AdobePass;

/// <summary>
/// No whole answer arrived: the connection was refused, reset or cut off, or <see cref="AdobePassOptions.RequestTimeout"/> passed.
/// Whether the service carried the request out is not known.
/// </summary>
public sealed class AdobePassConnectionException : AdobePassException
{
    internal AdobePassConnectionException(string operationId, string message, Exception? innerException)
        : base(message, innerException) => OperationId = operationId;

    /// <summary>Gets whether the connection failed before any byte of the request was sent, so that nothing was carried out.</summary>
    internal bool NothingWasSent { get; init; }

    /// <summary>Gets whether the request was ended by a timeout, so that another one would probably end the same way.</summary>
    internal bool IsTimeout { get; init; }

    /// <summary>The operation that was called, by its id in the spec.</summary>
    public string OperationId { get; }

    /// <inheritdoc/>
    public override NextStep NextStep => NextStep.RetryLater;
}
