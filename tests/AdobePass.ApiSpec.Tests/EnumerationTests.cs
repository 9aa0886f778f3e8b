using System.Text.Json.Nodes;

namespace AdobePass.ApiSpec.Tests;

public class EnumerationTests
{
    public static TheoryData<string, string, int> ErrorCodes => new()
    {
        { "invalid_parameter_service_provider", "none", 400 },
        { "invalid_parameter_mvpd", "none", 400 },
        { "invalid_parameter_code", "none", 400 },
        { "invalid_parameter_resources", "none", 400 },
        { "invalid_parameter_redirect_url", "none", 400 },
        { "invalid_parameter_partner", "none", 400 },
        { "invalid_parameter_saml_response", "none", 400 },
        { "invalid_header_device_info", "none", 400 },
        { "invalid_header_device_identifier", "none", 400 },
        { "invalid_header_identity_for_temporary_access", "none", 400 },
        { "invalid_header_pfs_permission_access_not_present", "none", 400 },
        { "invalid_header_pfs_permission_access_not_determined", "none", 400 },
        { "invalid_header_pfs_permission_access_not_granted", "none", 400 },
        { "invalid_header_pfs_provider_id_not_determined", "none", 400 },
        { "invalid_header_pfs_provider_id_mismatch", "none", 400 },
        { "invalid_header_pfs_provider_info_expired", "none", 400 },
        { "invalid_integration", "none", 400 },
        { "invalid_authentication_session", "none", 400 },
        { "preauthorization_denied_by_mvpd", "none", 403 },
        { "authorization_denied_by_mvpd", "none", 403 },
        { "authorization_denied_by_parental_controls", "none", 403 },
        { "authorization_denied_by_degradation_rule", "none", 403 },
        { "internal_server_error", "none", 500 },
        { "too_many_resources", "configuration", 403 },
        { "invalid_configuration_user_metadata_certificate", "configuration", 500 },
        { "invalid_configuration_temporary_access", "configuration", 500 },
        { "invalid_configuration_platform", "configuration", 500 },
        { "invalid_configuration_platform_id", "configuration", 500 },
        { "invalid_configuration_platform_trait", "configuration", 500 },
        { "invalid_configuration_platform_category_trait", "configuration", 500 },
        { "invalid_configuration_platform_services", "configuration", 500 },
        { "invalid_configuration_mvpd_platform", "configuration", 500 },
        { "invalid_configuration_mvpd_platform_boarding_status", "configuration", 500 },
        { "invalid_configuration_mvpd_platform_profile_exchange", "configuration", 500 },
        { "invalid_access_token_service_provider", "application-registration", 401 },
        { "invalid_access_token_client_application", "application-registration", 401 },
        { "authenticated_profile_missing", "authentication", 403 },
        { "authenticated_profile_expired", "authentication", 403 },
        { "authenticated_profile_invalidated", "authentication", 403 },
        { "temporary_access_duration_limit_exceeded", "authentication", 403 },
        { "temporary_access_resources_limit_exceeded", "authentication", 403 },
        { "authorization_denied_by_hba_policies", "authentication", 403 },
        { "authorization_denied_by_session_invalidated", "authentication", 403 },
        { "identity_not_recognized_by_mvpd", "authentication", 403 },
        { "network_received_error", "retry", 403 },
        { "network_connection_timeout", "retry", 403 },
        { "maximum_execution_time_exceeded", "retry", 403 },
    };

    public static TheoryData<string, string, string> Enumerations => new()
    {
        { Spec.Dcr, "GrantType", "client_credentials" },
        { Spec.Dcr, "RegistrationErrorCode", "invalid_request invalid_redirect_uri invalid_software_statement unapproved_software_statement" },
        { Spec.Dcr, "TokenErrorCode", "invalid_request invalid_client unauthorized_client unsupported_grant_type" },
        { Spec.RestV2, "SessionActionName", "authenticate resume retry authorize partner_profile" },
        { Spec.RestV2, "SessionActionType", "interactive direct" },
        { Spec.RestV2, "SessionReasonType", "none authenticated temporary degraded authenticatedSSO pfs_fallback configuration_fallback missing_parameters_fallback" },
        { Spec.RestV2, "ProfileType", "regular degraded temporary appleSSO platformSSO serviceTokenSSO" },
        { Spec.RestV2, "AttributeState", "plain enc encrypted" },
        { Spec.RestV2, "DecisionSource", "mvpd degradation temppass dummy" },
        { Spec.RestV2, "ErrorAction", "none configuration application-registration authentication authorization retry" },
        { Spec.RestV2, "LogoutActionName", "logout partner_logout complete invalid" },
        { Spec.RestV2, "LogoutActionType", "interactive partner_interactive none" },
        {
            Spec.RestV2, "DeviceType",
            "Camera DataCollectionTerminal Desktop EmbeddedNetworkModule eReader GamesConsole GeolocationTracker Glasses MediaPlayer MobilePhone PaymentTerminal PluginModem SetTopBox TV Tablet WirelessHotspot Wristwatch VehicleMultimediaSystem Projector Unknown"
        },
    };

    // Schema, member of the device information, values.
    public static TheoryData<string, string, string> DeviceValues => new()
    {
        {
            "HardwareType", "primaryHardwareType",
            "Camera|DataCollectionTerminal|Desktop|EmbeddedNetworkModule|eReader|GamesConsole|GeolocationTracker|Glasses|MediaPlayer|"
            + "MobilePhone|PaymentTerminal|PluginModem|SetTopBox|TV|Tablet|WirelessHotspot|Wristwatch|Unknown"
        },
        { "OsName", "osName", "Android|Chrome OS|Linux|Mac OS|OS X|OpenBSD|Roku OS|Windows|iOS|tvOS|webOS" },
        { "OsFamily", "osFamily", "Android|BSD|Linux|PlayStation OS|Roku OS|Symbian|Tizen|Windows|iOS|tvOS|macOS|webOS" },
        { "OsVendor", "osVendor", "Amazon|Apple|Google|LG|Microsoft|Mozilla|Nintendo|Nokia|Roku|Samsung|Sony|Tizen Project" },
        { "BrowserName", "browserName", "Android Browser|Chrome|Edge|Firefox|Internet Explorer|Opera|Safari|SeaMonkey|Symbian Browser" },
        {
            "BrowserVendor", "browserVendor",
            "Amazon|Apple|Google|Microsoft|Motorola|Mozilla|Netscape|Nintendo|Nokia|Samsung|Sony Ericsson"
        },
    };

    public static TheoryData<string> Files => Spec.Files;

    [Theory]
    [MemberData(nameof(ErrorCodes))]
    public void Error_code_has_the_documented_action_and_status(string code, string action, int status)
    {
        var schema = Spec.Schemas(Spec.RestV2)["ErrorCode"]!;
        var values = Values(schema);
        var row = Assert.Single(schema["x-error-codes"]!.AsArray(), entry => entry!["code"]!.GetValue<string>() == code)!;

        Assert.Equal(action, row["action"]!.GetValue<string>());
        Assert.Equal(status, row["status"]!.GetValue<int>());
        var description = row["description"]!.GetValue<string>();
        Assert.False(string.IsNullOrWhiteSpace(description));

        var text = schema["x-enum-descriptions"]![values.IndexOf(code)]!.GetValue<string>();
        Assert.StartsWith(description, text, StringComparison.Ordinal);
        Assert.EndsWith($"Status {status}, action {action}.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_codes_are_complete()
    {
        var schema = Spec.Schemas(Spec.RestV2)["ErrorCode"]!;
        var expected = ErrorCodes.Select(row => (string)row[0]).ToList();

        Assert.Equal(47, expected.Count);
        Assert.Equal(expected, Values(schema));
        Assert.Equal(expected, schema["x-error-codes"]!.AsArray().Select(row => row!["code"]!.GetValue<string>()));
    }

    [Fact]
    public void Actions_of_the_error_codes_are_known_actions()
    {
        var actions = Values(Spec.Schemas(Spec.RestV2)["ErrorAction"]!);

        Assert.All(
            Spec.Schemas(Spec.RestV2)["ErrorCode"]!["x-error-codes"]!.AsArray(),
            row => Assert.Contains(row!["action"]!.GetValue<string>(), actions));
    }

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void Enumeration_has_the_expected_values(string file, string schema, string values) =>
        Assert.Equal(values.Split(' '), Values(Spec.Schemas(file)[schema]!));

    [Theory]
    [MemberData(nameof(DeviceValues))]
    public void Device_value_has_its_values_and_its_member(string schema, string member, string values)
    {
        var definition = Spec.Schemas(Spec.RestV2)[schema]!;

        Assert.Equal(values.Split('|'), Values(definition));
        Assert.Equal(schema, definition["x-runtime-type"]!.GetValue<string>());
        Assert.Equal(member, definition["x-request-member"]!.GetValue<string>());
        Assert.Equal(
            $"#/components/schemas/{schema}",
            Spec.Schemas(Spec.RestV2)["DeviceInformation"]!["properties"]![member]!["$ref"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Extensible_enums_are_named_strings_with_descriptions(string file)
    {
        var named = Spec.Schemas(file).Select(schema => schema.Value!).ToHashSet();
        var found = 0;
        foreach (var (location, node) in Spec.Objects(file, Spec.Load(file)))
        {
            if (node["x-extensible-enum"] is not JsonArray values)
            {
                continue;
            }

            found++;
            Assert.Contains(node, named);
            Assert.Equal("string", node["type"]!.GetValue<string>());
            var descriptions = node["x-enum-descriptions"]!.AsArray();
            Assert.True(values.Count == descriptions.Count, location);
            Assert.All(descriptions, text => Assert.EndsWith(".", text!.GetValue<string>(), StringComparison.Ordinal));
            Assert.Distinct(values.Select(value => value!.GetValue<string>()));
        }

        Assert.Equal(file == Spec.Dcr ? 3 : 17, found);
    }

    private static List<string> Values(JsonNode schema) =>
        [.. schema["x-extensible-enum"]!.AsArray().Select(value => value!.GetValue<string>())];
}
