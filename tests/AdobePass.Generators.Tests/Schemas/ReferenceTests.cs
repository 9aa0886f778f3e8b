using System.Diagnostics;
using System.Globalization;
using System.Text;
using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Schemas;

/// <summary>References to any place of the document.</summary>
public class ReferenceTests
{
    [Fact]
    public void Member_of_a_schema_has_one_type_wherever_it_is_used()
    {
        var document = SchemaProject.Document("""
            "Thing": { "type": "object", "properties": { "root": { "type": "object", "properties": { "name": { "type": "string" },
              "mother": { "$ref": "#/components/schemas/Thing/properties/root" }, "father": { "$ref": "#/components/schemas/Thing/properties/root" },
              "self": { "$ref": "#/components/schemas/Thing" } } } } }
            """);

        Assert.Equal(
            "B",
            SchemaProject.RoundTrip(
                document,
                """{"root":{"name":"A","mother":{"name":"B"},"father":{"father":{"name":"C"},"self":{"root":{}}}}}""",
                "new[] { thing.Root!, thing.Root!.Mother! }[1].Name"));
    }

    [Theory]
    [InlineData("#/components/schemas/List/items")]
    [InlineData("#/components/schemas/Map/additionalProperties")]
    [InlineData("#/components/schemas/Parts/allOf/0")]
    [InlineData("#/components/schemas/Owner/properties/place~1of~0it%20x")]
    [InlineData("#/components/schemas/Owner/$defs/inner")]
    [InlineData("#/components/parameters/P/schema")]
    [InlineData("#/components/responses/R/content/application~1json/schema")]
    [InlineData("#/components/requestBodies/B/content/application~1json/schema")]
    [InlineData("#/paths/~1thing/put/x-schema")]
    [InlineData("#here")]
    [InlineData("https://example.com/schemas/place.json")]
    [InlineData("place.json")]
    [InlineData("https://example.com/schemas/place.json#/properties/inner")]
    public void Reference_may_lead_anywhere(string reference)
    {
        const string Place = """{ "type": "object", "required": [ "city" ], "properties": { "city": { "type": "string" } } }""";
        var document = SchemaProject.Document($$"""
            "List": { "type": "array", "items": {{Place}} }, "Map": { "type": "object", "additionalProperties": {{Place}} }, "Parts": { "allOf": [ {{Place}} ] },
            "Owner": { "type": "object", "properties": { "place/of~it x": {{Place}} }, "$defs": { "inner": {{Place}} } },
            "Anchored": { "$anchor": "here", "type": "object", "required": [ "city" ], "properties": { "city": { "type": "string" } } },
            "Identified": { "$id": "https://example.com/schemas/place.json", "type": "object", "required": [ "city" ], "properties": { "city": { "type": "string" }, "inner": {{Place}} } },
            "Thing": { "type": "object", "properties": { "a": { "$ref": "{{reference}}" }, "b": { "$ref": "{{reference}}" } } } },
            "parameters": { "P": { "name": "p", "in": "query", "schema": {{Place}} } },
            "responses": { "R": { "description": "x", "content": { "application/json": { "schema": {{Place}} } } } },
            "requestBodies": { "B": { "content": { "application/json": { "schema": {{Place}} } } }
            """).Replace("\"operationId\": \"thing\"", $"\"operationId\": \"thing\", \"x-schema\": {Place}");

        Assert.Equal(true, SchemaProject.RoundTrip(document, """{"a":{"city":"R"},"b":{"city":"S"}}""", "thing.A!.GetType() == thing.B!.GetType() && thing.A.City == \"R\""));
    }

    [Fact]
    public void Members_beside_a_reference_can_lead_back_to_it()
    {
        var document = SchemaProject.Document("""
            "Thing": { "type": "object", "properties": { "map": { "$ref": "#/components/schemas/Map" } } },
            "Map": { "$ref": "#/components/schemas/Any", "additionalProperties": { "$ref": "#/components/schemas/Map" } },
            "Any": { "description": "Any value." }
            """);

        Assert.Equal(1, SchemaProject.RoundTrip(document, """{"map":{"a":{"b":{}}}}""", "thing.Map!.Count"));
    }

    [Fact]
    public async Task Broken_references_are_reported_once_per_kind()
    {
        var members = string.Join(", ", Enumerable.Range(0, 50).Select(static i =>
            $$"""
            "a{{i}}": { "$ref": "#/components/schemas/Missing{{i}}" }, "b{{i}}": { "$ref": "other.json#/X{{i}}" }
            """));
        var document = SchemaProject.Document($$"""
            "Thing": { "type": "object", "properties": { {{members}} } }
            """);

        var diagnostics = await UserProject.WithoutSpecs(SchemaProject.AllOperations).WithSpec("mine", document).AnalyzeAsync();

        Assert.Equal(["AP7004", "AP7004"], diagnostics.Select(static diagnostic => diagnostic.Id));
        Assert.All(
            diagnostics,
            static diagnostic => Assert.Contains(
                "and 47 more",
                diagnostic.GetMessage(CultureInfo.InvariantCulture),
                StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$ref")]
    [InlineData("allOf")]
    [InlineData("oneOf")]
    [InlineData("items")]
    [InlineData("properties")]
    [InlineData("diamond")]
    [InlineData("choices")]
    [InlineData("lists")]
    [InlineData("members")]
    [InlineData("names")]
    public void Work_is_bounded(string kind)
    {
        const int Count = 3_000;
        var schemas = new StringBuilder();
        for (var i = 0; i < Count; i++)
        {
            var next = $$"""{ "$ref": "#/components/schemas/S{{(i + 1) % Count}}" }""";
            var schema = kind switch
            {
                "$ref" => next,
                "allOf" => $$"""{ "allOf": [ {{next}}, { "type": "object", "properties": { "p{{i}}": { "type": "string" } } } ] }""",
                "oneOf" => $$"""{ "oneOf": [ {{next}}, { "type": "object", "properties": { "p{{i}}": { "type": "string" } } } ] }""",
                "items" => $$"""{ "type": "array", "items": {{next}} }""",
                "properties" => $$"""{ "type": "object", "properties": { "a": {{next}}, "b": {{next}}, "c": { "type": "object", "properties": { "d": {{next}} } } } }""",
                "diamond" => $$"""{ "allOf": [ {{next}}, {{next}}, { "allOf": [ {{next}} ] } ] }""",
                "choices" => $$"""{ "anyOf": [ {{next}}, {{next}}, { "anyOf": [ {{next}}, { "type": "string" } ] } ] }""",
                "lists" => $$"""{ "type": "array", "items": { "type": "array", "items": { "type": "object", "additionalProperties": { "type": "array", "items": { "type": "object", "properties": { "x": {{next}} } } } } } }""",
                "members" => $$"""{ "type": "object", "properties": { "a": { "$ref": "#/components/schemas/S{{(i + 1) % Count}}/properties/b" }, "b": { "type": "object", "properties": { "c": { "$ref": "#/components/schemas/S{{(i + 2) % Count}}/properties/b" } } } } }""",
                _ => $$"""{ "type": "object", "properties": { "{{new string('-', i % 50)}}": { "type": "string", "enum": [ "{{new string('?', (i % 60) + 5)}}", "!" ] } } }""",
            };
            schemas.Append(i == 0 ? string.Empty : ", ").Append(CultureInfo.InvariantCulture, $"\"S{i}\": {schema}");
        }

        schemas.Append(""", "Thing": { "type": "object", "properties": { "all": { "$ref": "#/components/schemas/S0" }, "other": { "$ref": "#/components/schemas/S1500" } } }""");
        var project = UserProject.WithoutSpecs(SchemaProject.AllOperations).WithSpec("mine", SchemaProject.Document(schemas.ToString()));
        var watch = Stopwatch.StartNew();

        var generated = project.Generate();

        Assert.Null(generated.Result.Results[0].Exception);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{kind}: {watch.Elapsed}");
        Assert.True(generated.Result.Results[0].GeneratedSources.Sum(static source => (long)source.SourceText.Length) < 60_000_000);
    }

    [Fact]
    public async Task Deeply_nested_lists_compile_quickly()
    {
        var schema = """{ "type": "string" }""";
        for (var i = 0; i < 20; i++)
        {
            schema = $$"""{ "type": [ "array", "null" ], "items": {{schema}} }""";
        }

        var project = UserProject.WithoutSpecs(SchemaProject.AllOperations).WithSpec("mine", SchemaProject.Document($$"""
            "Thing": { "type": "object", "properties": { "a": {{schema}} } }
            """));
        var watch = Stopwatch.StartNew();

        project.Generate().ShouldCompile();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
        Assert.All(await project.AnalyzeAsync(), static diagnostic => Assert.Equal("AP7007", diagnostic.Id));
    }
}
