namespace AdobePass;

/// <summary>
/// A successful answer could not be read: it is empty, no JSON, too large, or lacks or mistypes a member. The answer's text is never part of the message.
/// </summary>
public sealed class AdobePassResponseException : AdobePassException
{
    internal AdobePassResponseException(string operationId, string? jsonPath, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        OperationId = operationId;
        JsonPath = jsonPath;
    }

    /// <summary>The operation that was called, by its id in the spec.</summary>
    public string OperationId { get; }

    /// <summary>The place of the fault in the answer, such as <c>$.decisions[0].authorized</c>, or <see langword="null"/> when the whole answer is unreadable.</summary>
    public string? JsonPath { get; }
}
