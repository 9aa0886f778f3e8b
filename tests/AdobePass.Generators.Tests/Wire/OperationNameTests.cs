using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Wire;

/// <summary>The names of operations without an id of their own, and the diagnostics of operations: one per kind.</summary>
public class OperationNameTests
{
    private const string Use = """
        using AdobePass;
        namespace MyApp;
        [AdobePassApi("own")] internal partial interface IOwn { }
        """;

    [Theory]
    [InlineData("/time", "get", "GetTimeAsync")]
    [InlineData("/users/{id}/posts", "get", "GetUsersByIdPostsAsync")]
    [InlineData("/users/{user-id}/posts/{post_id}", "delete", "DeleteUsersByUserIdPostsByPostIdAsync")]
    [InlineData("/report.{format}", "post", "PostReportByFormatAsync")]
    [InlineData("/", "get", "GetAsync")]
    [InlineData("/v2/2fa", "put", "PutV22faAsync")]
    public async Task Operation_without_id_is_named_after_method_and_path(string path, string method, string expected)
    {
        var arguments = string.Join(", ", Enumerable.Repeat("\"x\"", path.Count(each => each == '{')));

        var wire = await WireCall.RunAsync(
            $$""" "paths": { "{{path}}": { "{{method}}": { "responses": { "204": { "description": "" } } } } } """,
            $"await api.{expected}({arguments})");

        Assert.Equal(method.ToUpperInvariant(), wire.Request.Method);
    }

    [Fact]
    public async Task Declared_method_binds_to_the_name()
    {
        var wire = await WireCall.RunAsync(
            """ "paths": { "/users/{id}/posts": { "get": { "responses": { "204": { "description": "" } } } } } """,
            """await api.GetUsersByIdPostsAsync("7")""",
            declarations: """
                [AdobePassApi("own")] internal interface IOwn
                {
                    Task GetUsersByIdPostsAsync(string id, CancellationToken cancellationToken = default);
                }
                """);

        Assert.Equal("https://api.test/users/7/posts", wire.Url);
    }

    [Fact]
    public async Task Names_are_unique_and_never_take_the_place_of_a_declared_id()
    {
        var wire = await WireCall.RunAsync(
            """
            "paths": {
              "/time": { "get": { "responses": { "204": { "description": "" } } } },
              "/clock": { "get": { "operationId": "getTime", "responses": { "204": { "description": "" } } },
                "put": { "operationId": "GET_TIME", "responses": { "204": { "description": "" } } } } }
            """,
            "await api.GetTimeAsync(); await api.GetTime2Async(); await api.PutClockAsync()");

        Assert.Equal(
            ["GET https://api.test/clock", "GET https://api.test/time", "PUT https://api.test/clock"],
            wire.Requests.Select(request => $"{request.Method} {request.Url}"));
    }

    [Fact]
    public async Task Thousand_operations_without_id_are_one_diagnostic()
    {
        var paths = string.Join(", ", Enumerable.Range(0, 1000).Select(i => $$"""
            "/p{{i}}": { "get": { "responses": {}, "requestBody": { "required": true, "content": { "multipart/mixed": {} } } },
              "put": { "responses": {}, "parameters": [ { "name": "a", "in": "body" } ] } }
            """));

        var diagnostics = await UserProject.WithoutSpecs(Use)
            .WithSpec("own", WireCall.Document($$"""  "paths": { {{paths}} } """))
            .AnalyzeAsync();

        Assert.Equal(["AP7007", "AP7010", "AP7011"], diagnostics.Select(diagnostic => diagnostic.Id).Order());
        Assert.Contains(
            "GET /p0 (GetP0), PUT /p0 (PutP0), GET /p1 (GetP1) and 1997 more",
            diagnostics.Single(diagnostic => diagnostic.Id == "AP7010").GetMessage(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("multipart/form-data")]
    public async Task Required_body_that_cannot_be_generated_is_an_error_at_its_line(string mediaType)
    {
        var document = WireCall.Document($$"""
            "paths": { "/x": { "post": { "operationId": "send", "responses": {},
              "requestBody": { "required": true, "content": { "{{mediaType}}": {} } } } } }
            """);
        var project = UserProject.WithoutSpecs(Use).WithSpec("own", document);

        var error = Assert.Single(await project.AnalyzeAsync());

        Assert.Equal(("AP7011", Microsoft.CodeAnalysis.DiagnosticSeverity.Error), (error.Id, error.Severity));
        Assert.Equal(document.IndexOf("{ \"required\"", StringComparison.Ordinal), error.Location.SourceSpan.Start);
        Assert.DoesNotContain("SendAsync(", project.Generate().Source("MyApp.IOwn.AdobePass.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_method_does_correctly_in_a_simpler_form_is_information()
    {
        var diagnostics = await UserProject.WithoutSpecs(Use).WithSpec("own", WireCall.Document("""
            "paths": { "/x": { "post": { "operationId": "send", "security": [ { "tls": [] } ],
              "requestBody": { "content": { "application/json": { "schema": { "type": "object" } }, "application/xml": {} } },
              "responses": { "200": { "content": { "application/json": { "schema": { "type": "string" } } } }, "201": { "content": { "application/json": { "schema": { "type": "integer" } } } } } } } },
            "components": { "securitySchemes": { "tls": { "type": "mutualTLS" } } }
            """)).AnalyzeAsync();

        Assert.Equal(["AP7012", "AP7012", "AP7012"], diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.All(diagnostics, diagnostic => Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Info, diagnostic.Severity));
    }
}
