namespace AdobePass;

/// <summary>
/// The exception that is thrown when a successful response cannot be read: it is empty, too large or not JSON, or a member is missing or
/// has the wrong type. The message never contains the body of the response.
/// </summary>
public sealed class AdobePassResponseException : AdobePassException
{
    internal AdobePassResponseException(string operationId, string? jsonPath, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        OperationId = operationId;
        JsonPath = jsonPath;
    }

    /// <summary>Gets the id of the operation in the spec.</summary>
    public string OperationId { get; }

    /// <summary>
    /// Gets the JSON path of the error in the response, such as <c>$.decisions[0].authorized</c>; <see langword="null"/> if the whole
    /// response cannot be read.
    /// </summary>
    public string? JsonPath { get; }
}
