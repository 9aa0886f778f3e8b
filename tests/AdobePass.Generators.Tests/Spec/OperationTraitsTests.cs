using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Spec;

/// <summary>What a spec says about an operation reaches the emitted client as arguments of the operation.</summary>
public class OperationTraitsTests
{
    private const string Use = "namespace MyApp { [AdobePass.AdobePassApi(\"mine\")] public partial interface IMine; }";
    private const string Registration = "requestKind: Runtime::RequestKind.Registration";
    private const string Token = "requestKind: Runtime::RequestKind.Token";

    [Theory]
    [InlineData("post", "\"x-request-kind\": \"registration\",", Registration, null)]
    [InlineData("post", "\"x-request-kind\": \"token\", \"x-idempotent\": true,", Token, "isIdempotent: true")]
    [InlineData("post", "\"x-request-kind\": \"api\", \"x-idempotent\": false,", null, null)]
    [InlineData("post", "", null, null)]
    [InlineData("get", "", null, null)]
    [InlineData("get", "\"x-idempotent\": true,", null, null)]
    [InlineData("get", "\"x-idempotent\": false,", null, "isIdempotent: false")]
    public async Task Traits_reach_the_client(string method, string traits, string? kind, string? idempotent)
    {
        var project = UserProject.WithoutSpecs(Use).WithSpec("mine", Spec("/a", method, traits));

        Assert.Empty(await project.AnalyzeAsync());
        AssertArguments(project, kind, idempotent);
    }

    [Theory]
    [InlineData("x-request-kind", "\"login\"", "it is read as \"api\"")]
    [InlineData("x-request-kind", "1", "it is read as \"api\"")]
    [InlineData("x-idempotent", "\"yes\"", "it is read as false")]
    [InlineData("x-idempotent", "null", "it is read as false")]
    public async Task Unknown_value_is_reported_and_ignored(string name, string value, string message)
    {
        var text = Spec("/a", "post", $"\"{name}\": {value},");
        var project = UserProject.WithoutSpecs(Use).WithSpec("mine", text);

        var diagnostic = Assert.Single(await project.AnalyzeAsync());

        Assert.Equal("AP7007", diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(value, text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        AssertArguments(project, null, null);
    }

    // Adobe's own document of the registration API says nothing about either.
    [Theory]
    [InlineData("/o/client/register", Registration, null)]
    [InlineData("/o/client/token", Token, "isIdempotent: true")]
    [InlineData("/o/client/other", null, null)]
    public void Document_without_traits_has_those_of_the_bundled_operation_at_its_path(string path, string? kind, string? idempotent) =>
        AssertArguments(UserProject.WithoutSpecs(Use).WithSpec("mine", Spec(path, "post", "")), kind, idempotent);

    private static string Spec(string path, string method, string traits) =>
        $$"""
        { "openapi": "3.1.0", "paths": { "{{path}}": { "{{method}}": { "operationId": "a", {{traits}} "responses": {} } } } }
        """;

    private static void AssertArguments(UserProject project, string? kind, string? idempotent)
    {
        var source = project.Generate().Source("MyApp.IMine.AdobePass.g.cs");

        Assert.Equal(kind is not null, source.Contains("requestKind:", StringComparison.Ordinal));
        Assert.Equal(idempotent is not null, source.Contains("isIdempotent:", StringComparison.Ordinal));
        Assert.Contains(kind ?? "", source, StringComparison.Ordinal);
        Assert.Contains(idempotent ?? "", source, StringComparison.Ordinal);
    }
}
