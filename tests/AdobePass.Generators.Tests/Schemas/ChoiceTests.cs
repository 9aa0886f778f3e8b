namespace AdobePass.Generators.Tests.Schemas;

/// <summary>Values whose type depends on the value.</summary>
public class ChoiceTests
{
    private const string Pets = """
        "Cat": { "type": "object", "required": [ "kind", "lives" ], "properties": { "kind": { "type": "string" }, "lives": { "type": "integer" } } },
        "Dog": { "type": "object", "required": [ "kind" ], "properties": { "kind": { "type": "string" }, "tricks": { "type": "array", "items": { "type": "string" } } } },
        """;

    [Theory]
    [InlineData("oneOf")]
    [InlineData("anyOf")]
    public void Alternative_is_found_by_its_members(string keyword)
    {
        var document = SchemaProject.Document(Pets + $$"""
            "Pet": { "{{keyword}}": [ { "$ref": "#/components/schemas/Dog" }, { "$ref": "#/components/schemas/Cat" } ] },
            "Thing": { "type": "object", "properties": { "pet": { "$ref": "#/components/schemas/Pet" }, "pets": { "type": "array", "items": { "$ref": "#/components/schemas/Pet" } } } }
            """);

        Assert.Equal(9L, SchemaProject.RoundTrip(document, """{"pet":{"kind":"c","lives":9,"more":1}}""", "thing.Pet!.Cat!.Lives"));
        Assert.Equal("sit", SchemaProject.RoundTrip(document, """{"pet":{"tricks":["sit"],"kind":"d"}}""", "thing.Pet!.Dog!.Tricks![0]"));
        Assert.Equal(true, SchemaProject.RoundTrip(document, """{"pets":[{"wings":2},5,{"kind":"d"}]}""", "thing.Pets![0].Other is not null && thing.Pets[2].Dog is not null"));
        Assert.Equal(
            """{"pet":{"kind":"c","lives":7}}""",
            SchemaProject.Run(document, "return Write(new Thing { Pet = new Cat { Kind = \"c\", Lives = 7 } });"));
    }

    [Theory]
    [InlineData(""", "mapping": { "miau": "#/components/schemas/Cat", "wuff": "Dog" }""", "miau", "wuff")]
    [InlineData("", "Cat", "Dog")]
    public void Discriminator_selects_the_alternative(string mapping, string cat, string dog)
    {
        var document = SchemaProject.Document(Pets + $$"""
            "Thing": { "oneOf": [ { "$ref": "#/components/schemas/Dog" }, { "$ref": "#/components/schemas/Cat" } ], "discriminator": { "propertyName": "kind" {{mapping}} } }
            """);

        Assert.Equal(true, SchemaProject.RoundTrip(document, $$"""{"lives":9,"kind":"{{cat}}","tricks":[]}""", "thing.Cat is not null"));
        Assert.Equal(true, SchemaProject.RoundTrip(document, $$"""{"kind":"{{dog}}","lives":9}""", "thing.Dog is not null"));
        Assert.Equal(true, SchemaProject.RoundTrip(document, """{"kind":"bird","lives":9}""", "thing.Other is not null"));
    }

    [Fact]
    public void Constant_member_selects_the_alternative()
    {
        var document = SchemaProject.Document("""
            "Thing": { "anyOf": [
              { "title": "Added", "type": "object", "required": [ "type", "id" ], "properties": { "type": { "const": "added" }, "id": { "type": "integer" } } },
              { "title": "Removed", "type": "object", "required": [ "type", "id" ], "properties": { "type": { "const": "removed" }, "id": { "type": "integer" } } } ] }
            """);

        Assert.Equal(4L, SchemaProject.RoundTrip(document, """{"type":"removed","id":4}""", "thing.Removed!.Id"));
        Assert.Equal(true, SchemaProject.RoundTrip(document, """{"type":"moved","id":4}""", "thing.Other is not null"));
        Assert.Equal(
            """{"type":"added","id":1}""",
            SchemaProject.Run(document, "return Write((Thing)new ThingAdded { Type = ThingAddedType.Added, Id = 1 });"));
    }

    [Fact]
    public void Values_of_different_kinds_are_told_apart()
    {
        var document = SchemaProject.Document("""
            "Thing": { "oneOf": [ { "type": "string" }, { "type": "integer" }, { "type": "boolean" }, { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } },
              { "type": "object", "additionalProperties": { "$ref": "#/components/schemas/Thing" } } ] }
            """);

        foreach (var json in new[] { "\"a\"", "5", "true", """["a",["b",[1]],{"c":[false]}]""", """{"a":"b","c":{"d":[]}}""", "null", "1.5" })
        {
            SchemaProject.RoundTrip(document, json);
        }

        Assert.Equal(
            """["a",5,true]""",
            SchemaProject.Run(document, "return Write(new Thing { List = new Thing[] { \"a\", 5, true } });"));
    }

    [Fact]
    public void Choice_without_a_value_is_not_written()
    {
        var document = SchemaProject.Document(Pets + """
            "Thing": { "oneOf": [ { "$ref": "#/components/schemas/Dog" }, { "$ref": "#/components/schemas/Cat" } ] }
            """);

        Assert.Equal(
            "No property of Thing is set.",
            SchemaProject.Run(document, "try { return Write(new Thing()); } catch (InvalidOperationException e) { return e.Message; }"));
    }

    [Fact]
    public void Expandable_reference_is_a_string_or_an_object()
    {
        var document = SchemaProject.Document("""
            "Customer": { "type": "object", "required": [ "id" ], "properties": { "id": { "type": "string" } } },
            "Thing": { "type": "object", "properties": { "customer": { "nullable": true, "anyOf": [ { "maxLength": 5000, "type": "string" }, { "$ref": "#/components/schemas/Customer" } ] } } }
            """);

        Assert.Equal("c1", SchemaProject.RoundTrip(document, """{"customer":"c1"}""", "thing.Customer!.String"));
        Assert.Equal("c2", SchemaProject.RoundTrip(document, """{"customer":{"id":"c2","name":"N"}}""", "thing.Customer!.Customer!.Id"));
    }
}
