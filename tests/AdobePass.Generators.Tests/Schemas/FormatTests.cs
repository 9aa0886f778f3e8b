using AdobePass.Generators.Generator.Specs;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Tests.Schemas;

/// <summary>Numbers, strings and constants with a format.</summary>
public class FormatTests
{
    [Theory]
    [InlineData("""{ "type": "integer", "format": "int32" }""", "-7", "thing.A is int")]
    [InlineData("""{ "type": "integer" }""", "9223372036854775807", "thing.A is long")]
    [InlineData("""{ "type": "integer", "format": "uint64" }""", "18446744073709551615", "thing.A is ulong")]
    [InlineData("""{ "type": "number" }""", "12345678901234567890.12345678", "thing.A is decimal")]
    [InlineData("""{ "type": "number" }""", "0.1", "thing.A is decimal")]
    [InlineData("""{ "type": "number" }""", "-19.90", "thing.A is decimal")]
    [InlineData("""{ "type": "number", "format": "double" }""", "1E+300", "thing.A is double")]
    [InlineData("""{ "type": "number", "format": "float" }""", "0.25", "thing.A is double")]
    [InlineData("""{ "type": "string", "format": "date" }""", "\"2024-02-29\"", "thing.A == new DateOnly(2024, 2, 29)")]
    [InlineData("""{ "type": "string", "format": "date-time" }""", "\"2024-02-29T12:34:56Z\"", "thing.A!.Value.Offset == TimeSpan.Zero")]
    [InlineData("""{ "type": "string", "format": "date-time" }""", "\"2024-02-29T12:34:56.1234567+05:30\"", "thing.A!.Value.Offset == TimeSpan.FromHours(5.5)")]
    [InlineData("""{ "type": "string", "format": "date-time" }""", "\"1969-07-20T20:17:40.5-04:00\"", "thing.A!.Value.Millisecond == 500")]
    [InlineData("""{ "type": "string", "format": "uuid" }""", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"", "thing.A is Guid")]
    [InlineData("""{ "type": "string", "format": "byte" }""", "\"AAEC/w==\"", "thing.A!.Length == 4")]
    [InlineData("""{ "type": "string", "contentEncoding": "base64" }""", "\"AAEC/w==\"", "thing.A!.Length == 4")]
    [InlineData("""{ "type": "string", "format": "duration" }""", "\"P1M\"", "thing.A == \"P1M\"")]
    [InlineData("""{ "type": "string", "format": "time" }""", "\"10:00:00Z\"", "thing.A == \"10:00:00Z\"")]
    [InlineData("""{ "type": "string", "format": "binary" }""", "\"x\"", "thing.A == \"x\"")]
    [InlineData("""{ "type": [ "integer", "string" ], "format": "int32", "pattern": "^[0-9]+$" }""", "7", "thing.A is int")]
    [InlineData("""{ "type": [ "string", "integer" ], "format": "int64" }""", "7", "thing.A is long")]
    [InlineData("""{ "type": [ "null", "number", "string" ], "format": "double" }""", "1.5", "thing.A is double")]
    [InlineData("""{ "type": [ "integer", "string" ] }""", "\"7a\"", "thing.A == \"7a\"")]
    [InlineData("""{ "type": "integer", "enum": [ 1, 2 ] }""", "2", "thing.A == 2L")]
    [InlineData("""{ "enum": [ 1, 2 ] }""", "2", "thing.A == 2L")]
    [InlineData("""{ "enum": [ 1.5, 2 ] }""", "1.5", "thing.A == 1.5m")]
    [InlineData("""{ "enum": [ 1, "a" ] }""", "1", "thing.A is JsonElement")]
    [InlineData("""{ "const": "fixed" }""", "\"fixed\"", "thing.A == ThingA.Fixed")]
    [InlineData("""{ "const": 4 }""", "4", "thing.A == 4L")]
    [InlineData("""{ "const": true }""", "true", "thing.A == true")]
    [InlineData("""{ "type": "string", "enum": [ "", "+1", "-1", "a b", "<", "default", "Value", "Read" ] }""", "\"+1\"", "thing.A == ThingA.Plus1 && ThingA.Minus1.Value == \"-1\" && ThingA.Empty.Value == \"\"")]
    public void Value_has_its_type_and_is_written_as_it_was_read(string schema, string json, string expectation)
    {
        foreach (var required in new[] { "", "\"a\"" })
        {
            var document = SchemaProject.Document($$"""
                "Thing": { "type": "object", "required": [ {{required}} ], "properties": { "a": {{schema}},
                  "list": { "type": "array", "items": {{schema}} }, "map": { "type": "object", "additionalProperties": {{schema}} } } }
                """);

            Assert.Equal(
                true,
                SchemaProject.RoundTrip(
                    document,
                    "{\"a\":" + json + ",\"list\":[" + json + "],\"map\":{\"k\":" + json + "}}",
                    required.Length > 0
                        ? expectation.Replace("thing.A!.Value.", "thing.A.").Replace("thing.A!.", "thing.A.")
                        : expectation));
        }
    }

    [Theory]
    [InlineData("date-time", "2024-01-02", "2024-01-02T00:00:00Z")]
    [InlineData("date-time", "2024-01-02 03:04:05", "2024-01-02T03:04:05Z")]
    [InlineData("date-time", "2024-01-02T03:04", "2024-01-02T03:04:00Z")]
    [InlineData("date-time", "2024-01-02t03:04:05.123456789z", "2024-01-02T03:04:05.1234568Z")]
    [InlineData("uuid", "0F8FAD5B-D9CB-469F-A165-70867728950E", "0f8fad5b-d9cb-469f-a165-70867728950e")]
    public void Other_spellings_are_read(string format, string text, string written)
    {
        var document = SchemaProject.Document($$"""
            "Thing": { "type": "object", "properties": { "a": { "type": "string", "format": "{{format}}" } } }
            """);

        Assert.Equal(
            $$"""{"a":"{{written}}"}""",
            SchemaProject.Run(document, $$$"""return Write(Thing.Parse(Utf8("{\"a\":\"{{{text}}}\"}")));"""));
    }

    [Theory]
    [InlineData("\"type\": \"string\", \"format\": \"date-time\"", "\"tomorrow\"")]
    [InlineData("\"type\": \"string\", \"format\": \"date-time\"", "\"01/02/2024\"")]
    [InlineData("\"type\": \"string\", \"format\": \"date\"", "\"2024-01-02T00:00:00Z\"")]
    [InlineData("\"type\": \"string\", \"format\": \"uuid\"", "\"x\"")]
    [InlineData("\"type\": \"string\", \"format\": \"byte\"", "\"?\"")]
    [InlineData("\"type\": \"number\"", "1e-40")]
    [InlineData("\"type\": \"number\"", "1e40")]
    [InlineData("\"type\": \"integer\", \"format\": \"uint64\"", "-1")]
    public void Value_that_does_not_fit_is_reported(string schema, string json)
    {
        var document = SchemaProject.Document($$"""
            "Thing": { "type": "object", "properties": { "a": { {{schema}} } } }
            """);

        Assert.Equal(
            "$.a",
            SchemaProject.Run(
                document,
                $"var thing = Thing.Parse(Utf8({System.Text.Json.JsonSerializer.Serialize("{\"a\":" + json + "}")})); " +
                "return thing.A is null ? thing.ReadIssues.Single().Path : null;"));
    }

    [Theory]
    [InlineData(true, SchemaKind.Date)]
    [InlineData(false, SchemaKind.String)]
    public void Date_is_a_string_where_DateOnly_does_not_exist(bool hasDates, object expected)
    {
        var document = SchemaProject.Document("""
            "Thing": { "type": "object", "properties": { "a": { "type": "string", "format": "date" } } }
            """);

        var reading = SpecReader.Read(
            new SpecFile("mine", "/mine.json", SourceText.From(document)) { HasDates = hasDates },
            CancellationToken.None);

        Assert.Equal(expected, reading.Model!.FindSchema("Thing")!.Properties[0].Type.Shape);
    }
}
