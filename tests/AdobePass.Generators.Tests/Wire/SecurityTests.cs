using System.Net;

namespace AdobePass.Generators.Tests.Wire;

/// <summary>The credentials that a document requires are sent as it says, and shown nowhere.</summary>
public class SecurityTests
{
    private const string Schemes = """
        "components": { "securitySchemes": {
          "head": { "type": "apiKey", "in": "header", "name": "X-Safe-Key" }, "query": { "type": "apiKey", "in": "query", "name": "api key" },
          "cookie": { "type": "apiKey", "in": "cookie", "name": "sid" }, "basic": { "type": "http", "scheme": "Basic" },
          "bearer": { "type": "http", "scheme": "bearer" }, "tls": { "type": "mutualTLS" },
          "oauth": { "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "https://login.example/token", "scopes": {} } } } } }
        """;

    [Theory]
    [InlineData("head", "X-Safe-Key", "k/1")]
    [InlineData("cookie", "Cookie", "sid=k%2F1")]
    [InlineData("basic", "Authorization", "Basic dTpww6Q=")]
    [InlineData("bearer", "Authorization", "Bearer t1")]
    [InlineData("oauth", "Authorization", "Bearer t1")]
    public async Task Credential_is_sent_in_its_header(string scheme, string header, string expected)
    {
        var wire = await WireCall.RunAsync(Door($$"""[ { "{{scheme}}": [] } ]"""), "await api.OpenAsync()", configure: AddAll);

        Assert.Equal(expected, wire.Request.Header(header));
        Assert.Equal("https://door.example/door", wire.Url);
    }

    [Fact]
    public async Task Key_in_the_query_is_sent_and_not_part_of_the_URL_that_is_shown()
    {
        var wire = await WireCall.RunAsync(
            Door("""[ { "query": [] } ]"""),
            """await api.OpenAsync(); await api.OpenAsync(); return api.OpenUri().AbsoluteUri;""",
            configure: AddAll,
            declarations: """
                [AdobePassApi("own")] internal interface IOwn
                {
                    Task OpenAsync(CancellationToken cancellationToken = default);

                    [AdobePassOperation("page")] Uri OpenUri();
                }
                """);

        Assert.All(wire.Requests, request => Assert.Equal("https://door.example/door?api%20key=k%2F1", request.Url));
        Assert.Equal("https://door.example/page", wire.Result);
    }

    [Fact]
    public async Task Failure_shows_no_credential()
    {
        foreach (var scheme in new[] { "head", "query", "cookie", "basic", "bearer" })
        {
            var exception = await Assert.ThrowsAnyAsync<AdobePassException>(() => WireCall.RunAsync(
                Door($$"""[ { "{{scheme}}": [] } ]"""),
                "await api.OpenAsync()",
                () => throw new HttpRequestException("cannot send https://door.example/door?api%20key=kkkkkkkkkkkkkkkkkkkk%2F or kkkkkkkkkkkkkkkkkkkk/ or ppppppppppppppp"),
                options =>
                {
                    options.MaxAttempts = 1;
                    options.ApiCredentials["head"] = new ApiKey("kkkkkkkkkkkkkkkkkkkk/");
                    options.ApiCredentials["query"] = new ApiKey("kkkkkkkkkkkkkkkkkkkk/");
                    options.ApiCredentials["cookie"] = new ApiKey("kkkkkkkkkkkkkkkkkkkk/");
                    options.ApiCredentials["bearer"] = new BearerToken("kkkkkkkkkkkkkkkkkkkk/");
                    options.ApiCredentials["basic"] = new BasicCredentials("user", "ppppppppppppppp");
                }));

            Assert.DoesNotContain(scheme == "basic" ? "ppppppp" : "kkkkkkk", exception.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Credentials_show_asterisks()
    {
        ApiCredential[] credentials = [new ApiKey("secret"), new BearerToken("secret"), new BasicCredentials("u", "secret")];
        foreach (var credential in credentials)
        {
            Assert.Equal("***", credential.ToString());
            Assert.Equal("\"***\"", System.Text.Json.JsonSerializer.Serialize(credential, credential.GetType()));
        }
    }

    [Theory]
    [InlineData("""[ { "basic": [] }, { "head": [] } ]""", "head", "X-Safe-Key")]
    [InlineData("""[ { "head": [] }, { "basic": [] } ]""", "head,basic", "X-Safe-Key")]
    [InlineData("""[ { "head": [], "cookie": [] } ]""", "head,cookie", "X-Safe-Key,Cookie")]
    [InlineData("""[ { "head": [], "cookie": [] }, { "basic": [] } ]""", "head,basic", "Authorization")]
    [InlineData("""[ {}, { "head": [] } ]""", "head", "X-Safe-Key")]
    [InlineData("""[ {}, { "head": [] } ]""", "", "")]
    [InlineData("""[]""", "head,basic", "")]
    [InlineData("""[ { "tls": [] } ]""", "", "")]
    public async Task First_alternative_with_credentials_is_sent(string security, string given, string expected)
    {
        var wire = await WireCall.RunAsync(
            Door(security),
            "await api.OpenAsync()",
            configure: options =>
            {
                AddAll(options);
                foreach (var scheme in options.ApiCredentials.Keys.Except(given.Split(',')).ToList())
                {
                    options.ApiCredentials.Remove(scheme);
                }
            });

        Assert.Equal(
            expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(),
            new[] { "X-Safe-Key", "Cookie", "Authorization" }.Where(header => wire.Request.Header(header) is not null).Order());
    }

    [Fact]
    public async Task Missing_credential_is_a_configuration_error_and_nothing_is_sent()
    {
        var exception = await Assert.ThrowsAsync<AdobePassConfigurationException>(
            () => WireCall.RunAsync(Door("""[ { "head": [] }, { "bearer": [] } ]"""), "await api.OpenAsync()"));

        Assert.Contains("ApiCredentials[\"head\"] or ApiCredentials[\"bearer\"]", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credential_of_another_type_is_a_configuration_error()
    {
        var exception = await Assert.ThrowsAsync<AdobePassConfigurationException>(() => WireCall.RunAsync(
            Door("""[ { "basic": [] } ]"""),
            "await api.OpenAsync()",
            configure: static options => options.ApiCredentials["basic"] = new ApiKey("secret")));

        Assert.Contains("BasicCredentials", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_is_asked_before_each_request()
    {
        var asked = 0;

        var wire = await WireCall.RunAsync(
            Door("""[ { "bearer": [] } ]"""),
            "await api.OpenAsync(); await api.OpenAsync()",
            configure: options => options.ApiCredentialProvider = (scheme, _) =>
                new ValueTask<ApiCredential?>(scheme == "bearer" ? new BearerToken("t" + ++asked) : null));

        Assert.Equal(["Bearer t1", "Bearer t2"], wire.Requests.Select(request => request.Header("Authorization")));
    }

    [Fact]
    public async Task Credentials_are_not_sent_without_encryption()
    {
        var exception = await Assert.ThrowsAsync<AdobePassConfigurationException>(() => WireCall.RunAsync(
            Door("""[ { "head": [] } ]""").Replace("https://door", "http://door", StringComparison.Ordinal),
            "await api.OpenAsync()",
            configure: AddAll));

        Assert.Contains("encryption", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_of_Adobe_Pass_is_not_sent_to_another_service()
    {
        await Assert.ThrowsAsync<AdobePassConfigurationException>(() => WireCall.RunAsync(
            Door("""[ { "bearer": [] } ]"""),
            "await api.OpenAsync()",
            configure: static options =>
            {
                options.UseAccessTokens = true;
                options.SoftwareStatementProvider = static _ => throw new InvalidOperationException("Nothing is registered.");
                options.CredentialStore = new MemoryCredentialStore();
            }));
    }

    private static void AddAll(AdobePassOptions options)
    {
        options.ApiCredentials["head"] = options.ApiCredentials["query"] = options.ApiCredentials["cookie"] = new ApiKey("k/1");
        options.ApiCredentials["bearer"] = options.ApiCredentials["oauth"] = new BearerToken("t1");
        options.ApiCredentials["basic"] = new BasicCredentials("u", "pä");
    }

    private static string Door(string security) => $$"""
        "servers": [ { "url": "https://door.example" } ], "security": {{security}},
        "paths": { "/door": { "get": { "operationId": "open", "responses": { "204": { "description": "" } } } },
          "/page": { "get": { "operationId": "page", "security": [], "responses": { "302": { "description": "" } } } } },
        {{Schemes}}
        """;
}
