using System.Net;

namespace AdobePass;

/// <summary>The exception that is thrown when the registration or the token endpoint rejects a request.</summary>
public sealed class DynamicClientRegistrationException : AdobePassException
{
    internal DynamicClientRegistrationException(string operationId, HttpStatusCode statusCode, string? errorCode, string message)
        : base(message)
    {
        OperationId = operationId;
        StatusCode = statusCode;
        ErrorCode = errorCode;
    }

    /// <summary>Gets the id of the operation: <c>registerClient</c> or <c>requestAccessToken</c>.</summary>
    public string OperationId { get; }

    /// <summary>Gets the HTTP status; 400 for every documented error.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>
    /// Gets the <c>error</c> of the response; <see langword="null"/> if the response has none.
    /// </summary>
    /// <remarks>
    /// <para>Registration: <c>invalid_request</c>, <c>invalid_redirect_uri</c>, <c>invalid_software_statement</c>,
    /// <c>unapproved_software_statement</c>.</para>
    /// <para>Token: <c>invalid_request</c>, <c>invalid_client</c>, <c>unauthorized_client</c>, <c>unsupported_grant_type</c>.</para>
    /// <para>Adobe may add values.</para>
    /// </remarks>
    public string? ErrorCode { get; }

    /// <inheritdoc/>
    public override NextStep NextStep => ErrorClassifier.ByRegistrationCode(ErrorCode, StatusCode);
}
