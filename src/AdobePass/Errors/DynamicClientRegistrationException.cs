using System.Net;

namespace AdobePass;

/// <summary>The registration or the token endpoint refused a request.</summary>
public sealed class DynamicClientRegistrationException : AdobePassException
{
    internal DynamicClientRegistrationException(string operationId, HttpStatusCode statusCode, string? errorCode, string message)
        : base(message)
    {
        OperationId = operationId;
        StatusCode = statusCode;
        ErrorCode = errorCode;
    }

    /// <summary>The operation that was called: <c>registerClient</c> or <c>requestAccessToken</c>.</summary>
    public string OperationId { get; }

    /// <summary>The HTTP status; 400 for every documented error.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>
    /// The <c>error</c> of the answer. Registration: <c>invalid_request</c>, <c>invalid_redirect_uri</c>, <c>invalid_software_statement</c>,
    /// <c>unapproved_software_statement</c>. Token: <c>invalid_request</c>, <c>invalid_client</c>, <c>unauthorized_client</c>,
    /// <c>unsupported_grant_type</c>. Adobe may add values; <see langword="null"/> when the answer had none.
    /// </summary>
    public string? ErrorCode { get; }

    /// <inheritdoc/>
    public override NextStep NextStep => ErrorClassifier.ByRegistrationCode(ErrorCode, StatusCode);
}
