using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Snapshots;

/// <summary>The forms of interfaces and their methods.</summary>
public class InterfaceSnapshots
{
    private const string GetThing = """
        "/thing": { "get": { "operationId": "getThing", "responses": { "200": { "description": "The thing.",
          "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } } } }
        """;

    private const string Thing = "\"Thing\": { \"type\": \"object\", \"properties\": { \"id\": { \"type\": \"string\" } } }";

    [Fact]
    public void Response_with_status_and_headers() => SnapshotProject.Create(
        GetThing,
        Thing,
        """
        namespace MyApp
        {
            [AdobePassApi("video")]
            public interface IVideo
            {
                Task<AdobePassResponse<Thing>> GetThingAsync(CancellationToken cancellationToken);

                [AdobePassOperation("getThing")]
                ValueTask<AdobePassResponse> GetStatusAsync(CancellationToken cancellationToken);

                [AdobePassOperation("getThing")]
                Task<JsonElement> GetRawAsync(CancellationToken cancellationToken);
            }
        }
        """).Match("ResponseWrapper", "MyApp.IVideo");

    [Fact]
    public void Strict_responses() => SnapshotProject.Create(
        GetThing,
        Thing,
        "namespace MyApp { [AdobePassApi(\"video\", StrictResponses = true)] public interface IVideo { Task<Thing> GetThingAsync(); } }")
        .Match("StrictResponses", "MyApp.IVideo");

    [Fact]
    public void Uri_for_a_user_agent() => SnapshotProject.Create(
        """
        "/login/{code}": { "get": { "operationId": "login", "security": [], "responses": { "302": { "description": "The login page." } },
          "parameters": [ { "name": "code", "in": "path", "required": true, "schema": { "type": "string" } } ] } }
        """,
        string.Empty,
        "namespace MyApp { [AdobePassApi(\"video\")] public partial interface IVideo { } }").Match("UserAgentUri", "MyApp.IVideo");

    [Fact]
    public void Nested_interface() => SnapshotProject.Create(
        GetThing,
        Thing,
        """
        namespace MyApp
        {
            internal static partial class Outer
            {
                [AdobePassApi("video")]
                internal partial interface IVideo { }
            }
        }
        """).Match("NestedInterface", "MyApp.Outer.IVideo");

    [Fact]
    public void Inherited_interface() => SnapshotProject.Create(
        GetThing,
        Thing,
        """
        namespace MyApp
        {
            public interface IFirst { Task<Thing> GetThingAsync(); }

            public interface ISecond { Task GetThingAsync(); }

            [AdobePassApi("video")]
            public interface IVideo : IFirst, ISecond { }
        }
        """).Match("InheritedInterface", "MyApp.IVideo");

    [Fact]
    public void Interface_without_a_namespace() => SnapshotProject.Create(
        GetThing,
        Thing,
        "[AdobePassApi(\"video\")] public interface IVideo { Task<Thing> GetThingAsync(CancellationToken cancellationToken); }")
        .Match("WithoutNamespace", "IVideo");

    [Fact]
    public void Interface_without_registration() => SnapshotProject.Create(
        GetThing,
        Thing,
        "namespace MyApp { [AdobePassApi(\"video\", GenerateRegistration = false)] public interface IVideo { "
        + "Task<Thing> GetThingAsync(); } }")
        .Match("WithoutRegistration", "MyApp.IVideo");

    [Fact]
    public void Client_with_a_name_and_its_registration() => SnapshotProject.Create(
        GetThing,
        Thing,
        "namespace MyApp { [AdobePassApi(\"video\", ClientName = \"Library\")] internal interface IVideo { "
        + "Task<Thing> GetThingAsync(); } }")
        .Match("Registration", "MyApp.IVideo");

    [Fact]
    public void Method_that_does_not_fit_the_spec() => SnapshotProject.Create(
        GetThing,
        Thing,
        "namespace MyApp { [AdobePassApi(\"video\")] public interface IVideo { Task<Other> GetThingAsync(string id); } }")
        .Match("MethodWithError", "MyApp.IVideo", "MyApp.Video.Other.PlaceholderType");

    [Fact]
    public void Documentation_of_the_spec() => SnapshotProject.Create(
        """
        "/thing/{id}": { "get": { "operationId": "getThing", "summary": "Gets a <thing> & more.", "deprecated": true,
          "description": "A long description that is broken between words, because emitted lines end at 140 characters like those that people write. It goes on.",
          "parameters": [ { "name": "id", "in": "path", "required": true, "description": "Its identifier.", "schema": { "type": "string" } },
            { "name": "id", "in": "query", "schema": { "type": "string" } } ],
          "responses": { "200": { "description": "The thing.",
            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } } } }
        """,
        "\"Thing\": { \"type\": \"object\", \"description\": \"A thing.\", "
        + "\"properties\": { \"id\": { \"type\": \"string\", \"description\": \"Its id.\" } } }",
        "namespace MyApp { [AdobePassApi(\"video\")] public partial interface IVideo { } }")
        .Match("Documentation", "MyApp.IVideo", "MyApp.Video.Thing");

    [Fact]
    public void All_operations_of_registration() => UserProject.WithoutSpecs(
        "namespace MyApp { /// <summary>All.</summary>\n[AdobePass.AdobePassApi(\"dcr\")] public partial interface IRegistration { } }")
        .WithSpec("dcr", Repository.ReadSpec("dcr"))
        .Match("RegistrationClient", "MyApp.IRegistration");

    [Fact]
    public void All_operations_of_rest_v2() => UserProject.Create(
        "namespace MyApp { /// <summary>All.</summary>\n[AdobePass.AdobePassApi] public partial interface IEntitlements { } }")
        .Match("AllOperations", "MyApp.IEntitlements");
}
