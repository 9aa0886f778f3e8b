using System.Text.Json;
using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Emission;

/// <summary>Specs that nobody would write on purpose, and that somebody will: what is emitted from them still compiles.</summary>
public class HostileSpecTests
{
    private const string Use = """
        using AdobePass;
        namespace MyApp
        {
            /// <summary>All.</summary>
            [AdobePassApi("mine")] public partial interface IMine { }
        }
        """;

    private const string EveryParameter = """
        { "openapi": "3.0.3", "servers": [{ "url": "https://host.example/base/" }], "paths": { "/x/{a}/y/{b-c}": { "parameters": [{ "name": "a", "in": "path", "required": true, "schema": { "type": "integer" } }],
          "post": { "operationId": "do it", "summary": "Does <it> & more\n\nthan \u0001 that", "deprecated": true, "parameters": [
            { "name": "request", "in": "query", "required": true, "schema": { "type": "string" } }, { "name": "X-Device", "in": "header", "schema": { "type": "boolean" } }, { "name": "x-device", "in": "query", "schema": { "type": "number" } }, { "name": "any", "in": "query", "schema": {} },
            { "name": "device", "in": "query", "schema": { "type": "string" } }, { "name": "cancellationToken", "in": "query", "schema": { "type": "string", "enum": ["q"] } }, { "name": "AP-Device-Identifier", "in": "header", "schema": { "type": "string" } },
            { "name": "c", "in": "cookie", "schema": { "type": "string" } }, { "name": "ids", "in": "query", "schema": { "type": "array", "items": { "type": "string" } } } ],
          "requestBody": { "required": true, "content": { "application/x-www-form-urlencoded": { "schema": { "type": "object", "properties": { "at": { "type": "integer", "format": "epoch-milliseconds" }, "n": { "type": "integer" }, "f": { "type": "boolean" }, "client_secret": { "type": "string" } }, "required": ["n"] } } } },
          "responses": { "204": { "description": "Nothing" } } } } } }
        """;

    [Theory]
    [InlineData("class")]
    [InlineData("client-id")]
    [InlineData("client_id")]
    [InlineData("1st")]
    [InlineData("---")]
    [InlineData("")]
    [InlineData("Thing")]
    [InlineData("read")]
    [InlineData("Parse")]
    [InlineData("toString")]
    [InlineData("getHashCode")]
    [InlineData("reader")]
    [InlineData("writer")]
    [InlineData("item")]
    [InlineData("größe")]
    [InlineData("a\"b\\c\nd")]
    [InlineData("🎬")]
    public void Any_member_name_compiles(string name)
    {
        var json = JsonSerializer.Serialize(name);
        Compile($$"""
            "schemas": { "Thing": { "type": "object", "required": [{{json}}], "properties": {
                {{json}}: { "type": "string" }, "other": { "type": "array", "items": { "type": "array", "items": { "type": "integer" } } },
                "map": { "type": "object", "additionalProperties": { "type": "object", "additionalProperties": { "$ref": "#/components/schemas/Thing" } } } } } }
            """);
    }

    [Fact]
    public void Colliding_names_get_distinct_identifiers() => Compile("""
        "schemas": {
            "Thing": { "type": "object", "properties": { "a_b": { "type": "string" }, "a-b": { "type": "integer" }, "aB": { "type": "boolean" }, "AB": { "$ref": "#/components/schemas/thing" } } },
            "thing": { "type": "object", "properties": { "x": { "type": "string", "enum": ["a", "A", "a ", "", "class", "1", "Value", "🎬"] } } },
            "ThingX": { "type": "object", "properties": { "x": { "type": "object", "properties": { "y": { "type": "string" } } } } } }
        """);

    [Fact]
    public void Schemas_named_like_framework_types_do_not_hide_them() => Compile("""
        "schemas": {
            "Thing": { "type": "object", "properties": { "version": { "$ref": "#/components/schemas/Version" }, "string": { "$ref": "#/components/schemas/String" }, "task": { "$ref": "#/components/schemas/Task" }, "system": { "$ref": "#/components/schemas/System" }, "global": { "$ref": "#/components/schemas/AdobePass" } } },
            "Version": { "type": "object", "properties": { "major": { "type": "integer" } } },
            "String": { "type": "object", "properties": { "length": { "type": "integer" } } },
            "Task": { "type": "object", "properties": { "id": { "type": "string" } } },
            "System": { "type": "object", "properties": { "id": { "type": "string" } } },
            "AdobePass": { "type": "string", "enum": ["a"] } }
        """);

    [Fact]
    public void Every_kind_of_schema_compiles() => Compile("""
        "schemas": {
            "Thing": { "type": "object", "required": ["n", "any", "e", "l", "t"], "properties": {
                "n": { "type": "number" }, "i": { "type": "integer", "format": "int32" }, "b": { "type": "boolean" }, "any": { "description": "anything" }, "empty": {}, "t": { "type": "integer", "format": "epoch-milliseconds" },
                "tt": { "type": "string", "format": "epoch-milliseconds" }, "e": { "$ref": "#/components/schemas/Enum" }, "l": { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } }, "lo": { "type": "array" },
                "both": { "type": ["string", "integer"] }, "nul": { "type": ["integer", "null"] }, "one": { "oneOf": [{ "$ref": "#/components/schemas/Base" }, { "type": "null" }] }, "many": { "oneOf": [{ "type": "string" }, { "type": "object" }] },
                "open": { "anyOf": [{ "type": "string", "enum": ["x"] }, { "type": "string" }] }, "all": { "allOf": [{ "$ref": "#/components/schemas/Base" }, { "type": "object", "properties": { "more": { "type": "string" } } }] },
                "single": { "allOf": [{ "$ref": "#/components/schemas/Base" }] }, "old": { "type": "string", "nullable": true }, "client_secret": { "type": "string" }, "lists": { "type": "object", "additionalProperties": { "type": "array", "items": { "$ref": "#/components/schemas/Enum" } } },
                "alias": { "$ref": "#/components/schemas/Alias" }, "times": { "type": "array", "items": { "type": "integer", "format": "epoch-milliseconds" } }, "free": { "type": "object", "additionalProperties": true } } },
            "Alias": { "$ref": "#/components/schemas/Base" },
            "Base": { "type": "object", "properties": { "self": { "$ref": "#/components/schemas/Base" }, "id": { "type": "string" } } },
            "Enum": { "type": "string", "x-extensible-enum": ["a", "b-c"], "x-enum-descriptions": ["The <first> & best", "second"] } }
        """);

    [Fact]
    public void Parameters_with_every_location_and_name_compile()
    {
        var project = UserProject.WithoutSpecs(Use).WithSpec("mine", EveryParameter);

        var source = project.Generate().ShouldCompile().Source("MyApp.IMine.AdobePass.g.cs");

        Assert.Contains("\"/x/{", source, StringComparison.Ordinal);
        Assert.Contains("\"https://host.example/base\"", source, StringComparison.Ordinal);
        Assert.Contains("DeviceHeaders.DeviceIdentifier", source, StringComparison.Ordinal);
    }

    /// <summary>What a code fix writes into an interface that declares nothing.</summary>
    [Fact]
    public async Task Written_out_declarations_compile_and_match_the_spec()
    {
        const string Declared = "/// <summary>All.</summary>\n[AdobePass.AdobePassApi(\"mine\")] public interface IMine {\n";
        var project = UserProject.WithoutSpecs($"namespace MyApp {{ {Declared} }} }}").WithSpec("mine", EveryParameter);
        var text = Assert.Single(await project.AnalyzeAsync(), diagnostic => diagnostic.Id == "AP0004").Properties["declarations"];

        var declared = UserProject.WithoutSpecs($"namespace MyApp {{ {Declared}{text} }} }}").WithSpec("mine", EveryParameter);

        declared.Generate().ShouldCompile();
        Assert.Empty((await declared.AnalyzeAsync(withHidden: true)).Where(diagnostic => diagnostic.Id != "AP7007").Select(diagnostic => diagnostic.ToString()));
        Assert.Contains("[global::AdobePass.AdobePassParameter(\"x-device\")] decimal? ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "type": "array", "items": { "$ref": "#/components/schemas/Version" } }""", "System.Collections.Generic.IReadOnlyList<MyApp.Mine.Version>")]
    [InlineData("""{ "type": "object", "additionalProperties": { "type": "integer" } }""", "System.Collections.Generic.IReadOnlyDictionary<string, long>")]
    [InlineData("""{ "type": "string" }""", "string")]
    [InlineData("""{ "type": "integer" }""", "long")]
    public async Task Responses_without_a_model_type_can_be_declared(string schema, string type)
    {
        var project = UserProject.WithoutSpecs($$"""
            #pragma warning disable CS1591
            namespace MyApp { [AdobePass.AdobePassApi("mine")] public interface IMine { System.Threading.Tasks.Task<{{type}}> ThingAsync(); } [AdobePass.AdobePassApi("mine")] public partial interface IAll { } }
            """).WithSpec("mine", $$"""
            { "openapi": "3.1.0", "paths": { "/thing": { "get": { "operationId": "thing", "responses": { "200": { "description": "ok", "content": { "application/json": { "schema": {{schema}} } } } } } } },
              "components": { "schemas": { "Version": { "type": "object", "properties": { "major": { "type": "integer" } } } } } }
            """);

        project.Generate().ShouldCompile();
        Assert.Empty((await project.AnalyzeAsync()).Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public void Client_secret_in_a_POST_query_is_sent_as_a_form_field()
    {
        var source = UserProject.WithoutSpecs(Use).WithSpec("mine", """
            { "openapi": "3.0.1", "paths": { "/client/token": { "post": { "operationId": "token", "parameters": [
                { "name": "client_id", "in": "query", "required": true, "schema": { "type": "string" } }, { "name": "client_secret", "in": "query", "required": true, "schema": { "type": "string" } } ], "responses": { "201": {} } } } } }
            """).Generate().ShouldCompile().Source("MyApp.IMine.AdobePass.g.cs");

        Assert.Contains("AddFormField(\"client_id\", clientId)", source, StringComparison.Ordinal);
        Assert.Contains("AddFormField(\"client_secret\", clientSecret.Reveal())", source, StringComparison.Ordinal);
        Assert.DoesNotContain("AddQuery", source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(5000)]
    public void Long_schema_chains_compile_without_a_stack_overflow(int length)
    {
        var chain = string.Join(", ", Enumerable.Range(0, length).Select(i => $$"""
            "S{{i}}": { "type": "object", "properties": { "next": { "$ref": "#/components/schemas/S{{i + 1}}" } } }
            """));

        Compile($$"""
            "schemas": { "Thing": { "type": "object", "properties": { "first": { "$ref": "#/components/schemas/S0" } } }, {{chain}}, "S{{length}}": { "type": "object", "properties": { "end": { "type": "string" } } } }
            """);
    }

    [Fact]
    public async Task Recursive_schemas_compile_without_diagnostics()
    {
        var project = UserProject.WithoutSpecs(Use).WithSpec("mine", """
            { "openapi": "3.1.0", "paths": { "/thing": { "get": { "operationId": "thing", "responses": { "200": { "description": "ok", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Node" } } } } } } } },
              "components": { "schemas": {
                "Node": { "allOf": [{ "$ref": "#/components/schemas/Base" }, { "$ref": "#/components/schemas/Base" }, { "type": "object", "properties": { "parent": { "$ref": "#/components/schemas/Node" }, "children": { "type": "array", "items": { "$ref": "#/components/schemas/Node" } } } }] },
                "Base": { "type": "object", "properties": { "by": { "type": "object", "additionalProperties": { "$ref": "#/components/schemas/Base" } } } } } } }
            """);

        project.Generate().ShouldCompile();
        Assert.Empty((await project.AnalyzeAsync()).Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public void AllOf_that_references_itself_many_times_terminates()
    {
        var self = string.Join(", ", Enumerable.Repeat("""{ "$ref": "#/components/schemas/Thing" }""", 40));

        Compile($$"""
            "schemas": { "Thing": { "allOf": [{{self}}, { "type": "object", "properties": { "x": { "type": "string" } } }] } }
            """);
    }

    [Fact]
    public void Type_names_that_differ_only_by_case_get_separate_files() => Compile("""
        "schemas": {
            "Thing": { "type": "object", "properties": { "a": { "$ref": "#/components/schemas/ABc" }, "b": { "$ref": "#/components/schemas/Abc" } } },
            "ABc": { "type": "object", "properties": { "x": { "type": "string" } } },
            "Abc": { "type": "object", "properties": { "y": { "type": "string" } } } }
        """);

    [Fact]
    public void Mutated_specs_do_not_crash_the_generator()
    {
        var random = new Random(20260101);
        var text = Repository.ReadSpec("rest-v2");
        for (var i = 0; i < 200; i++)
        {
            var broken = text.ToCharArray();
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                broken[random.Next(broken.Length)] = "{}[]\",:0nt\\x"[random.Next(12)];
            }

            var mutated = new string(broken, 0, random.Next(4) == 0 ? random.Next(broken.Length) : broken.Length);
            Assert.Null(UserProject.WithoutSpecs(Use).WithSpec("mine", mutated).Generate().Result.Results[0].Exception);
        }
    }

    private static void Compile(string components)
    {
        var spec = $$"""
            { "openapi": "3.1.0", "paths": { "/thing": { "put": { "operationId": "thing",
              "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
              "responses": { "200": { "description": "ok", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } } } } },
              "components": { {{components}} } }
            """;
        UserProject.WithoutSpecs(Use).WithSpec("mine", spec).Generate().ShouldCompile();
    }
}
