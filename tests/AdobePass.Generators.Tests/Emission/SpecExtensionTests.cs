using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Emission;

/// <summary>Extensions of OpenAPI that any spec may use.</summary>
public class SpecExtensionTests
{
    private const string Use =
        "#pragma warning disable CS1591\nnamespace MyApp { [AdobePass.AdobePassApi(\"mine\")] public partial interface IMine { } }";

    [Fact]
    public void Runtime_type_replaces_its_schema_and_is_not_emitted()
    {
        var generated = UserProject.WithoutSpecs(Use).WithSpec("mine", Spec("""
            "Result": { "type": "object", "properties": { "error": { "$ref": "#/components/schemas/Failure" }, "codes": { "type": "array", "items": { "$ref": "#/components/schemas/Code" } } } },
            "Failure": { "type": "object", "x-runtime-type": "EnhancedError", "properties": { "code": { "type": "string" } } },
            "Code": { "type": "string", "x-runtime-type": "ErrorCode" }
            """)).Generate().ShouldCompile();

        var model = generated.Source("MyApp.Mine.Result.AdobePass.g.cs");
        Assert.Contains("public Pass::EnhancedError? Error", model, StringComparison.Ordinal);
        Assert.Contains("IReadOnlyList<Pass::ErrorCode>? Codes", model, StringComparison.Ordinal);
        Assert.DoesNotContain("MyApp.Mine.Failure.AdobePass.g.cs", generated.FileNames);
    }

    [Theory]
    [InlineData(
        "\"x-runtime-type\": \"Error\",",
        "\"Error\", which is not a type of the runtime library. It has: EnhancedError, ErrorAction, ErrorCode")]
    public async Task Unknown_runtime_type_is_reported(string extension, string message)
    {
        var project = UserProject.WithoutSpecs(Use).WithSpec(
            "mine",
            Spec("\"Result\": { \"type\": \"object\", " + extension + " \"properties\": { \"a\": { \"type\": \"string\" } } }"));

        project.Generate().ShouldCompile();

        Assert.Contains(message, Assert.Single(await project.AnalyzeAsync()).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{ "type": "array", "items": { "$ref": "#/components/schemas/Item" }, "x-lookup": { "key": "id" } }""",
        "Find(string id)")]
    [InlineData(
        """{ "type": "array", "items": { "$ref": "#/components/schemas/Item" }, "x-lookup": { "key": "id", "prefer": "on" } }""",
        "Find(string id)")]
    public async Task Lookup_extension_generates_a_Find_method(string list, string method)
    {
        var project = UserProject.WithoutSpecs(Use).WithSpec("mine", Spec($$"""
            "Result": { "type": "object", "properties": { "items": {{list}} } },
            "Item": { "type": "object", "properties": { "id": { "type": "string" }, "on": { "type": "boolean" } } }
            """));

        Assert.Contains(method, project.Generate().ShouldCompile().Source("MyApp.Mine.Result.AdobePass.g.cs"), StringComparison.Ordinal);
        Assert.Empty((await project.AnalyzeAsync()).Select(diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [InlineData("""{ "type": "array", "items": { "$ref": "#/components/schemas/Item" }, "x-lookup": { "key": "nothing" } }""")]
    [InlineData("""{ "type": "array", "items": { "$ref": "#/components/schemas/Item" }, "x-lookup": { "key": "on" } }""")]
    [InlineData("""{ "type": "array", "items": { "$ref": "#/components/schemas/Item" }, "x-lookup": { "key": "id", "prefer": "id" } }""")]
    [InlineData("""{ "type": "array", "items": { "type": "string" }, "x-lookup": { "key": "id" } }""")]
    [InlineData("""{ "type": "array", "items": { "$ref": "#/components/schemas/Item" }, "x-lookup": { } }""")]
    [InlineData("""{ "type": "string", "x-lookup": { "key": "id" } }""")]
    public async Task Invalid_lookup_extension_is_reported_and_ignored(string list)
    {
        var project = UserProject.WithoutSpecs(Use).WithSpec("mine", Spec($$"""
            "Result": { "type": "object", "properties": { "items": {{list}} } },
            "Item": { "type": "object", "properties": { "id": { "type": "string" }, "on": { "type": "boolean" } } }
            """));

        Assert.DoesNotContain(
            " Find",
            project.Generate().ShouldCompile().Source("MyApp.Mine.Result.AdobePass.g.cs"),
            StringComparison.Ordinal);
        Assert.Contains("\"x-lookup\" of \"items\"", Assert.Single(await project.AnalyzeAsync()).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_names_that_conflict_with_spec_members_get_a_suffix()
    {
        var generated = UserProject.WithoutSpecs(Use).WithSpec("mine", Spec("""
            "Result": { "type": "object", "properties": { "find": { "type": "string" }, "redirectUri": { "type": "string" }, "items": { "type": "array", "items": { "$ref": "#/components/schemas/Item" }, "x-lookup": { "key": "class" } } } },
            "Item": { "type": "object", "properties": { "class": { "type": "string" } } }
            """, redirects: true)).Generate().ShouldCompile();

        var model = generated.Source("MyApp.Mine.Result.AdobePass.g.cs");
        Assert.Contains("Find2(string @class)", model, StringComparison.Ordinal);
        Assert.Contains("global::System.Uri? RedirectUri2", model, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Redirect_response_with_a_Location_header_generates_optional_members(bool redirects, bool isOptional)
    {
        var generated = UserProject.WithoutSpecs(Use).WithSpec("mine", Spec("""
            "Result": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string" } } }
            """, redirects)).Generate().ShouldCompile();

        Assert.Contains(
            isOptional ? "public string? Id" : "public required string Id",
            generated.Source("MyApp.Mine.Result.AdobePass.g.cs"),
            StringComparison.Ordinal);
    }

    // A 304 is always there: it is not a redirect that names a target.
    private static string Spec(string schemas, bool redirects = false) => $$"""
        { "openapi": "3.1.0", "paths": { "/thing": { "get": { "operationId": "thing", "responses": {
            "200": { "description": "ok", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Result" } } } },
            "304": { "description": "unchanged" }{{(redirects ? ", \"302\": { \"description\": \"moved\", \"headers\": { \"Location\": { \"schema\": { \"type\": \"string\" } } } }" : "")}} } } } },
          "components": { "schemas": { {{schemas}} } } }
        """;
}
