namespace AdobePass.Generators.Tests.Schemas;

/// <summary>Members that only requests or only responses have.</summary>
public class OneWayMemberTests
{
    private const string User = """
        "Password": { "type": "string", "writeOnly": true },
        "Thing": { "type": "object", "required": [ "id", "name", "password" ], "properties": {
          "id": { "type": "string", "readOnly": true }, "name": { "type": "string" }, "password": { "$ref": "#/components/schemas/Password" } } }
        """;

    [Fact]
    public void Model_of_requests_and_responses_requires_neither()
    {
        var document = SchemaProject.Document(User);

        Assert.Equal("1", SchemaProject.RoundTrip(document, """{"id":"1","name":"N"}""", "thing.Id"));
        Assert.Equal("""{"name":"N","password":"p"}""", SchemaProject.Run(document, "return Write(new Thing { Name = \"N\", Password = \"p\" });"));
    }

    [Fact]
    public void Model_of_responses_requires_what_responses_have()
    {
        var document = SchemaProject.Document(User, sends: false);

        Assert.Equal(1, SchemaProject.RoundTrip(document, """{"id":"1","name":"N"}""", "thing.Id.Length"));
        Assert.Equal(
            true,
            SchemaProject.Run(document, "try { Thing.Parse(Utf8(\"{\\\"name\\\":\\\"N\\\"}\")); return false; } catch (JsonException) { return true; }"));
    }

    [Fact]
    public void Model_of_requests_requires_what_requests_have() => Assert.Equal(
        """{"name":"N","password":"p"}""",
        SchemaProject.Run(
            SchemaProject.Document(User, receives: false),
            "var thing = new Thing { Name = \"N\", Password = \"p\" }; return thing.Password.Length == 1 ? Write(thing) : null;"));
}
