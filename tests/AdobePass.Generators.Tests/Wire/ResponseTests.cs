using System.Net;
using System.Text;

namespace AdobePass.Generators.Tests.Wire;

/// <summary>How responses are requested and read.</summary>
public class ResponseTests
{
    private const string Soup = """{ "type": "object", "properties": { "name": { "type": "string" } } }""";

    [Theory]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json; charset=utf-8", "application/json")]
    [InlineData("application/json; version=2", "application/json; version=2")]
    [InlineData("application/vnd.notes.v2+json", "application/vnd.notes.v2+json")]
    [InlineData("text/json", "text/json")]
    [InlineData("application/*", "application/json")]
    [InlineData("*/*", "application/json")]
    public async Task JSON_response_is_accepted_with_its_media_type(string mediaType, string accept)
    {
        var wire = await WireCall.RunAsync(
            Get($$""" "200": { "description": "", "content": { "{{mediaType}}": { "schema": {{Soup}} } } } """),
            "(await api.FetchAsync()).Name",
            WireCall.Body("""{"name":"leek"}""", mediaType.Contains("vnd", StringComparison.Ordinal) ? mediaType : "application/json"));

        Assert.Equal("leek", wire.Result);
        Assert.Equal(accept, wire.Request.Header("Accept"));
    }

    [Fact]
    public async Task Default_response_is_the_success_where_there_is_no_other()
    {
        var wire = await WireCall.RunAsync(
            Get($$""" "default": { "description": "", "content": { "application/json": { "schema": {{Soup}} } } } """),
            "(await api.FetchAsync()).Name",
            WireCall.Body("""{"name":"leek"}"""));

        Assert.Equal("leek", wire.Result);
    }

    [Fact]
    public async Task Default_response_beside_a_success_is_the_error()
    {
        var wire = await WireCall.RunAsync(
            Get($$""" "204": { "description": "" }, "default": { "description": "", "content": { "application/json": { "schema": {{Soup}} } } } """),
            "Task nothing = api.FetchAsync(); await nothing; return nothing.IsCompletedSuccessfully");

        Assert.Equal(true, wire.Result);
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent, "", null)]
    [InlineData(HttpStatusCode.OK, "", null)]
    [InlineData(HttpStatusCode.OK, " null ", null)]
    [InlineData(HttpStatusCode.OK, """{"name":"leek"}""", "leek")]
    public async Task Response_that_may_have_no_body_is_nullable(HttpStatusCode status, string body, string? expected)
    {
        var wire = await WireCall.RunAsync(
            Get($$""" "200": { "description": "", "content": { "application/json": { "schema": {{Soup}} } } }, "204": { "description": "" } """),
            "FetchResponse? soup = await api.FetchAsync(); return soup?.Name",
            WireCall.Body(body, status: status));

        Assert.Equal(expected, wire.Result);
    }

    [Fact]
    public async Task Nullable_value_and_list_are_null_without_a_body()
    {
        const string NoContent = """, "204": { "description": "" } """;

        foreach (var (schema, type) in new[]
        {
            ("""{ "type": "integer", "format": "int32" }""", "int?"), ("""{ "type": "string", "enum": [ "a" ] }""", "FetchResponse?"),
            ("""{ "type": "array", "items": { "type": "string" } }""", "IReadOnlyList<string>?"), ("""{ "type": "string" }""", "string?"),
        })
        {
            var wire = await WireCall.RunAsync(
                Get($$""" "200": { "description": "", "content": { "application/json": { "schema": {{schema}} } } } {{NoContent}} """),
                $"{type} value = await api.FetchAsync(); return value is null");

            Assert.Equal(true, wire.Result);
        }
    }

    [Fact]
    public async Task Declared_methods_read_optional_responses()
    {
        var wire = await WireCall.RunAsync(
            Get($$""" "200": { "description": "", "content": { "application/json": { "schema": {{Soup}} } } }, "204": { "description": "" } """),
            """
            var response = await api.FetchAsync(default);
            var strict = false;
            try { await api.StrictAsync(default); } catch (AdobePassResponseException) { strict = true; }
            return $"{(int)response.StatusCode} {response.Value is null} {strict}";
            """,
            declarations: """
                [AdobePassApi("own")] internal interface IOwn
                {
                    Task<AdobePassResponse<FetchResponse?>> FetchAsync(CancellationToken cancellationToken);

                    [AdobePassOperation("fetch")] Task<FetchResponse> StrictAsync(CancellationToken cancellationToken);
                }
                """);

        Assert.Equal("204 True True", wire.Result);
    }

    [Fact]
    public async Task Not_modified_is_a_response_without_a_body_if_it_is_documented()
    {
        var wire = await WireCall.RunAsync(
            Get($$""" "200": { "description": "", "content": { "application/json": { "schema": {{Soup}} } } }, "304": { "description": "" } """),
            "await api.FetchAsync() is null",
            static () => new HttpResponseMessage(HttpStatusCode.NotModified));

        Assert.Equal(true, wire.Result);
    }

    [Fact]
    public async Task Responses_with_different_bodies_are_JSON_that_the_models_parse()
    {
        var wire = await WireCall.RunAsync(
            Get("""
                "200": { "description": "", "content": { "application/json": { "schema": { "type": "object", "required": [ "since" ], "properties": { "since": { "type": "string" } } } } } },
                "201": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Created" } } } }
                """),
            """JsonElement job = await api.FetchAsync(); return Created.Parse(Encoding.UTF8.GetBytes(job.GetRawText())).Id""",
            WireCall.Body("""{"id":"7"}""", status: HttpStatusCode.Created));

        Assert.Equal("7", wire.Result);
    }

    [Fact]
    public async Task Responses_with_the_same_body_have_its_type()
    {
        var wire = await WireCall.RunAsync(
            Get($$"""
                "200": { "description": "a", "content": { "application/json": { "schema": {{Soup}} } } },
                "201": { "description": "b", "content": { "application/json": { "schema": {{Soup}} } } }
                """),
            "FetchResponse soup = await api.FetchAsync(); return soup.Name",
            WireCall.Body("""{"name":"leek"}""", status: HttpStatusCode.Created));

        Assert.Equal("leek", wire.Result);
    }

    [Theory]
    [InlineData("text/csv", """{ "type": "string" }""", "a;ä")]
    [InlineData("application/xml", """{ "type": "object", "properties": { "a": { "type": "string" } } }""", "<a>ä</a>")]
    [InlineData("text/plain", "{}", "ä")]
    public async Task Text_response_is_a_string(string mediaType, string schema, string body)
    {
        var wire = await WireCall.RunAsync(
            Get($$""" "200": { "description": "", "content": { "{{mediaType}}": { "schema": {{schema}} } } } """),
            "string text = await api.FetchAsync(); return text",
            () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.Latin1, mediaType) });

        Assert.Equal(body, wire.Result);
        Assert.Equal(mediaType, wire.Request.Header("Accept"));
    }

    [Theory]
    [InlineData("application/octet-stream", """{ "type": "string", "format": "binary" }""")]
    [InlineData("image/png", "{}")]
    [InlineData("*/*", """{ "type": "string", "format": "binary" }""")]
    [InlineData("text/csv", """{ "type": "string", "format": "binary" }""")]
    public async Task Binary_response_is_a_stream(string mediaType, string schema)
    {
        var wire = await WireCall.RunAsync(
            Get($$""" "200": { "description": "", "content": { "{{mediaType}}": { "schema": {{schema}} } } } """),
            "Stream stream = await api.FetchAsync(); var copy = new MemoryStream(); stream.CopyTo(copy); return copy.ToArray()",
            static () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([0xFF, 0, 1]) });

        Assert.Equal([0xFF, 0, 1], Assert.IsType<byte[]>(wire.Result));
        Assert.Equal(mediaType, wire.Request.Header("Accept"));
    }

    [Fact]
    public async Task Declared_methods_read_text_and_streams_with_status_and_headers()
    {
        var wire = await WireCall.RunAsync(
            Get(""" "200": { "description": "", "content": { "application/pdf": {} } } """),
            """
            var text = await api.TextAsync(default);
            var stream = await api.FetchAsync(default);
            return text.Value + (int)text.StatusCode + stream.Value.Length;
            """,
            WireCall.Body("pdf", "application/pdf"),
            declarations: """
                [AdobePassApi("own")] internal interface IOwn
                {
                    Task<AdobePassResponse<Stream>> FetchAsync(CancellationToken cancellationToken);

                    [AdobePassOperation("fetch")] Task<AdobePassResponse<string>> TextAsync(CancellationToken cancellationToken);
                }
                """);

        Assert.Equal("pdf2003", wire.Result);
    }

    [Fact]
    public async Task Head_returns_status_and_headers()
    {
        var wire = await WireCall.RunAsync(
            Get($$""" "200": { "description": "", "content": { "application/json": { "schema": {{Soup}} } } } """).Replace("\"get\"", "\"head\"", StringComparison.Ordinal),
            """(await api.FetchAsync()).GetHeader("X-Count")""",
            static () =>
            {
                var response = new HttpResponseMessage(HttpStatusCode.OK);
                response.Headers.Add("X-Count", "3");
                return response;
            });

        Assert.Equal("HEAD", wire.Request.Method);
        Assert.Equal("3", wire.Result);
    }

    private static string Get(string responses) => $$"""
        "paths": { "/x": { "get": { "operationId": "fetch", "responses": { {{responses}} } } } },
        "components": { "schemas": { "Created": { "type": "object", "required": [ "id" ], "properties": { "id": { "type": "string" } } } } }
        """;
}
