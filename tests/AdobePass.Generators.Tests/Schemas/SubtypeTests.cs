namespace AdobePass.Generators.Tests.Schemas;

/// <summary>Schemas that extend another one with a discriminator.</summary>
public class SubtypeTests
{
    private const string Garage = """
        "Vehicle": { "type": "object", "required": [ "kind" ], "properties": { "kind": { "type": "string" }, "owner": { "$ref": "#/components/schemas/Owner" } },
          "discriminator": { "propertyName": "kind", "mapping": { "car": "#/components/schemas/Car" } } },
        "Car": { "allOf": [ { "$ref": "#/components/schemas/Vehicle" }, { "type": "object", "required": [ "doors" ], "properties": { "doors": { "type": "integer" } } } ] },
        "Taxi": { "allOf": [ { "$ref": "#/components/schemas/Car" }, { "type": "object", "properties": { "fare": { "type": "number" } } } ] },
        "Bike": { "allOf": [ { "$ref": "#/components/schemas/Vehicle" }, { "type": "object", "properties": { "gears": { "type": "integer" } } } ] },
        "Owner": { "type": "object", "properties": { "vehicles": { "type": "array", "items": { "$ref": "#/components/schemas/Vehicle" } } } },
        "Thing": { "type": "object", "properties": { "vehicles": { "type": "array", "items": { "$ref": "#/components/schemas/Vehicle" } } } }
        """;

    [Fact]
    public void Subtype_is_read_by_its_discriminator()
    {
        const string Json = """
            {"vehicles":[{"kind":"car","doors":3,"x":1},{"doors":4,"fare":2.50,"kind":"Taxi","owner":{"vehicles":[{"kind":"Bike","gears":7}]}},{"kind":"Bike"},{"kind":"ship","sails":2}]}
            """;

        var types = SchemaProject.RoundTrip(
            SchemaProject.Document(Garage),
            Json,
            "string.Join(\" \", thing.Vehicles!.Select(each => each.GetType().Name + (each is Car car ? car.Doors.ToString() : \"\")))");

        Assert.Equal("Car3 Taxi4 Bike Vehicle", types);
    }

    [Fact]
    public void Subtype_is_sent_with_its_members() => Assert.Equal(
        """{"vehicles":[{"kind":"car","doors":5},{"kind":"Taxi","doors":4,"fare":1.5}]}""",
        SchemaProject.Run(
            SchemaProject.Document(Garage),
            "return Write(new Thing { Vehicles = new Vehicle[] { new Car { Kind = \"car\", Doors = 5 }, new Taxi { Kind = \"Taxi\", Doors = 4, Fare = 1.5m } } });"));

    [Fact]
    public void Base_may_list_its_subtypes()
    {
        var document = SchemaProject.Document("""
            "Thing": { "type": "object", "required": [ "kind" ], "properties": { "kind": { "type": "string" } },
              "oneOf": [ { "$ref": "#/components/schemas/A" }, { "$ref": "#/components/schemas/B" } ], "discriminator": { "propertyName": "kind" } },
            "A": { "allOf": [ { "$ref": "#/components/schemas/Thing" }, { "properties": { "a": { "type": "string" } } } ] },
            "B": { "allOf": [ { "$ref": "#/components/schemas/Thing" }, { "properties": { "b": { "type": "string" } } } ] }
            """);

        Assert.Equal("1", SchemaProject.RoundTrip(document, """{"kind":"A","a":"1"}""", "((A)thing).A2"));
    }
}
