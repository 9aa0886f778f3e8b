namespace AdobePass;

/// <summary>
/// No whole answer arrived: the connection was refused, reset or cut off, or <see cref="AdobePassOptions.RequestTimeout"/> passed.
/// Whether the service carried the request out is not known.
/// </summary>
public sealed class AdobePassConnectionException : AdobePassException
{
    internal AdobePassConnectionException(string operationId, string message, Exception? innerException)
        : base(message, innerException) => OperationId = operationId;

    /// <summary>The operation that was called, by its id in the spec.</summary>
    public string OperationId { get; }
}
