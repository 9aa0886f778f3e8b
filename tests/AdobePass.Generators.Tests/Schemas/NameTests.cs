using System.Text.Json;
using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Schemas;

/// <summary>Names that are not C# identifiers, or that the generated code uses itself.</summary>
public class NameTests
{
    [Theory]
    [InlineData("item")]
    [InlineData("entry")]
    [InlineData("nameof")]
    [InlineData("value")]
    [InlineData("Read")]
    [InlineData("WriteTo")]
    [InlineData("ToString")]
    [InlineData("Parse")]
    [InlineData("reader")]
    [InlineData("writer")]
    [InlineData("additionalMembers")]
    [InlineData("AdditionalProperties")]
    [InlineData("readIssues")]
    [InlineData("other")]
    [InlineData("alternatives")]
    [InlineData("value0")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("1st")]
    [InlineData("_1")]
    [InlineData("_")]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("日本")]
    [InlineData("Ünïcode")]
    [InlineData("😀")]
    [InlineData("a\u2028b\u0000c")]
    [InlineData("{0}\"\\\n</summary>")]
    [InlineData("class")]
    [InlineData("field")]
    [InlineData("record")]
    [InlineData("required")]
    [InlineData("file")]
    [InlineData("scoped")]
    [InlineData("await")]
    [InlineData("var")]
    [InlineData("dynamic")]
    [InlineData("global")]
    [InlineData("System")]
    [InlineData("Runtime")]
    [InlineData("Json")]
    [InlineData("AdobePass")]
    [InlineData("Thing")]
    [InlineData("thing")]
    [InlineData("Generic")]
    [InlineData("MyApp")]
    [InlineData("Equals")]
    [InlineData("op_Equality")]
    [InlineData("get_Text")]
    public void Any_name_is_a_member_a_type_and_an_enum_value(string name)
    {
        var json = JsonSerializer.Serialize(name);
        var type = JsonSerializer.Serialize("#/components/schemas/" + Uri.EscapeDataString(name.Replace("~", "~0")));
        var isThing = name is "Thing";
        var document = SchemaProject.Document($$"""
            {{(isThing ? "" : json + """: { "type": "object", "properties": { "text": { "type": "string" } } },""")}}
            "Thing": { "type": "object", "required": [ {{json}} ], "additionalProperties": { "type": "array", "items": { "type": "integer" } }, "properties": {
              {{json}}: { "type": "string" }, {{json.Insert(json.Length - 1, "x")}}: { "type": "array", "items": { "type": "string" } },
              "model": { "$ref": {{type}} }, "sort": { "type": "string", "enum": [ {{json}}, "a" ] },
              "choice": { "oneOf": [ { "$ref": {{type}} }, { "type": "string" }, { "type": "array", "items": { "type": "integer" } } ] },
              "lists": { "type": "array", "items": { "type": "array", "items": { "type": "string" } } },
              "maps": { "type": "object", "additionalProperties": { "type": "object", "additionalProperties": { "type": "integer" } } } } }
            """);

        var value = isThing ? $$"""{ {{json}}: "m" }""" : """{ "text": "m" }""";
        SchemaProject.RoundTrip(document, $$"""
            { {{json}}: "v", {{json.Insert(json.Length - 1, "x")}}: [ "w" ], "model": {{value}}, "sort": {{json}}, "choice": {{value}},
              "lists": [ [ "a" ] ], "maps": { "a": { "b": 1 } }, "extra": [ 1 ] }
            """);
    }

    [Fact]
    public void Names_that_differ_in_case_or_punctuation_stay_apart() => SchemaProject.RoundTrip(
        SchemaProject.Document("""
            "Thing": { "type": "object", "properties": { "a-b": { "type": "string" }, "a_b": { "type": "integer" }, "aB": { "type": "boolean" }, "AB": { "type": "number" },
              "lower": { "$ref": "#/components/schemas/thing" }, "upper": { "$ref": "#/components/schemas/THING" } } },
            "thing": { "type": "object", "properties": { "x": { "type": "string" } } }, "THING": { "type": "object", "properties": { "y": { "type": "string" } } }
            """),
        """{"a-b":"1","a_b":2,"aB":true,"AB":4,"lower":{"x":"5"},"upper":{"y":"6"}}""",
        "thing.Lower!.X + thing.Upper!.Y");

    [Fact]
    public async Task Half_of_a_surrogate_pair_in_a_member_name_is_reported()
    {
        const string Document = """
            { "openapi": "3.1.0", "paths": { "/a": { "get": { "operationId": "a", "responses": { "200": { "content": { "application/json": { "schema": {
              "type": "object", "properties": { "\ud800": { "type": "string" }, "b": { "type": "string", "enum": [ "\ud800", "c" ], "description": "\ud800 d" } } } } } } } } } } }
            """;
        var project = UserProject.WithoutSpecs(SchemaProject.AllOperations)
            .WithSpec("mine", Document);

        project.Generate().ShouldCompile();
        var diagnostic = Assert.Single(await project.AnalyzeAsync());

        Assert.Equal("AP7007", diagnostic.Id);
        Assert.Equal("\"\\ud800\"", Document.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    [Fact]
    public void Long_names_fit_into_file_names_and_metadata()
    {
        var name = new string('長', 3_000);
        var other = new string('x', 5_000);
        var document = SchemaProject.Document($$"""
            "{{name}}1": { "type": "object", "properties": { "{{other}}": { "type": "string" } } }, "{{name}}2": { "type": "string", "enum": [ "{{other}}" ] },
            "Thing": { "type": "object", "properties": { "a": { "$ref": "#/components/schemas/{{name}}1" }, "b": { "$ref": "#/components/schemas/{{name}}2" },
              "{{other}}1": { "type": "object", "properties": { "{{other}}": { "type": "object", "properties": { "c": { "type": "string" } } } } } } }
            """);

        SchemaProject.RoundTrip(document, $$"""{"a":{"{{other}}":"1"},"b":"{{other}}"}""");
        var files = UserProject.WithoutSpecs(SchemaProject.AllOperations)
            .WithSpec("mine", document).Generate().FileNames;
        Assert.All(files, static file => Assert.True(System.Text.Encoding.UTF8.GetByteCount(file) <= 200));
    }

    [Fact]
    public void Schema_that_repeats_another_one_can_be_a_type_of_the_runtime_library()
    {
        var document = SchemaProject.Document("""
            "Thing": { "type": "object", "properties": {
              "first": { "$ref": "#/components/schemas/First" }, "second": { "$ref": "#/components/schemas/Second" }, "own": { "$ref": "#/components/schemas/Own" } } },
            "First": { "allOf": [ { "$ref": "#/components/schemas/Own" } ], "x-runtime-type": "EnhancedError" },
            "Second": { "allOf": [ { "$ref": "#/components/schemas/First" } ], "x-runtime-type": "EnhancedError" },
            "Own": { "type": "object", "properties": { "code": { "type": "string" } } }
            """);

        var types = SchemaProject.RoundTrip(
            document,
            """{ "first": { "code": "a" }, "second": { "code": "b" }, "own": { "code": "c" } }""",
            "thing.First?.GetType() + \" \" + thing.Second?.GetType() + \" \" + thing.Own?.GetType()");

        Assert.Equal("AdobePass.EnhancedError AdobePass.EnhancedError MyApp.Mine.Own", types);
    }

    [Fact]
    public void Several_schemas_can_be_the_same_type_of_the_runtime_library()
    {
        var document = SchemaProject.Document("""
            "Thing": { "type": "object", "properties": {
              "first": { "$ref": "#/components/schemas/First" }, "second": { "$ref": "#/components/schemas/Second" }, "own": { "$ref": "#/components/schemas/OsName" } } },
            "First": { "type": "string", "enum": [ "a" ], "x-runtime-type": "OsName" },
            "Second": { "type": "string", "enum": [ "b" ], "x-runtime-type": "OsName" },
            "OsName": { "type": "object", "properties": { "text": { "type": "string" } } }
            """);

        var types = SchemaProject.RoundTrip(
            document,
            """{ "first": "a", "second": "b", "own": { "text": "c" } }""",
            "thing.First?.GetType() + \" \" + thing.Second?.GetType() + \" \" + thing.Own?.GetType()");

        Assert.Equal("AdobePass.OsName AdobePass.OsName MyApp.Mine.OsName", types);
    }
}
