using System.Net;

namespace AdobePass;

/// <summary>Classifies failures of the registration and the token endpoint.</summary>
internal static class DcrFailures
{
    internal const string InvalidClient = "invalid_client";

    /// <summary>
    /// Gets whether the token endpoint reports that the client credentials are invalid. Only the documented statuses count: a gateway or a
    /// failing service may send the same body with another status.
    /// </summary>
    internal static bool IsInvalidClient(this DynamicClientRegistrationException failure) =>
        failure is { ErrorCode: InvalidClient, StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized };

    /// <summary>Gets whether a response arrived that is neither a success nor a documented error.</summary>
    internal static bool IsUnusable(AdobePassException failure) => failure
        is AdobePassResponseException
        or DynamicClientRegistrationException { ErrorCode: null, StatusCode: < HttpStatusCode.InternalServerError };

    /// <summary>Gets whether the service itself failed, which may be temporary.</summary>
    internal static bool IsTransient(AdobePassException failure) =>
        failure is DynamicClientRegistrationException { StatusCode: >= HttpStatusCode.InternalServerError };

    internal static string OperationOf(AdobePassException failure) => failure switch
    {
        DynamicClientRegistrationException rejection => rejection.OperationId,
        AdobePassResponseException response => response.OperationId,
        _ => string.Empty,
    };

    /// <summary>Creates the same failure for a call that sends no request, with the reason why.</summary>
    internal static AdobePassException Again(this AdobePassException cause, string reason) => cause switch
    {
        DynamicClientRegistrationException rejection => new DynamicClientRegistrationException(
            rejection.OperationId,
            rejection.StatusCode,
            rejection.ErrorCode,
            $"{rejection.Message} {reason}"),
        AdobePassResponseException response => new AdobePassResponseException(
            response.OperationId,
            response.JsonPath,
            $"{response.Message} {reason}"),
        _ => cause,
    };
}
