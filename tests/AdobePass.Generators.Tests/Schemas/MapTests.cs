namespace AdobePass.Generators.Tests.Schemas;

/// <summary>Objects with members that the document does not name.</summary>
public class MapTests
{
    [Fact]
    public void Members_beside_named_ones_have_their_type()
    {
        var document = SchemaProject.Document("""
            "Thing": { "type": "object", "properties": { "name": { "type": "string" }, "additionalProperties": { "type": "boolean" } }, "additionalProperties": { "type": "string" } }
            """);

        var value = SchemaProject.RoundTrip(
            document,
            """{"name":"n","colour":"red","size":"big","weight":5,"none":null,"list":["x"],"additionalProperties":true}""",
            "thing.AdditionalProperties2![\"colour\"] + thing.AdditionalProperties2.Count + thing.AdditionalMembers!.Count");

        Assert.Equal("red23", value);
        Assert.Equal(
            """{"name":"n","k":"v"}""",
            SchemaProject.Run(document, "return Write(new Thing { Name = \"n\", AdditionalProperties2 = new Dictionary<string, string> { [\"k\"] = \"v\" } });"));
    }

    [Theory]
    [InlineData("""{ "type": "integer" }""", "1", "\"x\"")]
    [InlineData("""{ "type": "boolean" }""", "false", "0")]
    [InlineData("""{ "type": "array", "items": { "type": "integer" } }""", "[1,2]", "{}")]
    [InlineData("""{ "type": "object", "properties": { "a": { "type": "integer" } }, "required": [ "a" ] }""", """{"a":1}""", """{"b":1}""")]
    [InlineData("""{ "type": "string", "format": "date-time" }""", "\"2024-01-02T03:04:05Z\"", "\"soon\"")]
    [InlineData("""{ "type": "string", "enum": [ "a" ] }""", "\"b\"", "1")]
    [InlineData("""{ "oneOf": [ { "type": "string" }, { "type": "integer" } ] }""", "1", "[true]")]
    public void Member_of_another_type_is_kept_as_JSON(string schema, string typed, string other)
    {
        var document = SchemaProject.Document($$"""
            "Thing": { "type": "object", "properties": { "name": { "type": "string" } }, "additionalProperties": {{schema}} }
            """);

        SchemaProject.RoundTrip(document, $$"""{"name":"n","a":{{typed}},"b":{{other}},"c":{{typed}}}""");
    }

    [Theory]
    [InlineData("""{ "type": "object", "additionalProperties": { "type": "integer" } }""")]
    [InlineData("""{ "additionalProperties": { "type": "integer" } }""")]
    [InlineData("""{ "allOf": [ { "type": "object" }, { "additionalProperties": { "type": "integer" } } ] }""")]
    public void Object_without_named_members_is_a_map(string schema)
    {
        var document = SchemaProject.Document($$"""
            "Thing": { "type": "object", "properties": { "map": {{schema}} } }
            """);

        Assert.Equal(2L, SchemaProject.RoundTrip(document, """{"map":{"a":1,"b":2}}""", "thing.Map![\"b\"]"));
    }
}
