namespace AdobePass.Generators.Tests.Wire;

/// <summary>How parameters look on the wire, in every style and location.</summary>
public class ParameterTests
{
    private const string Ids = """{ "type": "array", "items": { "type": "integer", "format": "int32" } }""";
    private const string Words = """{ "type": "array", "items": { "type": "string" } }""";
    private const string Point = """{ "type": "object", "properties": { "x": { "type": "integer" }, "y": { "type": "string" } } }""";

    [Theory]
    [InlineData("", Ids, "new[] { 3, 4, 5 }", "3,4,5")]
    [InlineData("\"explode\": true,", Ids, "new[] { 3, 4, 5 }", "3,4,5")]
    [InlineData("", Words, "new[] { \"a b\", \"c/d,e\" }", "a%20b,c%2Fd%2Ce")]
    [InlineData("\"style\": \"label\",", Ids, "new[] { 3, 4 }", ".3,4")]
    [InlineData("\"style\": \"label\", \"explode\": true,", Ids, "new[] { 3, 4 }", ".3.4")]
    [InlineData("\"style\": \"matrix\",", Ids, "new[] { 3, 4 }", ";pos=3,4")]
    [InlineData("\"style\": \"matrix\", \"explode\": true,", Ids, "new[] { 3, 4 }", ";pos=3;pos=4")]
    [InlineData("\"style\": \"matrix\",", """{ "type": "string" }""", "\"a/b\"", ";pos=a%2Fb")]
    [InlineData("\"style\": \"label\",", """{ "type": "string" }""", "\"a b\"", ".a%20b")]
    [InlineData("", Point, "new FindPos { X = 1, Y = \"a&b\" }", "x,1,y,a%26b")]
    [InlineData("\"explode\": true,", Point, "new FindPos { X = 1, Y = \"b\" }", "x=1,y=b")]
    [InlineData("\"style\": \"label\", \"explode\": true,", Point, "new FindPos { X = 1, Y = \"b\" }", ".x=1.y=b")]
    [InlineData("\"style\": \"matrix\",", Point, "new FindPos { X = 1, Y = \"b\" }", ";pos=x,1,y,b")]
    [InlineData("\"style\": \"matrix\", \"explode\": true,", Point, "new FindPos { X = 1, Y = \"b\" }", ";x=1;y=b")]
    public async Task Path_parameter_has_its_style(string style, string schema, string value, string expected)
    {
        var wire = await WireCall.RunAsync(
            $$"""
            "paths": { "/cells/{pos}/x": { "get": { "operationId": "find", "responses": { "204": { "description": "" } },
              "parameters": [ { "name": "pos", "in": "path", "required": true, {{style}} "schema": {{schema}} } ] } } }
            """,
            $"await api.FindAsync({value})");

        Assert.Equal("https://api.test/cells/" + expected + "/x", wire.Url);
    }

    [Theory]
    [InlineData("", Words, "new[] { \"a\", \"b c\" }", "?q=a&q=b%20c")]
    [InlineData("\"explode\": false,", Words, "new[] { \"a,\", \"b\" }", "?q=a%2C,b")]
    [InlineData("\"style\": \"spaceDelimited\",", Words, "new[] { \"a\", \"b\" }", "?q=a%20b")]
    [InlineData("\"style\": \"pipeDelimited\",", Words, "new[] { \"a\", \"b\" }", "?q=a%7Cb")]
    [InlineData("\"style\": \"pipeDelimited\", \"explode\": true,", Words, "new[] { \"a\", \"b\" }", "?q=a&q=b")]
    [InlineData("", Words, "new string[0]", "")]
    [InlineData("\"explode\": false,", Words, "new string[0]", "")]
    [InlineData("", Words, "null", "")]
    [InlineData("", Point, "new FindQ { X = 1, Y = \"ä\" }", "?x=1&y=%C3%A4")]
    [InlineData("\"explode\": false,", Point, "new FindQ { X = 1, Y = \"b\" }", "?q=x,1,y,b")]
    [InlineData("\"style\": \"deepObject\",", Point, "new FindQ { X = 1, Y = \"b\" }", "?q%5Bx%5D=1&q%5By%5D=b")]
    [InlineData("\"style\": \"deepObject\",", Point, "new FindQ { X = 1 }", "?q%5Bx%5D=1")]
    [InlineData("\"allowReserved\": true,", """{ "type": "string" }""", "\"a/b?c=d e#f&g+h%20i\"", "?q=a/b?c=d%20e%23f%26g%2Bh%20i")]
    [InlineData("", """{ "type": "string" }""", "\"a/b?c=d&e\"", "?q=a%2Fb%3Fc%3Dd%26e")]
    [InlineData("", """{ "type": "boolean" }""", "true", "?q=true")]
    [InlineData("", """{ "type": "number", "format": "double" }""", "0.5", "?q=0.5")]
    [InlineData("", """{ "type": "string", "enum": [ "red" ] }""", "FindQ.Red", "?q=red")]
    [InlineData("", """{ "type": "array", "items": { "type": "string", "enum": [ "red", "blue" ] } }""", "new[] { FindQItem.Red, FindQItem.Blue }", "?q=red&q=blue")]
    [InlineData("", """{ "type": "object", "additionalProperties": { "type": "string" } }""", "new Dictionary<string, string> { [\"k k\"] = \"v\" }", "?k%20k=v")]
    public async Task Query_parameter_has_its_style(string style, string schema, string value, string expected)
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("de-DE");
        try
        {
            var wire = await WireCall.RunAsync(
                $$"""
                "paths": { "/books": { "get": { "operationId": "find", "responses": { "204": { "description": "" } },
                  "parameters": [ { "name": "q", "in": "query", {{style}} "schema": {{schema}} } ] } } }
                """,
                $"await api.FindAsync(q: {value})");

            Assert.Equal("https://api.test/books" + expected, wire.Url);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task Parameter_with_content_is_sent_as_JSON()
    {
        var wire = await WireCall.RunAsync(
            $$"""
            "paths": { "/books": { "get": { "operationId": "find", "responses": { "204": { "description": "" } },
              "parameters": [
                { "name": "where", "in": "query", "content": { "application/json": { "schema": {{Point}} } } },
                { "name": "word", "in": "query", "content": { "application/json": { "schema": { "type": "string" } } } },
                { "name": "X-Where", "in": "header", "content": { "application/json": { "schema": {{Point}} } } } ] } } }
            """,
            """await api.FindAsync(where: new FindWhere { X = 1, Y = "b" }, word: "w", xWhere: new FindXWhere { X = 2 })""");

        Assert.Equal("https://api.test/books?where=%7B%22x%22%3A1%2C%22y%22%3A%22b%22%7D&word=%22w%22", wire.Url);
        Assert.Equal("""{"x":2}""", wire.Request.Header("X-Where"));
    }

    [Fact]
    public async Task Header_and_cookie_parameters_have_their_styles()
    {
        var wire = await WireCall.RunAsync(
            $$"""
            "paths": { "/books": { "get": { "operationId": "find", "responses": { "204": { "description": "" } },
              "parameters": [
                { "name": "X-Tags", "in": "header", "schema": {{Words}} },
                { "name": "X-Point", "in": "header", "explode": true, "schema": {{Point}} },
                { "name": "lang", "in": "cookie", "schema": { "type": "string" } },
                { "name": "ids", "in": "cookie", "explode": false, "schema": {{Ids}} },
                { "name": "absent", "in": "cookie", "schema": { "type": "string" } } ] } } }
            """,
            """await api.FindAsync(xTags: new[] { "a", "b" }, xPoint: new FindXPoint { X = 1, Y = "z" }, lang: "d;e", ids: new[] { 1, 2 })""");

        Assert.Equal("a,b", wire.Request.Header("X-Tags"));
        Assert.Equal("x=1,y=z", wire.Request.Header("X-Point"));
        Assert.Equal("lang=d%3Be; ids=1,2", wire.Request.Header("Cookie"));
    }

    [Fact]
    public async Task Equal_names_in_two_locations_and_names_that_differ_in_case_are_separate()
    {
        var wire = await WireCall.RunAsync(
            """
            "paths": { "/books/{id}": { "get": { "operationId": "find", "responses": { "204": { "description": "" } },
              "parameters": [
                { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
                { "name": "id", "in": "query", "schema": { "type": "string" } },
                { "name": "ID", "in": "query", "schema": { "type": "string" } },
                { "name": "id", "in": "header", "schema": { "type": "string" } } ] } } }
            """,
            """await api.FindAsync("p", "q", "Q", "h", default)""",
            declarations: """
                [AdobePassApi("own")] internal interface IOwn
                {
                    Task FindAsync(string id, string? idQuery, [AdobePassParameter("ID")] string? upper, string? headerId, CancellationToken cancellationToken);
                }
                """);

        Assert.Equal("https://api.test/books/p?id=q&ID=Q", wire.Url);
        Assert.Equal("h", wire.Request.Header("id"));

        var all = await WireCall.RunAsync(
            """
            "paths": { "/books/{id}": { "get": { "operationId": "find", "responses": { "204": { "description": "" } },
              "parameters": [
                { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
                { "name": "id", "in": "query", "schema": { "type": "string" } } ] } } }
            """,
            """await api.FindAsync("p", id2: "q")""");
        Assert.Equal("https://api.test/books/p?id=q", all.Url);
    }

    [Fact]
    public async Task Content_headers_reach_the_content()
    {
        const string Document = """
            "paths": { "/x": { "post": { "operationId": "send", "responses": { "204": { "description": "" } },
              "parameters": [ { "name": "Content-Language", "in": "header", "schema": { "type": "string" } },
                { "name": "Content-Type", "in": "header", "schema": { "type": "string" } } ],
              "requestBody": { "required": true, "content": { "application/octet-stream": {} } } } } }
            """;

        var wire = await WireCall.RunAsync(
            Document,
            """await api.SendAsync(new MemoryStream(new byte[] { 1, 2 }), contentLanguage: "de", contentType: "image/png")""");

        Assert.Equal("de", wire.Request.Header("Content-Language"));
        Assert.Equal("image/png", wire.Request.Header("Content-Type"));
        Assert.Equal([1, 2], wire.Request.Body!);
        Assert.Equal(
            "application/octet-stream",
            (await WireCall.RunAsync(Document, "await api.SendAsync(new MemoryStream(new byte[] { 1 }))")).Request.Header("Content-Type"));
    }

    [Fact]
    public async Task Parameters_of_paths_and_components_are_used_and_operations_override_them()
    {
        var wire = await WireCall.RunAsync(
            """
            "paths": { "/a": { "$ref": "#/components/pathItems/Shared" } },
            "components": {
              "pathItems": { "Shared": {
                "parameters": [ { "$ref": "#/components/parameters/Size" }, { "name": "kind", "in": "query", "schema": { "type": "string" } } ],
                "get": { "operationId": "list", "parameters": [ { "name": "kind", "in": "query", "required": true, "schema": { "type": "integer", "format": "int32" } } ],
                  "responses": { "204": { "$ref": "#/components/responses/None" } } } } },
              "parameters": { "Size": { "name": "size", "in": "query", "schema": { "type": "integer", "format": "int32" } } },
              "responses": { "None": { "description": "" } } }
            """,
            "await api.ListAsync(kind: 3, size: 5)");

        Assert.Equal("https://api.test/a?size=5&kind=3", wire.Url);
    }

    [Fact]
    public async Task Dates_numbers_and_ids_do_not_depend_on_the_culture()
    {
        var wire = await WireCall.RunAsync(
            """
            "paths": { "/x/{at}": { "get": { "operationId": "find", "responses": { "204": { "description": "" } },
              "parameters": [
                { "name": "at", "in": "path", "required": true, "schema": { "type": "string", "format": "date-time" } },
                { "name": "since", "in": "query", "schema": { "type": "string", "format": "date-time" } },
                { "name": "day", "in": "query", "schema": { "type": "string", "format": "date" } },
                { "name": "id", "in": "query", "schema": { "type": "string", "format": "uuid" } },
                { "name": "rate", "in": "query", "schema": { "type": "number" } },
                { "name": "X-Day", "in": "header", "schema": { "type": "string", "format": "date" } },
                { "name": "none", "in": "query", "schema": { "type": "string", "format": "date" } } ] } } }
            """,
            """
            await api.FindAsync(
                new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), since: new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)),
                day: new DateOnly(2026, 1, 2), id: Guid.Empty, rate: 0.5m, xDay: new DateOnly(2026, 1, 2))
            """);

        Assert.Equal(
            "https://api.test/x/2026-01-02T03%3A04%3A05Z?since=2026-01-02T03%3A04%3A05%2B01%3A00&day=2026-01-02&id=00000000-0000-0000-0000-000000000000&rate=0.5",
            wire.Url);
        Assert.Equal("2026-01-02", wire.Request.Header("X-Day"));
    }
}
