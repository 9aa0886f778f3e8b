using AdobePass.Generators.Generator.Emission;
using AdobePass.Generators.Generator.Specs;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Tests.Snapshots;

/// <summary>How models read and write themselves.</summary>
public class ModelSnapshots
{
    private const string All = "namespace MyApp { [AdobePassApi(\"video\")] public partial interface IVideo { } }";

    [Fact]
    public void Scalars() => Model(
        "Scalars",
        """
        "Thing": { "type": "object", "description": "A thing.", "required": ["id", "count", "at"], "properties": {
          "id": { "type": "string", "description": "Its identifier." }, "count": { "type": "integer" },
          "small": { "type": "integer", "format": "int32" }, "ratio": { "type": "number" }, "on": { "type": "boolean" },
          "at": { "type": "integer", "format": "epoch-milliseconds" }, "atText": { "type": "string", "format": "epoch-milliseconds" },
          "any": {} } }
        """);

    [Fact]
    public void Lists() => Model(
        "Lists",
        """
        "Thing": { "type": "object", "required": ["tags"], "properties": {
          "tags": { "type": "array", "items": { "type": "string" } },
          "children": { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } },
          "grid": { "type": "array", "items": { "type": "array", "items": { "type": "integer" } } } } }
        """);

    [Fact]
    public void Maps() => Model(
        "Maps",
        """
        "Thing": { "type": "object", "required": ["labels"], "properties": {
          "labels": { "type": "object", "additionalProperties": { "type": "string" } },
          "parts": { "type": "object", "additionalProperties": { "$ref": "#/components/schemas/Thing" } } } }
        """);

    [Fact]
    public void Members_that_the_spec_does_not_have() => Model(
        "UnknownMembers",
        """
        "Thing": { "type": "object", "properties": { "additionalMembers": { "type": "string" }, "readIssues": { "type": "integer" } } }
        """);

    [Fact]
    public void Lookup() => Model(
        "Lookup",
        """
        "Thing": { "type": "object", "properties": {
          "items": { "type": "array", "items": { "$ref": "#/components/schemas/Item" }, "x-lookup": { "key": "id", "prefer": "on" } } } },
        "Item": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string" }, "on": { "type": "boolean" } } }
        """);

    [Fact]
    public void Extensible_enum() => SnapshotProject.Create(
        Get(),
        """
        "Thing": { "type": "object", "required": ["color"], "properties": { "color": { "$ref": "#/components/schemas/Color" } } },
        "Color": { "type": "string", "enum": ["red", "dark-green"], "x-enum-descriptions": ["Like blood."] }
        """,
        All).Match("ExtensibleEnum", "MyApp.Video.Color", "MyApp.Video.Thing");

    [Fact]
    public void Model_of_an_operation_that_redirects() => SnapshotProject.Create(
        Get("""
            "302": { "description": "There.", "headers": { "Location": { "schema": { "type": "string" } } } },
            """),
        """
        "Thing": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string" } } }
        """,
        All).Match("RedirectableModel", "MyApp.IVideo", "MyApp.Video.Thing");

    [Fact]
    public void Framework_without_required_members()
    {
        var spec = SpecReader.Read(
            new SpecFile(
                "video",
                "/specs/video.json",
                SourceText.From("""
                    { "openapi": "3.1.0", "paths": { "/thing": { "get": { "operationId": "getThing", "responses": { "200": { "content": {
                      "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } } } } }, "components": { "schemas": {
                      "Thing": { "type": "object", "required": ["id", "count"], "properties": {
                        "id": { "type": "string" }, "count": { "type": "integer" }, "note": { "type": "string" } } } } } }
                    """)),
            CancellationToken.None).Model!;
        var file = new ModelFile(spec.Name, "MyApp.Video", Assert.Single(spec.Schemas), IsPublic: true, HasRequiredMembers: false);

        SnapshotProject.Match(ModelEmitter.Emit(file), "WithoutRequiredMembers");
    }

    private static void Model(string name, string schemas) => SnapshotProject.Create(Get(), schemas, All).Match(name, "MyApp.Video.Thing");

    private static string Get(string more = "") => $$"""
        "/thing": { "get": { "operationId": "getThing", "responses": { {{more}} "200": { "description": "The thing.",
          "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } } } }
        """;
}
