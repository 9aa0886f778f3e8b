using System.Net;

namespace AdobePass;

/// <summary>The exception that is thrown when the service returns an error status for a call.</summary>
/// <remarks>
/// Errors of single items, such as a denied decision, arrive with a success status and are not exceptions. They are the <c>error</c> of
/// that item.
/// </remarks>
public class AdobePassApiException : AdobePassException
{
    internal AdobePassApiException(string operationId, HttpStatusCode statusCode, EnhancedError? error, string message)
        : base(message)
    {
        OperationId = operationId;
        StatusCode = statusCode;
        Error = error;
    }

    /// <summary>Gets the id of the operation in the spec.</summary>
    public string OperationId { get; }

    /// <summary>Gets the HTTP status. It can differ from the status inside <see cref="Error"/>; check both.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>
    /// Gets the enhanced error of the response: action, code, messages, and the trace for Adobe's support; <see langword="null"/> if it has
    /// none.
    /// </summary>
    public EnhancedError? Error { get; }

    /// <inheritdoc/>
    public override NextStep NextStep =>
        Error is { } error ? ErrorClassifier.Classify(error, StatusCode) : ErrorClassifier.ByStatus((int)StatusCode);
}
