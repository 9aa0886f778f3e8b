namespace AdobePass.Generators.Tests.Schemas;

/// <summary>Schemas that consist of other schemas.</summary>
public class CompositionTests
{
    [Theory]
    [InlineData("""{ "allOf": [ { "$ref": "#/components/schemas/Colour" }, { "description": "Now." } ] }""", "\"red\"", "thing.A == Colour.Red")]
    [InlineData("""{ "allOf": [ { "$ref": "#/components/schemas/Colour" } ], "default": "red", "description": "Now." }""", "\"blue\"", "thing.A!.Value.Value == \"blue\"")]
    [InlineData("""{ "$ref": "#/components/schemas/Colour", "description": "Now." }""", "\"red\"", "thing.A == Colour.Red")]
    [InlineData("""{ "allOf": [ { "type": "integer" }, { "minimum": 1 } ] }""", "5", "thing.A == 5L")]
    [InlineData("""{ "allOf": [ { "type": "string" }, { "format": "uuid" } ] }""", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"", "thing.A is System.Guid")]
    [InlineData("""{ "allOf": [ { "type": "array", "items": { "type": "integer" } }, { "minItems": 1 } ] }""", "[1]", "thing.A![0] == 1L")]
    [InlineData("""{ "anyOf": [ { "required": [ "x" ] }, { "required": [ "y" ] } ], "type": "object", "properties": { "x": { "type": "string" }, "y": { "type": "string" } } }""", """{"x":"1"}""", "thing.A!.X == \"1\"")]
    [InlineData("""{ "type": "string", "anyOf": [ { "format": "date" }, { "pattern": "x" } ] }""", "\"x\"", "thing.A == \"x\"")]
    [InlineData("""{ "oneOf": [ { "const": "a", "title": "First" }, { "const": "b" } ] }""", "\"a\"", "thing.A == ThingA.A")]
    public void Annotations_do_not_change_the_type(string schema, string json, string expectation) => Assert.Equal(
        true,
        SchemaProject.RoundTrip(
            SchemaProject.Document($$"""
                "Colour": { "type": "string", "enum": [ "red", "green" ] }, "Thing": { "type": "object", "properties": { "a": {{schema}} } }
                """),
            $$"""{"a":{{json}}}""",
            expectation));

    [Theory]
    [InlineData("""{ "allOf": [ { "$ref": "#/components/schemas/Ticket" } ], "required": [ "seat" ] }""")]
    [InlineData("""{ "allOf": [ { "$ref": "#/components/schemas/Ticket" }, { "required": [ "seat" ] } ] }""")]
    [InlineData("""{ "$ref": "#/components/schemas/Ticket", "required": [ "seat" ] }""")]
    public void Required_beside_a_part_applies_to_its_members(string schema)
    {
        var document = SchemaProject.Document($$"""
            "Ticket": { "type": "object", "properties": { "seat": { "type": "string" }, "row": { "type": "integer" } } }, "Thing": {{schema}}
            """);

        Assert.Equal("4A", SchemaProject.RoundTrip(document, """{"seat":"4A","row":2}""", "thing.Seat.ToUpperInvariant()"));
        Assert.Equal(
            true,
            SchemaProject.Run(document, "try { Thing.Parse(Utf8(\"{}\")); return false; } catch (JsonException) { return true; }"));
    }

    [Fact]
    public void Object_beside_a_choice_has_the_members_of_all_alternatives()
    {
        var document = SchemaProject.Document("""
            "Base": { "type": "object", "required": [ "id" ], "properties": { "id": { "type": "string" } } },
            "Letter": { "type": "object", "required": [ "grams" ], "properties": { "grams": { "type": "integer" }, "mark": { "type": "string" } } },
            "Box": { "type": "object", "required": [ "litres" ], "properties": { "litres": { "type": "integer" }, "mark": { "type": "integer" } } },
            "Thing": { "allOf": [ { "$ref": "#/components/schemas/Base" }, { "oneOf": [ { "$ref": "#/components/schemas/Letter" }, { "$ref": "#/components/schemas/Box" } ] } ] }
            """);

        SchemaProject.RoundTrip(document, """{"id":"1","grams":20,"mark":"x"}""", "thing.Grams");
        Assert.Equal(5L, SchemaProject.RoundTrip(document, """{"id":"1","litres":5,"mark":7}""", "thing.Litres"));
        Assert.Equal("""{"id":"1","grams":3}""", SchemaProject.Run(document, "return Write(new Thing { Id = \"1\", Grams = 3 });"));
    }

    [Fact]
    public void Parts_may_be_parts_of_each_other()
    {
        var document = SchemaProject.Document("""
            "A": { "allOf": [ { "$ref": "#/components/schemas/B" }, { "type": "object", "properties": { "a": { "type": "string" } } } ] },
            "B": { "allOf": [ { "$ref": "#/components/schemas/A" }, { "type": "object", "properties": { "b": { "type": "string" } } } ] },
            "Thing": { "allOf": [ { "$ref": "#/components/schemas/A" }, { "$ref": "#/components/schemas/B" }, { "properties": { "c": { "type": "string" } } } ] }
            """);

        Assert.Equal("2", SchemaProject.RoundTrip(document, """{"a":"1","b":"2","c":"3"}""", "thing.B"));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("""{ "$ref": "#/components/schemas/Anything" }""")]
    [InlineData("""{ "type": [ "object", "array" ] }""")]
    [InlineData("""{ "oneOf": [ true, { "type": "string" } ] }""")]
    public void Value_of_any_type_is_kept(string schema)
    {
        var document = SchemaProject.Document($$"""
            "Anything": true, "Thing": { "type": "object", "required": [ "a" ], "properties": { "a": {{schema}}, "never": false } }
            """);

        foreach (var json in new[] { "1.50", "\"x\"", "[1,null]", """{"b":[]}""", "null", "true" })
        {
            SchemaProject.RoundTrip(document, $$"""{"a":{{json}}}""");
        }
    }
}
