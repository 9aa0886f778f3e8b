using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Analyzers;

/// <summary>Errors in a spec file are reported at their line and column in that file.</summary>
public class SpecAnalyzerTests
{
    private const string Use = """
        using AdobePass;
        namespace MyApp;
        [AdobePassApi("mine")] public partial interface IMine { }
        """;

    [Theory]
    [InlineData("AP7001", "expected ',' or '}'", "{\n  \"openapi\": \"3.1.0\" \"paths\": {} }", 2, 22)]
    [InlineData("AP7001", "the text ends", "{\n  \"openapi\": \"3.1.0\",\n", 3, 1)]
    [InlineData("AP7001", "a value", "<html></html>", 1, 1)]
    [InlineData("AP7001", "the text ends", "", 1, 1)]
    [InlineData("AP7001", "nested more than", "DEEP", 1, 129)]
    [InlineData("AP7002", "Convert it to JSON", "openapi: 3.1.0\npaths: {}\n", 1, 1)]
    [InlineData("AP7003", "Swagger 2.0", "{ \"swagger\": \"2.0\", \"paths\": {} }", 1, 1)]
    [InlineData("AP7003", "OpenAPI 4.0.0", "{ \"openapi\": \"4.0.0\", \"paths\": {} }", 1, 14)]
    [InlineData("AP7003", "top level is not an object", "[]", 1, 1)]
    public async Task An_unreadable_spec_is_reported_in_its_file_and_at_the_attribute(
        string rule,
        string fragment,
        string text,
        int line,
        int column)
    {
        var spec = text == "DEEP" ? new string('[', 500) : text;

        var diagnostics = await UserProject.WithoutSpecs(Use).WithSpec("mine", spec, "/specs/mine.json").AnalyzeAsync();

        var inFile = Assert.Single(diagnostics, diagnostic => diagnostic.Id == rule);
        var location = inFile.Location.GetLineSpan();
        Assert.Equal("/specs/mine.json", location.Path);
        Assert.Equal((line, column), (location.StartLinePosition.Line + 1, location.StartLinePosition.Character + 1));
        Assert.Contains(fragment, inFile.GetMessage(), StringComparison.Ordinal);
        Assert.Contains(
            "/specs/mine.json",
            Assert.Single(diagnostics, diagnostic => diagnostic.Id == "AP0001").GetMessage(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AP7004", "does not exist", "\"$ref\": \"#/components/schemas/Nowhere\"", "\"#/components/schemas/Nowhere\"")]
    [InlineData("AP7004", "not in the project", "\"$ref\": \"other.json#/x\"", "\"other.json#/x\"")]
    [InlineData("AP7005", "refers only to itself", "\"$ref\": \"#/components/schemas/Loop\"", "\"#/components/schemas/Loop\"")]
    public async Task A_broken_reference_is_reported_and_the_rest_is_generated(
        string rule,
        string fragment,
        string schema,
        string underlined)
    {
        var text = $$$"""
            { "openapi": "3.1.0", "paths": {
                "/a": { "get": { "operationId": "a", "responses": { "200": { "content": { "application/json": { "schema": { {{{schema}}} } } } } } } },
                "/b": { "get": { "operationId": "b", "responses": { "200": { "content": { "application/json": { "schema": { "type": "object", "properties": { "x": { "type": "string" } } } } } } } } } },
              "components": { "schemas": { "Loop": { "allOf": [ { "$ref": "#/components/schemas/Loop" } ] } } } }
            """;
        var project = UserProject.WithoutSpecs(Use).WithSpec("mine", text);

        var diagnostic = Assert.Single(await project.AnalyzeAsync());

        Assert.Equal(rule, diagnostic.Id);
        Assert.Contains(fragment, diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(underlined, text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Contains("BAsync", project.Generate().Source("MyApp.IMine.AdobePass.g.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"background\"", true, false)]
    [InlineData("\"foreground\"", false, false)]
    [InlineData("\"low\"", false, true)]
    [InlineData("true", false, true)]
    public async Task Priority_is_emitted_and_an_unknown_value_is_reported(string priority, bool isBackground, bool isReported)
    {
        var text = $$"""
            { "openapi": "3.1.0", "paths": { "/a": { "get": { "operationId": "a", "x-priority": {{priority}}, "responses": {} } } } }
            """;
        var project = UserProject.WithoutSpecs(Use).WithSpec("mine", text);

        var diagnostics = await project.AnalyzeAsync();

        Assert.Equal(isReported ? ["AP7007"] : [], diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.All(diagnostics, diagnostic => Assert.Equal(
            priority,
            text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
        Assert.Equal(
            isBackground,
            project.Generate().Source("MyApp.IMine.AdobePass.g.cs").Contains("isBackground: true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Operations_without_a_unique_id_are_reported()
    {
        var diagnostics = await UserProject.WithoutSpecs(Use).WithSpec("mine", """
            { "openapi": "3.1.0", "paths": {
                "/a": { "get": { "responses": {} }, "put": { "operationId": "same", "responses": {} }, "post": { "operationId": "SAME", "responses": {} } } } }
            """).AnalyzeAsync();

        Assert.Equal(["AP7006", "AP7010"], diagnostics.Select(diagnostic => diagnostic.Id).Order());
    }

    [Fact]
    public async Task Two_specs_with_the_same_name_are_reported()
    {
        var rest = Repository.ReadSpec("rest-v2");

        var diagnostic = Assert.Single(
            await UserProject.WithoutSpecs()
                .WithSpec("rest-v2", rest, "/specs/a.json")
                .WithSpec("rest-v2", rest, "/specs/b.json")
                .AnalyzeAsync());

        Assert.Equal("AP0005", diagnostic.Id);
        Assert.Equal("/specs/b.json", diagnostic.Location.GetLineSpan().Path);
        Assert.Contains("/specs/a.json", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bundled_specs_have_no_diagnostics() =>
        Assert.Empty((await UserProject.Create().AnalyzeAsync()).Select(diagnostic => diagnostic.ToString()));
}
