using System.Text.Json.Nodes;

namespace AdobePass.ApiSpec.Tests;

public class OperationTests
{
    public static TheoryData<string, int, string, string, string> Table => new()
    {
        { Spec.Dcr, 0, "registerClient", "post", "/o/client/register" },
        { Spec.Dcr, 1, "requestAccessToken", "post", "/o/client/token" },
        { Spec.RestV2, 0, "getConfiguration", "get", "/api/v2/{serviceProvider}/configuration" },
        { Spec.RestV2, 1, "createSession", "post", "/api/v2/{serviceProvider}/sessions" },
        { Spec.RestV2, 2, "resumeSession", "post", "/api/v2/{serviceProvider}/sessions/{code}" },
        { Spec.RestV2, 3, "getSession", "get", "/api/v2/{serviceProvider}/sessions/{code}" },
        { Spec.RestV2, 4, "startAuthentication", "get", "/api/v2/authenticate/{serviceProvider}/{code}" },
        { Spec.RestV2, 5, "getProfiles", "get", "/api/v2/{serviceProvider}/profiles" },
        { Spec.RestV2, 6, "getProfileForMvpd", "get", "/api/v2/{serviceProvider}/profiles/{mvpd}" },
        { Spec.RestV2, 7, "getProfileForCode", "get", "/api/v2/{serviceProvider}/profiles/code/{code}" },
        { Spec.RestV2, 8, "preauthorize", "post", "/api/v2/{serviceProvider}/decisions/preauthorize/{mvpd}" },
        { Spec.RestV2, 9, "authorize", "post", "/api/v2/{serviceProvider}/decisions/authorize/{mvpd}" },
        { Spec.RestV2, 10, "logout", "get", "/api/v2/{serviceProvider}/logout/{mvpd}" },
        { Spec.RestV2, 11, "createPartnerSession", "post", "/api/v2/{serviceProvider}/sessions/sso/{partner}" },
        { Spec.RestV2, 12, "createPartnerProfile", "post", "/api/v2/{serviceProvider}/profiles/sso/{partner}" },
    };

    public static TheoryData<string, string> Statuses => new()
    {
        { "registerClient", "201 400 429 default" },
        { "requestAccessToken", "201 400 429 default" },
        { "getConfiguration", "200 400 401 405 429 500 default" },
        { "createSession", "200 400 401 405 429 500 default" },
        { "resumeSession", "200 400 401 405 429 500 default" },
        { "getSession", "200 400 401 405 429 500 default" },
        { "startAuthentication", "200 302 400 405 429 500 default" },
        { "getProfiles", "200 400 401 405 429 500 default" },
        { "getProfileForMvpd", "200 400 401 403 405 429 500 default" },
        { "getProfileForCode", "200 400 401 403 405 429 500 default" },
        { "preauthorize", "200 400 401 405 429 500 default" },
        { "authorize", "200 400 401 405 429 500 default" },
        { "logout", "200 302 400 401 405 429 500 default" },
        { "createPartnerSession", "200 400 401 405 429 500 default" },
        { "createPartnerProfile", "200 201 400 401 405 429 500 default" },
    };

    // operation, request media type, schema, body required
    public static TheoryData<string, string?, string?, bool> Bodies => new()
    {
        { "registerClient", "application/json", "ClientRegistrationRequest", true },
        { "requestAccessToken", "application/x-www-form-urlencoded", "AccessTokenRequest", true },
        { "getConfiguration", null, null, false },
        { "createSession", "application/x-www-form-urlencoded", "SessionRequest", false },
        { "resumeSession", "application/x-www-form-urlencoded", "SessionRequest", false },
        { "getSession", null, null, false },
        { "startAuthentication", null, null, false },
        { "getProfiles", null, null, false },
        { "getProfileForMvpd", null, null, false },
        { "getProfileForCode", null, null, false },
        { "preauthorize", "application/json", "DecisionsRequest", true },
        { "authorize", "application/json", "DecisionsRequest", true },
        { "logout", null, null, false },
        { "createPartnerSession", "application/x-www-form-urlencoded", "PartnerSessionRequest", true },
        { "createPartnerProfile", "application/x-www-form-urlencoded", "PartnerProfileRequest", true },
    };

    public static TheoryData<string, string, string> SuccessSchemas => new()
    {
        { "registerClient", "201", "ClientRegistration" },
        { "requestAccessToken", "201", "AccessTokenResponse" },
        { "getConfiguration", "200", "ConfigurationResponse" },
        { "createSession", "200", "SessionResponse" },
        { "resumeSession", "200", "SessionResponse" },
        { "getSession", "200", "SessionStatusResponse" },
        { "getProfiles", "200", "ProfilesResponse" },
        { "getProfileForMvpd", "200", "ProfilesResponse" },
        { "getProfileForCode", "200", "ProfilesResponse" },
        { "preauthorize", "200", "DecisionsResponse" },
        { "authorize", "200", "DecisionsResponse" },
        { "logout", "200", "LogoutResponse" },
        { "createPartnerSession", "200", "SessionResponse" },
        { "createPartnerProfile", "200", "ProfilesResponse" },
        { "createPartnerProfile", "201", "ProfilesResponse" },
    };

    public static TheoryData<string> Ids
    {
        get
        {
            var ids = new TheoryData<string>();
            foreach (var operation in Spec.Operations(Spec.Dcr).Concat(Spec.Operations(Spec.RestV2)))
            {
                ids.Add(operation.Id);
            }

            return ids;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Operation_has_the_expected_id_method_and_path(string file, int index, string id, string method, string path)
    {
        var operation = Spec.Operations(file).ElementAt(index);

        Assert.Equal((id, method, path), (operation.Id, operation.Method, operation.Path));
    }

    [Theory]
    [InlineData(Spec.Dcr, 2)]
    [InlineData(Spec.RestV2, 13)]
    public void Spec_declares_no_other_operations(string file, int count) =>
        Assert.Equal(count, Spec.Operations(file).Count());

    [Fact]
    public void Only_getConfiguration_and_preauthorize_have_background_priority() => Assert.Equal(
        [("getConfiguration", "background"), ("preauthorize", "background")],
        Spec.Operations(Spec.Dcr).Concat(Spec.Operations(Spec.RestV2))
            .Where(operation => operation.Node["x-priority"] is not null)
            .Select(operation => (operation.Id, operation.Node["x-priority"]!.GetValue<string>())));

    [Fact]
    public void Only_the_operations_of_registration_have_a_request_kind() => Assert.Equal(
        [("registerClient", "registration"), ("requestAccessToken", "token")],
        Spec.Operations(Spec.Dcr).Concat(Spec.Operations(Spec.RestV2))
            .Where(operation => operation.Node["x-request-kind"] is not null)
            .Select(operation => (operation.Id, operation.Node["x-request-kind"]!.GetValue<string>())));

    [Fact]
    public void Only_the_token_request_is_idempotent_without_being_a_GET() => Assert.Equal(
        [("requestAccessToken", true)],
        Spec.Operations(Spec.Dcr).Concat(Spec.Operations(Spec.RestV2))
            .Where(operation => operation.Node["x-idempotent"] is not null)
            .Select(operation => (operation.Id, operation.Node["x-idempotent"]!.GetValue<bool>())));

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Operation_declares_the_expected_status_codes(string id, string statuses) =>
        Assert.Equal(
            statuses.Split(' ').Order(StringComparer.Ordinal),
            Spec.Operation(id).Responses.Select(response => response.Key).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Operation_declares_the_error_bodies(string id)
    {
        var operation = Spec.Operation(id);
        foreach (var (status, _) in operation.Responses)
        {
            var content = operation.Response(status)["content"]?.AsObject();
            if (status == "429")
            {
                Assert.Equal("#/components/responses/Throttled", operation.Responses[status]!["$ref"]!.GetValue<string>());
                Assert.Equal(["text/html"], content!.Select(entry => entry.Key));
            }
            else if (status[0] is '2' or '3')
            {
                continue;
            }
            else if (id == "startAuthentication")
            {
                Assert.Equal(["text/html"], content!.Select(entry => entry.Key));
            }
            else if (operation.File == Spec.RestV2)
            {
                Assert.Equal(["application/json"], content!.Select(entry => entry.Key));
                Assert.Equal("#/components/schemas/EnhancedError", SchemaOf(content!));
            }
            else if (status == "400")
            {
                var expected = id == "registerClient" ? "RegistrationError" : "TokenError";
                Assert.Equal($"#/components/schemas/{expected}", SchemaOf(content!));
            }
            else
            {
                Assert.Equal("default", status);
                Assert.Null(content);
            }
        }
    }

    [Theory]
    [MemberData(nameof(SuccessSchemas))]
    public void Operation_declares_the_success_body(string id, string status, string schema)
    {
        var content = Spec.Operation(id).Response(status)["content"]!.AsObject();

        Assert.Equal(["application/json"], content.Select(entry => entry.Key));
        Assert.Equal($"#/components/schemas/{schema}", SchemaOf(content));
    }

    [Fact]
    public void Login_redirect_has_a_location_and_no_body()
    {
        var operation = Spec.Operation("startAuthentication");
        var response = operation.Response("302");

        Assert.Null(response["content"]);
        var location = Spec.Resolve(operation.Document, response["headers"]!["Location"]!);
        Assert.True(location["required"]!.GetValue<bool>());
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Operation_declares_the_request_body(string id, string? mediaType, string? schema, bool required)
    {
        var body = Spec.Operation(id).Node["requestBody"]?.AsObject();
        if (mediaType is null)
        {
            Assert.Null(body);
            return;
        }

        Assert.NotNull(body);
        Assert.Equal(required, body["required"]!.GetValue<bool>());
        var content = body["content"]!.AsObject();
        Assert.Equal([mediaType], content.Select(entry => entry.Key));
        Assert.Equal($"#/components/schemas/{schema}", SchemaOf(content));
    }

    [Fact]
    public void Bearer_authentication_applies_to_every_RestV2_operation_except_startAuthentication()
    {
        var document = Spec.Load(Spec.RestV2);
        var scheme = document["components"]!["securitySchemes"]!["accessToken"]!;
        Assert.Equal("http", scheme["type"]!.GetValue<string>());
        Assert.Equal("bearer", scheme["scheme"]!.GetValue<string>());
        Assert.False(string.IsNullOrWhiteSpace(scheme["description"]!.GetValue<string>()));
        Assert.Equal("""[{"accessToken":["api:client:v2"]}]""", document["security"]!.ToJsonString());

        foreach (var operation in Spec.Operations(Spec.RestV2))
        {
            Assert.Equal(operation.Id == "startAuthentication" ? "[]" : null, operation.Node["security"]?.ToJsonString());
        }
    }

    [Fact]
    public void Registration_needs_no_access_token()
    {
        var document = Spec.Load(Spec.Dcr);

        Assert.Null(document["security"]);
        Assert.Null(document["components"]!["securitySchemes"]);
        Assert.All(Spec.Operations(Spec.Dcr), operation => Assert.Null(operation.Node["security"]));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Path_parameters_match_the_path(string id)
    {
        var operation = Spec.Operation(id);
        var fromPath = operation.Path.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment.Trim('{', '}'));
        var declared = operation.Parameters.Where(parameter => In(parameter) == "path").ToList();

        Assert.Equal(fromPath.Order(StringComparer.Ordinal), declared.Select(parameter => Name(parameter)).Order(StringComparer.Ordinal));
        Assert.All(declared, parameter => Assert.True(parameter["required"]!.GetValue<bool>()));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Query_parameters_exist_only_on_logout(string id)
    {
        var query = Spec.Operation(id).Parameters.Where(parameter => In(parameter) == "query").ToList();
        if (id == "logout")
        {
            var redirectUrl = Assert.Single(query);
            Assert.Equal("redirectUrl", Name(redirectUrl));
            Assert.True(redirectUrl["required"]!.GetValue<bool>());
        }
        else
        {
            Assert.Empty(query);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Parameters_and_responses_are_references_to_components(string id)
    {
        var operation = Spec.Operation(id);

        Assert.All(operation.Node["parameters"]!.AsArray(), parameter => Assert.NotNull(parameter!["$ref"]));
        Assert.All(operation.Responses, response => Assert.NotNull(response.Value!["$ref"]));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Tags_are_declared(string id)
    {
        var operation = Spec.Operation(id);
        var declared = operation.Document["tags"]!.AsArray().Select(tag => tag!["name"]!.GetValue<string>()).ToList();

        Assert.Contains(Assert.Single(operation.Node["tags"]!.AsArray())!.GetValue<string>(), declared);
    }

    private static string SchemaOf(JsonObject content) => content.First().Value!["schema"]!["$ref"]!.GetValue<string>();

    private static string Name(JsonObject parameter) => parameter["name"]!.GetValue<string>();

    private static string In(JsonObject parameter) => parameter["in"]!.GetValue<string>();
}
