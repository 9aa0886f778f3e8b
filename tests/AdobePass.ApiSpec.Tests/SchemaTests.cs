using System.Text.Json.Nodes;

namespace AdobePass.ApiSpec.Tests;

public class SchemaTests
{
    private const string EpochUnit = "milliseconds since 1970-01-01T00:00:00Z";

    public static TheoryData<string> Files => Spec.Files;

    public static TheoryData<string, string, string> Required => new()
    {
        { Spec.Dcr, "ClientRegistrationRequest", "software_statement" },
        { Spec.Dcr, "ClientRegistration", "client_id client_secret client_id_issued_at redirect_uris grant_types scopes" },
        { Spec.Dcr, "AccessTokenRequest", "client_id client_secret grant_type" },
        { Spec.Dcr, "AccessTokenResponse", "id access_token created_at expires_in token_type" },
        { Spec.Dcr, "RegistrationError", "error" },
        { Spec.Dcr, "TokenError", "error" },
        { Spec.RestV2, "ConfigurationResponse", "requestor" },
        { Spec.RestV2, "Requestor", "mvpds" },
        { Spec.RestV2, "RequestorDomain", "" },
        { Spec.RestV2, "Mvpd", "id" },
        { Spec.RestV2, "SessionRequest", "" },
        { Spec.RestV2, "PartnerSessionRequest", "domainName redirectUrl" },
        { Spec.RestV2, "PartnerProfileRequest", "SAMLResponse" },
        { Spec.RestV2, "SessionResponse", "actionName actionType reasonType sessionId serviceProvider" },
        { Spec.RestV2, "PartnerAuthenticationRequest", "" },
        { Spec.RestV2, "SessionStatusResponse", "existingParameters" },
        { Spec.RestV2, "DeviceDescription", "" },
        { Spec.RestV2, "DeviceHardware", "" },
        { Spec.RestV2, "DeviceOperatingSystem", "" },
        { Spec.RestV2, "DeviceBrowser", "" },
        { Spec.RestV2, "DeviceDisplay", "" },
        { Spec.RestV2, "DeviceConnection", "" },
        { Spec.RestV2, "ComponentVersion", "" },
        { Spec.RestV2, "ProfilesResponse", "profiles" },
        { Spec.RestV2, "Profile", "notBefore notAfter issuer type attributes" },
        { Spec.RestV2, "UserAttribute", "" },
        { Spec.RestV2, "DecisionsRequest", "resources" },
        { Spec.RestV2, "DecisionsResponse", "decisions" },
        { Spec.RestV2, "Decision", "resource serviceProvider mvpd source authorized" },
        { Spec.RestV2, "MediaToken", "notBefore notAfter serializedToken" },
        { Spec.RestV2, "LogoutResponse", "logouts" },
        { Spec.RestV2, "MvpdLogout", "actionName actionType mvpd" },
        { Spec.RestV2, "EnhancedError", "" },
        { Spec.RestV2, "DeviceInformation", "model version osName osVersion connectionType" },
    };

    // schema, property, JSON type
    public static TheoryData<string, string, string> EpochFields => new()
    {
        { "SessionResponse", "notBefore", "string" },
        { "SessionResponse", "notAfter", "string" },
        { "SessionStatusResponse", "notBefore", "string" },
        { "SessionStatusResponse", "notAfter", "string" },
        { "Profile", "notBefore", "integer" },
        { "Profile", "notAfter", "integer" },
        { "Decision", "notBefore", "integer" },
        { "Decision", "notAfter", "integer" },
        { "MediaToken", "notBefore", "integer" },
        { "MediaToken", "notAfter", "integer" },
    };

    public static TheoryData<string, string, string, string, string> UnitFields => new()
    {
        { Spec.Dcr, "AccessTokenResponse", "created_at", "int64", EpochUnit },
        { Spec.Dcr, "AccessTokenResponse", "expires_in", "int64", "seconds" },
        { Spec.Dcr, "ClientRegistration", "client_id_issued_at", "int64", "seconds or milliseconds since 1970-01-01T00:00:00Z" },
        { Spec.RestV2, "DeviceDisplay", "width", "int64", "pixels" },
        { Spec.RestV2, "DeviceDisplay", "height", "int64", "pixels" },
        { Spec.RestV2, "DeviceDisplay", "ppi", "int64", "pixels per inch" },
        { Spec.RestV2, "DeviceInformation", "displayWidth", "int64", "pixels" },
        { Spec.RestV2, "DeviceInformation", "displayHeight", "int64", "pixels" },
        { Spec.RestV2, "DeviceInformation", "displayPpi", "int64", "pixels per inch" },
    };

    [Theory]
    [MemberData(nameof(Required))]
    public void Schema_requires_the_expected_members(string file, string schema, string required)
    {
        var declared = Spec.Schemas(file)[schema]!["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? [];

        Assert.Equal(required.Split(' ', StringSplitOptions.RemoveEmptyEntries), declared);
        Assert.All(declared, name => Assert.NotNull(Spec.Schemas(file)[schema]!["properties"]![name]));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_object_schema_is_in_the_table_of_required_members(string file)
    {
        var table = Required.Where(row => (string)row[0] == file).Select(row => (string)row[1]).ToHashSet();

        Assert.All(
            Spec.Schemas(file).Where(schema => schema.Value!["type"]!.GetValue<string>() == "object"),
            schema => Assert.Contains(schema.Key, table));
    }

    [Fact]
    public void Device_information_has_its_members_and_is_the_content_of_the_header()
    {
        string[] members =
        [
            "primaryHardwareType", "model", "version", "manufacturer", "vendor", "osName", "osFamily", "osVendor", "osVersion",
            "browserName",
            "browserVendor", "browserVersion", "userAgent", "displayWidth", "displayHeight", "displayPpi", "diagonalScreenSize",
            "connectionType", "connectionIp", "connectionPort", "connectionSecure", "applicationId",
        ];

        Assert.Equal(members, Spec.Schemas(Spec.RestV2)["DeviceInformation"]!["properties"]!.AsObject().Select(member => member.Key));
        var headers = Spec.Load(Spec.RestV2)["components"]!["parameters"]!.AsObject()
            .Where(parameter => parameter.Value!["name"]!.GetValue<string>() == "X-Device-Info").ToList();
        Assert.Equal(2, headers.Count);
        Assert.All(headers, header => Assert.Equal(
            "#/components/schemas/DeviceInformation",
            header.Value!["schema"]!["contentSchema"]!["$ref"]!.GetValue<string>()));
    }

    [Theory]
    [MemberData(nameof(EpochFields))]
    public void Epoch_field_has_unit_and_format(string schema, string property, string type)
    {
        var node = Spec.Schemas(Spec.RestV2)[schema]!["properties"]![property]!;

        Assert.Equal(type, node["type"]!.GetValue<string>());
        Assert.Equal("epoch-milliseconds", node["format"]!.GetValue<string>());
        Assert.Equal(EpochUnit, node["x-unit"]!.GetValue<string>());
        Assert.Equal(type == "string" ? "^[0-9]+$" : null, node["pattern"]?.GetValue<string>());
        Assert.Contains(EpochUnit, node["description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_epoch_field_is_in_the_table()
    {
        var table = EpochFields.Select(row => $"{Spec.RestV2}: {row[0]}/{row[1]}").Order(StringComparer.Ordinal);
        var found = Spec.Properties(Spec.Dcr).Concat(Spec.Properties(Spec.RestV2))
            .Where(property =>
                property.Name is "notBefore" or "notAfter"
                || property.Schema["format"]?.GetValue<string>() == "epoch-milliseconds")
            .Select(property => property.Location).Order(StringComparer.Ordinal);

        Assert.Equal(table, found);
    }

    [Theory]
    [MemberData(nameof(UnitFields))]
    public void Quantity_has_unit_and_format(string file, string schema, string property, string format, string unit)
    {
        var node = Spec.Schemas(file)[schema]!["properties"]![property]!;

        Assert.Equal(format, node["format"]!.GetValue<string>());
        Assert.Equal(unit, node["x-unit"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Integers_have_a_unit_unless_listed_as_unitless(string file)
    {
        string[] unitless = ["status", "major", "minor", "patch", "connectionPort"];
        foreach (var (location, name, schema) in Spec.Properties(file))
        {
            if (Types(schema).Contains("integer") && !unitless.Contains(name))
            {
                Assert.True(schema["x-unit"] is not null, location);
            }
        }
    }

    [Fact]
    public void Device_description_members_are_optional_and_nullable()
    {
        foreach (var name in new[]
        {
            "DeviceDescription", "DeviceHardware", "DeviceOperatingSystem", "DeviceBrowser", "DeviceDisplay", "DeviceConnection",
            "ComponentVersion",
        })
        {
            var schema = Spec.Schemas(Spec.RestV2)[name]!;
            Assert.Null(schema["required"]);
            foreach (var (property, definition) in schema["properties"]!.AsObject())
            {
                var nullable = definition!["anyOf"] is JsonArray choices
                    ? choices.Any(choice => choice!["type"]?.GetValue<string>() == "null")
                    : Types(definition.AsObject()).Contains("null");
                Assert.True(nullable, $"{name}.{property}");
            }
        }
    }

    [Fact]
    public void Attribute_value_accepts_any_JSON()
    {
        var value = Spec.Schemas(Spec.RestV2)["UserAttribute"]!["properties"]!["value"]!.AsObject();

        Assert.Equal(["description"], value.Select(member => member.Key));
    }

    [Fact]
    public void Decisions_request_requires_at_least_one_resource() =>
        Assert.Equal(1, Spec.Schemas(Spec.RestV2)["DecisionsRequest"]!["properties"]!["resources"]!["minItems"]!.GetValue<int>());

    [Theory]
    [InlineData("ProfilesResponse", "profiles", "#/components/schemas/Profile")]
    [InlineData("Profile", "attributes", "#/components/schemas/UserAttribute")]
    [InlineData("LogoutResponse", "logouts", "#/components/schemas/MvpdLogout")]
    [InlineData("SessionStatusResponse", "existingParameters", null)]
    public void Map_declares_its_value_schema(string schema, string property, string? reference)
    {
        var values = Spec.Schemas(Spec.RestV2)[schema]!["properties"]![property]!["additionalProperties"]!;

        Assert.Equal(reference, values["$ref"]?.GetValue<string>());
        Assert.Equal(reference is null ? "string" : null, values["type"]?.GetValue<string>());
    }

    private static IEnumerable<string> Types(JsonObject schema) => schema["type"] switch
    {
        JsonArray types => types.Select(type => type!.GetValue<string>()),
        JsonNode type => [type.GetValue<string>()],
        null => [],
    };
}
