using System.Text;

namespace AdobePass.Generators.Tests.Wire;

/// <summary>How bodies look on the wire.</summary>
public class BodyTests
{
    [Theory]
    [InlineData("application/json", "application/json; charset=utf-8")]
    [InlineData("application/json; charset=utf-8", "application/json; charset=utf-8")]
    [InlineData("application/merge-patch+json", "application/merge-patch+json")]
    [InlineData("application/vnd.notes.v2+json", "application/vnd.notes.v2+json")]
    [InlineData("text/json", "text/json")]
    [InlineData("*/*", "application/json; charset=utf-8")]
    [InlineData("application/*", "application/json; charset=utf-8")]
    public async Task JSON_body_keeps_its_media_type(string mediaType, string expected)
    {
        var wire = await WireCall.RunAsync(
            Post($$"""{ "{{mediaType}}": { "schema": { "type": "object", "properties": { "text": { "type": "string" } } } } }"""),
            """await api.SendAsync(new SendRequest { Text = "é" })""");

        Assert.Equal("POST", wire.Request.Method);
        Assert.Equal(expected, wire.Request.Header("Content-Type"));
        Assert.Equal("é", System.Text.Json.JsonDocument.Parse(wire.Request.Text).RootElement.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("""{ "type": "array", "items": { "$ref": "#/components/schemas/Sailor" } }""", "new[] { new Sailor { Name = \"a\" } }", """[{"name":"a"}]""")]
    [InlineData("""{ "type": "array", "items": { "type": "array", "items": { "type": "integer", "format": "int32" } } }""", "new[] { new[] { 1 }, new[] { 2, 3 } }", "[[1],[2,3]]")]
    [InlineData("""{ "type": "object", "additionalProperties": { "type": "integer", "format": "int32" } }""", "new Dictionary<string, int> { [\"a\"] = 1 }", """{"a":1}""")]
    [InlineData("""{ "$ref": "#/components/schemas/Colour" }""", "Colour.Red", "\"red\"")]
    [InlineData("""{ "type": "string" }""", "\"a\\\"b\"", "\"a\\u0022b\"")]
    [InlineData("""{ "type": "integer", "format": "int32" }""", "7", "7")]
    [InlineData("""{ "type": "boolean" }""", "false", "false")]
    [InlineData("""true""", "JsonDocument.Parse(\"[1]\").RootElement", "[1]")]
    public async Task Value_that_is_not_an_object_is_the_JSON_body(string schema, string value, string expected)
    {
        foreach (var isRequired in new[] { "true", "false" })
        {
            var wire = await WireCall.RunAsync(
                Post($$"""{ "application/json": { "schema": {{schema}} } }""", isRequired),
                $"await api.SendAsync({value})");

            Assert.Equal(expected, wire.Request.Text);
            Assert.Equal("application/json; charset=utf-8", wire.Request.Header("Content-Type"));
        }
    }

    [Fact]
    public async Task Optional_body_that_is_null_is_not_sent()
    {
        var wire = await WireCall.RunAsync(
            Post("""{ "application/json": { "schema": { "$ref": "#/components/schemas/Colour" } } }""", "false"),
            "await api.SendAsync()");

        Assert.Null(wire.Request.Body);
    }

    [Fact]
    public async Task Form_repeats_arrays_and_sends_objects_as_JSON_unless_an_encoding_has_a_style()
    {
        const string Schema = """
            "schema": { "type": "object", "properties": {
              "seat": { "type": "string" }, "count": { "type": "integer", "format": "int32" },
              "drinks": { "type": "array", "items": { "type": "string" } },
              "sizes": { "type": "array", "items": { "type": "integer", "format": "int32" } },
              "extras": { "type": "object", "additionalProperties": { "type": "string" } },
              "payer": { "type": "object", "properties": { "name": { "type": "string" } } } } }
            """;
        const string Call = """
            await api.SendAsync(new SendRequest
            {
                Seat = "4 a&b", Count = 2, Drinks = new[] { "tea", "milk+" }, Sizes = new[] { 1, 2 },
                Extras = new Dictionary<string, string> { ["k"] = "v" }, Payer = new SendRequestPayer { Name = "N" },
            })
            """;

        var plain = await WireCall.RunAsync(Post($$"""{ "application/x-www-form-urlencoded": { {{Schema}} } }"""), Call);
        var styled = await WireCall.RunAsync(
            Post($$"""
                { "application/x-www-form-urlencoded": { {{Schema}}, "encoding": {
                  "drinks": { "style": "form", "explode": false }, "sizes": { "style": "spaceDelimited" },
                  "extras": { "style": "deepObject" }, "payer": { "style": "form", "explode": true } } } }
                """),
            Call);

        Assert.Equal("application/x-www-form-urlencoded", plain.Request.Header("Content-Type"));
        Assert.Equal(
            "seat=4+a%26b&count=2&drinks=tea&drinks=milk%2B&sizes=1&sizes=2&extras=%7B%22k%22%3A%22v%22%7D&payer=%7B%22name%22%3A%22N%22%7D",
            plain.Request.Text);
        Assert.Equal("seat=4+a%26b&count=2&drinks=tea,milk%2B&sizes=1%202&extras%5Bk%5D=v&name=N", styled.Request.Text);
    }

    [Fact]
    public async Task Form_without_fields_of_its_own_sends_the_members_of_a_map()
    {
        var wire = await WireCall.RunAsync(
            Post("""{ "application/x-www-form-urlencoded": { "schema": { "type": "object", "additionalProperties": { "type": "string" } } } }"""),
            """await api.SendAsync(new Dictionary<string, string> { ["a"] = "1 2", ["b"] = "3" })""");

        Assert.Equal("a=1+2&b=3", wire.Request.Text);
    }

    [Fact]
    public async Task Multipart_body_has_files_values_and_JSON_parts()
    {
        var wire = await WireCall.RunAsync(
            Post("""
                { "multipart/form-data": { "schema": { "type": "object", "required": [ "file" ], "properties": {
                    "file": { "type": "string", "format": "binary" }, "title": { "type": "string" },
                    "more": { "type": "array", "items": { "type": "string", "format": "binary" } },
                    "tags": { "type": "array", "items": { "type": "string" } },
                    "place": { "type": "object", "properties": { "city": { "type": "string" } } },
                    "size": { "type": "integer", "format": "int32" }, "absent": { "type": "string" } } },
                  "encoding": { "file": { "contentType": "image/png, image/jpeg" } } } }
                """),
            """
            await api.SendAsync(
                new AdobePassFile(new MemoryStream(new byte[] { 0xFF, 0x00 }), "a\"ü.png"),
                title: "T", more: new[] { AdobePassFile.FromBytes(new byte[] { 65 }, "b.txt", "text/plain") }, tags: new[] { "x", "y" },
                place: new SendPlace { City = "C" }, size: 3)
            """);

        var type = wire.Request.Header("Content-Type")!;
        Assert.StartsWith("multipart/form-data; boundary=", type, StringComparison.Ordinal);
        var parts = Encoding.Latin1.GetString(wire.Request.Body!).Split("--" + type[(type.IndexOf('=') + 1)..]);
        Assert.Equal(
            [
                "",
                Part("file", "\xFF\0", "image/png", Encoding.Latin1.GetString("a%22ü.png"u8)),
                Part("title", "T", "text/plain; charset=utf-8"),
                Part("more", "A", "text/plain", "b.txt"),
                Part("tags", "x", "text/plain; charset=utf-8"),
                Part("tags", "y", "text/plain; charset=utf-8"),
                Part("place", "{\"city\":\"C\"}", "application/json"),
                Part("size", "3", "text/plain; charset=utf-8"),
                "--\r\n",
            ],
            parts);
        Assert.Equal(
            wire.Request.Body!.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
            wire.Request.Header("Content-Length"));

        static string Part(string name, string content, string type, string? fileName = null) =>
            $"\r\nContent-Disposition: form-data; name=\"{name}\"{(fileName is null ? "" : $"; filename=\"{fileName}\"")}" +
            $"\r\nContent-Type: {type}\r\n\r\n{content}\r\n";
    }

    [Theory]
    [InlineData("text/plain", """{ "type": "string" }""", "\"é\"", "text/plain; charset=utf-8", "é")]
    [InlineData("text/csv", """{ "type": "string" }""", "\"a;b\"", "text/csv; charset=utf-8", "a;b")]
    [InlineData("application/xml", """{ "type": "object" }""", "\"<a/>\"", "application/xml; charset=utf-8", "<a/>")]
    [InlineData("application/octet-stream", """{ "type": "string", "format": "binary" }""", "new MemoryStream(Encoding.UTF8.GetBytes(\"raw\"))", "application/octet-stream", "raw")]
    [InlineData("image/*", "{}", "new MemoryStream(Encoding.UTF8.GetBytes(\"raw\"))", "application/octet-stream", "raw")]
    [InlineData("application/pdf", "{}", "new MemoryStream(Encoding.UTF8.GetBytes(\"raw\"))", "application/pdf", "raw")]
    public async Task Text_is_sent_from_a_string_and_bytes_from_a_stream(
        string mediaType,
        string schema,
        string value,
        string type,
        string expected)
    {
        var wire = await WireCall.RunAsync(Post($$"""{ "{{mediaType}}": { "schema": {{schema}} } }"""), $"await api.SendAsync({value})");

        Assert.Equal(type, wire.Request.Header("Content-Type"));
        Assert.Equal(expected, wire.Request.Text);
    }

    [Fact]
    public async Task Stream_is_sent_again_from_its_position()
    {
        var calls = 0;

        var wire = await WireCall.RunAsync(
            Post("""{ "application/octet-stream": {} }""").Replace("\"post\"", "\"put\"", StringComparison.Ordinal),
            "var stream = new MemoryStream(new byte[] { 1, 2, 3 }) { Position = 1 }; await api.SendAsync(stream); return stream.CanRead;",
            () => new HttpResponseMessage(calls++ == 0 ? System.Net.HttpStatusCode.TooManyRequests : System.Net.HttpStatusCode.NoContent));

        Assert.Equal(2, wire.Requests.Count);
        Assert.All(wire.Requests, request => Assert.Equal([2, 3], request.Body!));
        Assert.Equal(true, wire.Result);
    }

    [Fact]
    public async Task JSON_is_preferred_among_several_media_types()
    {
        var wire = await WireCall.RunAsync(
            Post("""{ "application/xml": {}, "application/x-www-form-urlencoded": { "schema": { "type": "object", "properties": { "a": { "type": "string" } } } }, "application/json": { "schema": { "type": "object", "properties": { "a": { "type": "string" } } } } }"""),
            """await api.SendAsync(new SendRequest { A = "1" })""");

        Assert.Equal("""{"a":"1"}""", wire.Request.Text);
    }

    private static string Post(string content, string isRequired = "true") => $$"""
        "paths": { "/x": { "post": { "operationId": "send", "responses": { "204": { "description": "" } },
          "requestBody": { "required": {{isRequired}}, "content": {{content}} } } } },
        "components": { "schemas": {
          "Sailor": { "type": "object", "properties": { "name": { "type": "string" } } },
          "Colour": { "type": "string", "enum": [ "red", "green" ] } } }
        """;
}
