using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Snapshots;

/// <summary>How clients send the parameters and bodies of their operations.</summary>
public class RequestSnapshots
{
    private const string Nothing = "\"responses\": { \"204\": { \"description\": \"Nothing.\" } }";

    private const string Thing = """
        "Thing": { "type": "object", "required": ["id"], "properties": {
          "id": { "type": "string" }, "count": { "type": "integer", "format": "int32" } } }
        """;

    private const string Put = $$"""
        "/things": { "put": { "operationId": "putThing", {{Nothing}}, "requestBody": { "required": true,
          "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } } }
        """;

    private const string PutForm = $$"""
        "/things": { "post": { "operationId": "postThing", {{Nothing}}, "requestBody": { "required": true,
          "content": { "application/x-www-form-urlencoded": { "schema": { "$ref": "#/components/schemas/Thing" } } } } } }
        """;

    [Fact]
    public void Path_parameters() => SnapshotProject.Create(
        $$"""
        "/shows/{show}/episodes/{number}": { "get": { "operationId": "getEpisode", {{Nothing}}, "parameters": [
          { "name": "number", "in": "path", "required": true, "schema": { "type": "integer" } },
          { "name": "show", "in": "path", "required": true, "schema": { "type": "string" } } ] } }
        """,
        string.Empty,
        "namespace MyApp { [AdobePassApi(\"video\")] public partial interface IVideo { } }").Match("PathParameters", "MyApp.IVideo");

    [Fact]
    public void Query_parameters() => SnapshotProject.Create(
        $$"""
        "/search": { "get": { "operationId": "search", {{Nothing}}, "parameters": [
          { "name": "text", "in": "query", "required": true, "schema": { "type": "string" } },
          { "name": "limit", "in": "query", "schema": { "type": "integer", "format": "int32" } },
          { "name": "since", "in": "query", "schema": { "type": "integer", "format": "epoch-milliseconds" } },
          { "name": "live", "in": "query", "schema": { "type": "boolean" } } ] } }
        """,
        string.Empty,
        """
        namespace MyApp
        {
            [AdobePassApi("video")]
            public interface IVideo
            {
                Task SearchAsync(string text, int? limit, DateTimeOffset? since, bool? live, CancellationToken cancellationToken);
            }
        }
        """).Match("QueryParameters", "MyApp.IVideo");

    [Fact]
    public void Header_parameters() => SnapshotProject.Create(
        $$"""
        "/search": { "get": { "operationId": "search", {{Nothing}}, "parameters": [
          { "name": "X-Region", "in": "header", "required": true, "schema": { "type": "string" } },
          { "name": "AP-Visitor", "in": "header", "schema": { "type": "string" } } ] } }
        """,
        string.Empty,
        "namespace MyApp { [AdobePassApi(\"video\")] public partial interface IVideo { } }").Match("HeaderParameters", "MyApp.IVideo");

    [Fact]
    public void Device_headers()
    {
        const string identifier = "{ \"name\": \"AP-Device-Identifier\", \"in\": \"header\", \"schema\": { \"type\": \"string\" } }";
        const string information = "{ \"name\": \"X-Device-Info\", \"in\": \"header\", \"schema\": { \"type\": \"string\" } }";
        SnapshotProject.Create(
            $$"""
            "/first": { "get": { "operationId": "first", {{Nothing}}, "parameters": [ {{identifier}}, {{information}} ] } },
            "/second": { "get": { "operationId": "second", {{Nothing}}, "parameters": [ {{identifier}}, {{information}} ] } },
            "/third": { "get": { "operationId": "third", {{Nothing}}, "parameters": [ {{identifier}} ] } },
            "/fourth": { "get": { "operationId": "fourth", {{Nothing}} } }
            """,
            string.Empty,
            """
            namespace MyApp
            {
                [AdobePassApi("video")]
                public interface IVideo
                {
                    Task FirstAsync(StreamingDevice device, CancellationToken cancellationToken);

                    Task SecondAsync(StreamingDevice? device = null, CancellationToken cancellationToken = default);

                    Task ThirdAsync(CancellationToken cancellationToken);

                    Task FourthAsync();
                }
            }
            """).Match("DeviceHeaders", "MyApp.IVideo");
    }

    [Fact]
    public void Form_body() => SnapshotProject.Create(
        PutForm,
        Thing,
        "namespace MyApp { [AdobePassApi(\"video\")] public partial interface IVideo { } }").Match("FormBody", "MyApp.IVideo");

    [Fact]
    public void Json_body() => SnapshotProject.Create(
        Put,
        Thing,
        "namespace MyApp { [AdobePassApi(\"video\")] public interface IVideo { Task PutThingAsync(Thing body); } }")
        .Match("JsonBody", "MyApp.IVideo", "MyApp.Video.Thing");

    [Fact]
    public void Own_types_with_a_JsonSerializerContext() => SnapshotProject.Create(
        """
        "/things": { "put": { "operationId": "putThing",
          "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
          "responses": { "200": { "description": "It.", "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/Thing" } } } } } } }
        """,
        Thing,
        """
        namespace MyApp
        {
            public class Own { }

            public abstract class OwnContext : JsonSerializerContext
            {
                protected OwnContext() : base(null) { }

                public static OwnContext Default => throw new NotSupportedException();
            }

            [AdobePassApi("video", JsonContext = typeof(OwnContext))]
            public interface IVideo
            {
                Task<Own> PutThingAsync(Own body, CancellationToken cancellationToken);
            }
        }
        """).Match("OwnTypes", "MyApp.IVideo");

    [Fact]
    public void Secrets() => SnapshotProject.Create(
        $$"""
        "/register": { "post": { "operationId": "register", {{Nothing}}, "requestBody": { "required": true,
          "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Secrets" } } } } } },
        "/token": { "post": { "operationId": "token", {{Nothing}}, "security": [], "parameters": [
          { "name": "client_id", "in": "query", "required": true, "schema": { "type": "string" } },
          { "name": "client_secret", "in": "query", "required": true, "schema": { "type": "string" } } ] } }
        """,
        """
        "Secrets": { "type": "object", "required": ["software_statement"], "properties": {
          "software_statement": { "type": "string" }, "client_secret": { "type": "string" }, "access_token": { "type": "string" } } }
        """,
        "namespace MyApp { [AdobePassApi(\"video\")] public partial interface IVideo { } }")
        .Match("Secrets", "MyApp.IVideo", "MyApp.Video.Secrets");
}
