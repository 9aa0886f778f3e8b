using System.Net;

namespace AdobePass;

/// <summary>
/// Determines what an application can do about an error: by its action, then by its code, then by the HTTP status.
/// </summary>
/// <remarks>
/// Source of actions and codes: Adobe's page "Enhanced error codes", as recorded in <c>x-error-codes</c> of <c>api-spec/rest-v2.json</c>.
/// Both sets are extensible: for an unknown action the code decides, for an unknown code the status.
/// </remarks>
internal static class ErrorClassifier
{
    internal static NextStep Classify(EnhancedError error, HttpStatusCode? statusCode = null) =>
        ByAction(error.Action)
        ?? ByCode(error.Code)
        ?? (error.Action == ErrorAction.None ? NextStep.ShowMessage : ByStatus(error.Status ?? (int?)statusCode));

    internal static NextStep ByStatus(int? status) => status switch
    {
        400 or 404 or 405 or 406 or 413 or 414 or 415 => NextStep.FixRequest,
        408 or 429 or >= 500 => NextStep.RetryLater,
        _ => NextStep.Unknown,
    };

    /// <summary>Classifies the error code of the registration or the token endpoint.</summary>
    internal static NextStep ByRegistrationCode(string? code, HttpStatusCode status) => code switch
    {
        "invalid_client" => NextStep.RegisterAgain,
        "invalid_request" => NextStep.FixRequest,
        "invalid_software_statement" or "unapproved_software_statement" or "invalid_redirect_uri" or "unauthorized_client"
            or "unsupported_grant_type" => NextStep.FixConfiguration,
        _ => ByStatus((int)status),
    };

    // "none" means that nothing can be done at run time. It is used for wrong requests and for denials; the code distinguishes them.
    private static NextStep? ByAction(ErrorAction? action) => action?.Value switch
    {
        "configuration" => NextStep.FixConfiguration,
        "application-registration" => NextStep.RegisterAgain,
        "authentication" => NextStep.SignIn,
        "authorization" => NextStep.AuthorizeAgain,
        "retry" => NextStep.RetryLater,
        _ => null,
    };

    private static NextStep? ByCode(ErrorCode? code)
    {
        var value = code?.Value ?? string.Empty;
        return value switch
        {
            "too_many_resources" => NextStep.FixConfiguration,
            "invalid_integration" => NextStep.FixRequest,
            "internal_server_error" or "network_received_error" or "network_connection_timeout" or "maximum_execution_time_exceeded" =>
                NextStep.RetryLater,

            // The code of the session has expired. The action is "none", but a new session helps the viewer.
            "invalid_authentication_session" => NextStep.SignIn,
            "authorization_denied_by_hba_policies" or "authorization_denied_by_session_invalidated"
                or "identity_not_recognized_by_mvpd" => NextStep.SignIn,
            _ when Begins("authenticated_profile_") || Begins("temporary_access_") => NextStep.SignIn,
            _ when Begins("invalid_parameter_") || Begins("invalid_header_") => NextStep.FixRequest,
            _ when Begins("invalid_configuration_") => NextStep.FixConfiguration,
            _ when Begins("invalid_access_token_") => NextStep.RegisterAgain,
            _ when Begins("authorization_denied_") || Begins("preauthorization_denied_") => NextStep.ShowMessage,
            _ => null,
        };

        bool Begins(string prefix) => value.StartsWith(prefix, StringComparison.Ordinal);
    }
}
