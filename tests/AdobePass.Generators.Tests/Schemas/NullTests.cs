namespace AdobePass.Generators.Tests.Schemas;

/// <summary>Null in every spelling that OpenAPI has had.</summary>
public class NullTests
{
    [Theory]
    [InlineData("3.0.3", """{ "type": "string", "nullable": true }""")]
    [InlineData("3.0.3", """{ "$ref": "#/components/schemas/Text", "nullable": true }""")]
    [InlineData("3.0.3", """{ "nullable": true, "allOf": [ { "$ref": "#/components/schemas/Text" } ] }""")]
    [InlineData("3.0.3", """{ "allOf": [ { "$ref": "#/components/schemas/Text" }, { "nullable": true } ] }""")]
    [InlineData("3.0.3", """{ "$ref": "#/components/schemas/NullableText" }""")]
    [InlineData("3.1.0", """{ "type": [ "string", "null" ] }""")]
    [InlineData("3.1.0", """{ "$ref": "#/components/schemas/TextOrNull" }""")]
    [InlineData("3.1.0", """{ "$ref": "#/components/schemas/Alias" }""")]
    [InlineData("3.1.0", """{ "oneOf": [ { "$ref": "#/components/schemas/Text" }, { "type": "null" } ] }""")]
    [InlineData("3.1.0", """{ "anyOf": [ { "type": "null" }, { "type": "string" } ] }""")]
    [InlineData("3.1.0", """{ "oneOf": [ { "$ref": "#/components/schemas/Text" }, { "enum": [ null ] } ] }""")]
    [InlineData("3.1.0", """{ "type": [ "string", "null" ], "enum": [ "red", null ] }""")]
    [InlineData("3.1.0", """{ "enum": [ "red", null ] }""")]
    public void Required_member_can_be_null_in_every_spelling(string version, string schema)
    {
        var document = SchemaProject.Document(
            $$"""
            "Text": { "type": "string" }, "NullableText": { "type": "string", "nullable": true }, "TextOrNull": { "type": [ "string", "null" ] },
            "Alias": { "$ref": "#/components/schemas/TextOrNull" },
            "Thing": { "type": "object", "required": [ "a" ], "properties": { "a": {{schema}} } }
            """,
            version);

        Assert.Equal(true, SchemaProject.RoundTrip(document, """{"a":null}""", "thing.A is null"));
        Assert.Equal("red", SchemaProject.RoundTrip(document, """{"a":"red"}""", "thing.A.ToString()"));
    }

    [Fact]
    public void Nullable_object_behind_a_reference_can_be_null()
    {
        var document = SchemaProject.Document("""
            "Owner": { "anyOf": [ { "type": "object", "properties": { "name": { "type": "string" } } }, { "type": "null" } ] },
            "Chip": { "type": [ "object", "null" ], "properties": { "id": { "type": "integer" } } },
            "Thing": { "type": "object", "required": [ "owner", "chip" ], "properties": {
              "owner": { "$ref": "#/components/schemas/Owner" }, "chip": { "$ref": "#/components/schemas/Chip" } } }
            """);

        SchemaProject.RoundTrip(document, """{"owner":null,"chip":null}""");
        Assert.Equal("Rex", SchemaProject.RoundTrip(document, """{"owner":{"name":"Rex"},"chip":{"id":4}}""", "thing.Owner!.Name"));
    }

    [Fact]
    public void Nulls_in_lists_and_maps_stay()
    {
        var document = SchemaProject.Document("""
            "Item": { "type": "object", "properties": { "n": { "type": "integer" } } },
            "Colour": { "type": "string", "enum": [ "red" ] },
            "Thing": { "type": "object", "required": [ "must" ], "properties": {
              "must": { "type": "array", "items": { "type": [ "number", "null" ] } },
              "numbers": { "type": "array", "items": { "type": [ "integer", "null" ] } },
              "texts": { "type": "object", "additionalProperties": { "type": [ "string", "null" ] } },
              "objects": { "type": "array", "items": { "oneOf": [ { "$ref": "#/components/schemas/Item" }, { "type": "null" } ] } },
              "colours": { "type": "object", "additionalProperties": { "anyOf": [ { "$ref": "#/components/schemas/Colour" }, { "type": "null" } ] } },
              "nested": { "type": "array", "items": { "type": [ "array", "null" ], "items": { "type": [ "array", "null" ], "items": { "type": [ "boolean", "null" ] } } } },
              "any": { "type": "array", "items": {} },
              "maps": { "type": "array", "items": { "type": "object", "additionalProperties": { "type": [ "string", "null" ] } } } } }
            """);

        var count = SchemaProject.RoundTrip(
            document,
            """
            {"must":[1.5,null],"numbers":[1,null,3],"texts":{"a":"b","c":null},"objects":[{"n":1},null],"colours":{"x":"red","y":null,"z":"blue"},
             "nested":[[[true,null],null],null],"any":[1,null,"x",{"a":null}],"maps":[{"a":null},{"b":"c"}]}
            """,
            "thing.Numbers![1] is null && thing.Texts![\"c\"] is null && thing.Objects![1] is null ? thing.Nested!.Count : -1");

        Assert.Equal(2, count);
    }

    [Fact]
    public void Null_in_a_list_without_nulls_is_left_out()
    {
        var document = SchemaProject.Document("""
            "Thing": { "type": "object", "properties": { "a": { "type": "array", "items": { "type": "string" } } } }
            """);

        Assert.Equal(1, SchemaProject.Run(document, "return Thing.Parse(Utf8(\"{\\\"a\\\":[null,\\\"x\\\"]}\")).A!.Count;"));
    }
}
