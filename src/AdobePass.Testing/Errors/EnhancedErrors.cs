using System.Text.Json.Nodes;

namespace AdobePass.Testing.Errors;

/// <summary>The 47 documented enhanced error codes of REST API V2 with their action and status.</summary>
internal static class EnhancedErrors
{
    private const string HelpUrl =
        "https://experienceleague.adobe.com/en/docs/pass/authentication/integration-guide-programmers/features-standard/error-reporting/enhanced-error-codes";

    private static readonly Dictionary<string, (string Action, int Status, string Message)> Table = new(StringComparer.Ordinal)
    {
        ["invalid_parameter_service_provider"] = ("none", 400, "The service provider is missing or wrong."),
        ["invalid_parameter_mvpd"] = ("none", 400, "The MVPD is missing or wrong."),
        ["invalid_parameter_code"] = ("none", 400, "The authentication code is missing or wrong."),
        ["invalid_parameter_resources"] = ("none", 400, "The resource list is missing or wrong."),
        ["invalid_parameter_redirect_url"] = ("none", 400, "The redirect URL is missing or wrong."),
        ["invalid_parameter_partner"] = ("none", 400, "The partner is missing or wrong."),
        ["invalid_parameter_saml_response"] = ("none", 400, "The SAML response is missing or wrong."),
        ["invalid_header_device_info"] = ("none", 400, "The device information is missing or wrong."),
        ["invalid_header_device_identifier"] = ("none", 400, "The device identifier is missing or wrong."),
        ["invalid_header_identity_for_temporary_access"] = ("none", 400, "The identity for temporary access is missing or wrong."),
        ["invalid_header_pfs_permission_access_not_present"] = ("none", 400, "The partner framework access status is absent."),
        ["invalid_header_pfs_permission_access_not_determined"] = ("none", 400, "The partner framework access is not determined."),
        ["invalid_header_pfs_permission_access_not_granted"] = ("none", 400, "The partner framework access is not granted."),
        ["invalid_header_pfs_provider_id_not_determined"] = ("none", 400, "The partner provider id belongs to no known MVPD."),
        ["invalid_header_pfs_provider_id_mismatch"] = ("none", 400, "The partner provider id belongs to another MVPD."),
        ["invalid_header_pfs_provider_info_expired"] = ("none", 400, "The partner provider information has expired."),
        ["invalid_integration"] = ("none", 400, "Service provider and MVPD have no active integration."),
        ["invalid_authentication_session"] = ("none", 400, "The session of the code is missing or no longer valid."),
        ["preauthorization_denied_by_mvpd"] = ("none", 403, "The MVPD denied the preauthorization."),
        ["authorization_denied_by_mvpd"] = ("none", 403, "The MVPD denied the authorization."),
        ["authorization_denied_by_parental_controls"] = ("none", 403, "Parental controls deny the resource."),
        ["authorization_denied_by_degradation_rule"] = ("none", 403, "A degradation rule denies the resource."),
        ["internal_server_error"] = ("none", 500, "The server failed."),
        ["too_many_resources"] = ("configuration", 403, "The request carries more resources than allowed."),
        ["invalid_configuration_user_metadata_certificate"] = ("configuration", 500, "The user metadata certificate is missing or wrong."),
        ["invalid_configuration_temporary_access"] = ("configuration", 500, "The TempPass configuration is wrong."),
        ["invalid_configuration_platform"] = ("configuration", 500, "The platform settings are missing."),
        ["invalid_configuration_platform_id"] = ("configuration", 500, "The platform id is missing or wrong."),
        ["invalid_configuration_platform_trait"] = ("configuration", 500, "The platform trait is missing or wrong."),
        ["invalid_configuration_platform_category_trait"] = ("configuration", 500, "The platform category trait is missing or wrong."),
        ["invalid_configuration_platform_services"] = ("configuration", 500, "The platform services are missing."),
        ["invalid_configuration_mvpd_platform"] = ("configuration", 500, "MVPD and platform are misconfigured."),
        ["invalid_configuration_mvpd_platform_boarding_status"] = ("configuration", 500, "The boarding status is misconfigured."),
        ["invalid_configuration_mvpd_platform_profile_exchange"] = ("configuration", 500, "The profile exchange is misconfigured."),
        ["invalid_access_token_service_provider"] = ("application-registration", 401, "The access token is not valid for the service provider."),
        ["invalid_access_token_client_application"] = ("application-registration", 401, "The client application of the access token is not valid."),
        ["authenticated_profile_missing"] = ("authentication", 403, "There is no authenticated profile."),
        ["authenticated_profile_expired"] = ("authentication", 403, "The authenticated profile has expired."),
        ["authenticated_profile_invalidated"] = ("authentication", 403, "The authenticated profile was invalidated."),
        ["temporary_access_duration_limit_exceeded"] = ("authentication", 403, "The time of the temporary access is used up."),
        ["temporary_access_resources_limit_exceeded"] = ("authentication", 403, "The resources of the temporary access are used up."),
        ["authorization_denied_by_hba_policies"] = ("authentication", 403, "The viewer is no longer at home."),
        ["authorization_denied_by_session_invalidated"] = ("authentication", 403, "The identity provider ended the session."),
        ["identity_not_recognized_by_mvpd"] = ("authentication", 403, "The MVPD does not know the viewer."),
        ["network_received_error"] = ("retry", 403, "Reading from the partner service failed."),
        ["network_connection_timeout"] = ("retry", 403, "Connecting to the partner service took too long."),
        ["maximum_execution_time_exceeded"] = ("retry", 403, "The request took too long."),
    };

    public static IReadOnlyCollection<string> Codes => Table.Keys;

    public static int Status(string code) => Table[code].Status;

    /// <summary>The error object: all documented fields, flat, with a fresh trace.</summary>
    public static JsonObject Object(string code, string? details = null)
    {
        var (action, status, message) = Table[code];
        var error = new JsonObject { ["action"] = action, ["status"] = status, ["code"] = code, ["message"] = message };
        if (details is not null)
        {
            error["details"] = details;
        }

        error["helpUrl"] = HelpUrl;
        error["trace"] = Guid.NewGuid().ToString();
        return error;
    }

    /// <summary>The error object at the top level, with the HTTP status the table gives it.</summary>
    public static FakeResponse Response(string code, string? details = null) =>
        FakeResponse.Json(Status(code), Object(code, details));

    public static void ThrowIfUnknown(string code, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(code, parameterName);
        if (!Table.ContainsKey(code))
        {
            throw new ArgumentException($"'{code}' is none of the {Table.Count} documented enhanced error codes.", parameterName);
        }
    }
}
