namespace AdobePass.Generators.Tests.Wire;

/// <summary>Where requests are sent.</summary>
public class ServerTests
{
    [Theory]
    [InlineData("https://api.example/v2/", "https://api.example/v2/a")]
    [InlineData("//api.example/v2", "https://api.example/v2/a")]
    [InlineData("api.example/v2", "https://api.example/v2/a")]
    [InlineData("http://api.example", "http://api.example/a")]
    [InlineData("localhost:8080/v2", "http://localhost:8080/v2/a")]
    [InlineData("/v2", "https://api.test/v2/a")]
    [InlineData("v2/", "https://api.test/v2/a")]
    [InlineData("./v2", "https://api.test/v2/a")]
    [InlineData("/", "https://api.test/a")]
    [InlineData("", "https://api.test/a")]
    [InlineData("https://sp.auth.adobe.com/api/v2", "https://api.test/api/v2/a")]
    [InlineData("https://{stage}.api.example/{version}", "https://live.api.example/v3/a")]
    [InlineData("//{stage}.api.example/{version}", "https://live.api.example/v3/a")]
    [InlineData("{stage}.api.example", "https://live.api.example/a")]
    [InlineData("{base}/x", "https://whole.example/x/a")]
    [InlineData("/{version}", "https://api.test/v3/a")]
    public async Task Server_of_the_document_is_used(string url, string expected)
    {
        var wire = await WireCall.RunAsync(Document(url), "await api.GetAAsync()");

        Assert.Equal(expected, wire.Url);
    }

    [Fact]
    public async Task Variables_are_options_of_the_client()
    {
        var wire = await WireCall.RunAsync(
            Document("https://{stage}.api.example/{version}"),
            "await api.GetAAsync()",
            configure: static options => options.ServerVariables["stage"] = "test");

        Assert.Equal("https://test.api.example/v3/a", wire.Url);
    }

    [Fact]
    public async Task Servers_of_paths_and_operations_are_used()
    {
        const string Document = """
            "servers": [ { "url": "https://api.example/v1" } ],
            "paths": {
              "/a": { "get": { "operationId": "getA", "responses": { "204": { "description": "" } } } },
              "/b": { "servers": [ { "url": "https://files.example/upload" } ],
                "get": { "operationId": "getB", "responses": { "204": { "description": "" } } },
                "put": { "operationId": "putB", "servers": [ { "url": "/own" } ], "responses": { "204": { "description": "" } } } } }
            """;

        var wire = await WireCall.RunAsync(Document, "await api.GetAAsync(); await api.GetBAsync(); await api.PutBAsync()");
        var replaced = await WireCall.RunAsync(
            Document,
            "await api.GetAAsync(); await api.GetBAsync(); await api.PutBAsync()",
            configure: static options =>
            {
                options.Servers["own"] = new Uri("https://test.example/v1");
                options.Servers["https://files.example/upload"] = new Uri("http://localhost:5000");
            });

        Assert.Equal(["https://api.example/v1/a", "https://files.example/upload/b", "https://api.test/own/b"], wire.Requests.Select(request => request.Url));
        Assert.Equal(["https://test.example/v1/a", "http://localhost:5000/b", "https://api.test/own/b"], replaced.Requests.Select(request => request.Url));
    }

    [Fact]
    public async Task Client_of_another_service_needs_no_options_of_Adobe_Pass()
    {
        var wire = await WireCall.RunAsync(
            Document("https://api.example"),
            "await api.GetAAsync()",
            configure: static options => options.BaseAddress = null);

        Assert.Equal("https://api.example/a", wire.Url);
    }

    [Fact]
    public async Task Missing_base_address_is_a_configuration_error()
    {
        var exception = await Assert.ThrowsAsync<AdobePassConfigurationException>(() => WireCall.RunAsync(
            Document("/v2"),
            "await api.GetAAsync()",
            configure: static options => options.BaseAddress = null));

        Assert.Contains("BaseAddress", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Value_that_makes_no_URL_is_a_configuration_error()
    {
        var exception = await Assert.ThrowsAsync<AdobePassConfigurationException>(() => WireCall.RunAsync(
            Document("https://{stage}.api.example/{version}"),
            "await api.GetAAsync()",
            configure: static options => options.ServerVariables["stage"] = "a/b?c=d#"));

        Assert.Contains("ServerVariables", exception.Message, StringComparison.Ordinal);
    }

    private static string Document(string url) => $$"""
        "servers": [ { "url": "{{url}}", "variables": {
          "stage": { "default": "live" }, "version": { "default": "v3" }, "base": { "default": "https://whole.example" } } } ],
        "paths": { "/a": { "get": { "operationId": "getA", "responses": { "204": { "description": "" } } } } }
        """;
}
