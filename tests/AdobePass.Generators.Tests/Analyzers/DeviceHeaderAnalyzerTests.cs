using System.Text.Json;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Analyzers;

/// <summary>AP2001, AP2002, AP2003 and AP2007: every operation against the table of headers, and the table against the specs.</summary>
public class DeviceHeaderAnalyzerTests
{
    private const string Host = "https://sp.auth.adobe.com";

    public static TheoryData<string> Operations => [.. PassOperations.All.Select(operation => operation.Id)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_operation_is_held_against_its_row_of_the_table(string id)
    {
        var operation = PassOperations.All.Single(each => each.Id == id);
        var address = Host + operation.Path.Replace("{", string.Empty, StringComparison.Ordinal).Replace("}", string.Empty, StringComparison.Ordinal);
        var send = $"using var request = new HttpRequestMessage(HttpMethod.{(operation.Method == "GET" ? "Get" : "Post")}, \"{address}\"); HEADERS await _http.SendAsync(request);";
        string With(string headers) => RuleTest.InClass(send.Replace("HEADERS", headers, StringComparison.Ordinal));

        var bare = await IdsAsync(With(string.Empty));
        var full = await IdsAsync(With("request.Headers.Add(\"X-Device-Info\", _base64); request.Headers.Add(\"AP-Device-Identifier\", \"fingerprint \" + _base64); request.Headers.Add(\"X-Forwarded-For\", _token);"));

        Assert.Equal(operation.DeviceInfo == Presence.Required, bare.Contains("AP2001"));
        Assert.Equal(operation.DeviceIdentifier == Presence.Required, bare.Contains("AP2002"));
        Assert.Equal(operation.ForwardedFor != Presence.Undefined, bare.Contains("AP2003"));
        Assert.DoesNotContain(full, rule => rule is "AP2001" or "AP2002" or "AP2003");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void The_table_has_what_the_spec_has(string id)
    {
        var operation = PassOperations.All.Single(each => each.Id == id);
        using var spec = JsonDocument.Parse(Repository.ReadSpec(operation.IsRegistration ? "dcr" : "rest-v2"));
        var described = spec.RootElement.GetProperty("paths").GetProperty(operation.Path).GetProperty(operation.Method.ToLowerInvariant());
        var headers = described.GetProperty("parameters").EnumerateArray()
            .Select(parameter => parameter.TryGetProperty("$ref", out var reference) ? Resolve(spec.RootElement, reference.GetString()!) : parameter)
            .Where(parameter => parameter.GetProperty("in").GetString() == "header")
            .ToDictionary(parameter => parameter.GetProperty("name").GetString()!, parameter => parameter.TryGetProperty("required", out var required) && required.GetBoolean());
        Presence Of(string header) => !headers.TryGetValue(header, out var isRequired) ? Presence.Undefined : isRequired ? Presence.Required : Presence.Optional;

        Assert.Equal(id, described.GetProperty("operationId").GetString());
        Assert.Equal(Of("X-Device-Info"), operation.DeviceInfo);
        Assert.Equal(Of("AP-Device-Identifier"), operation.DeviceIdentifier);
        Assert.Equal(
            headers.Keys.Except(["X-Device-Info", "AP-Device-Identifier", "X-Forwarded-For", "User-Agent"]).Order(StringComparer.Ordinal),
            operation.Headers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_is_complete()
    {
        var described = new[] { "dcr", "rest-v2" }.SelectMany(name =>
        {
            using var spec = JsonDocument.Parse(Repository.ReadSpec(name));
            return spec.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Where(member => member.Value.TryGetProperty("operationId", out _)).Select(member => member.Value.GetProperty("operationId").GetString()!)).ToList();
        });

        Assert.Equal(described.Order(StringComparer.Ordinal), PassOperations.All.Select(operation => operation.Id).Order(StringComparer.Ordinal));
        Assert.All(PassOperations.All, operation => Assert.Same(operation, PassOperations.Find(operation.PublishedId + "_1")));
    }

    [Theory]
    [InlineData(OutputKind.ConsoleApplication, "", DiagnosticSeverity.Warning)]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, "", DiagnosticSeverity.Info)]
    [InlineData(OutputKind.ConsoleApplication, "// services.AddHttpMessageHandler<FromElsewhere>()", DiagnosticSeverity.Info)]
    public async Task An_injected_client_counts_less_where_it_may_be_set_up_out_of_sight(OutputKind kind, string elsewhere, DiagnosticSeverity severity)
    {
        var source = RuleExamples.Usings + $"class S {{ readonly HttpClient _h; public S(HttpClient h) => _h = h; Task M() => _h.GetAsync(\"{Host}/api/v2/C/profiles\"); }}";
        var program = "class P { static void Main() { } }";

        var found = await RuleTest.FindAsync("AP2001", new UserProject { WarningsAreErrors = false, OutputKind = kind }.WithSource(source).WithSource(program).WithSource(elsewhere));

        Assert.Equal(severity, Assert.Single(found).Severity);
    }

    [Theory]
    [InlineData("AP2001", "await [|_http.GetAsync($\"https://{_token}.auth.adobe.com/api/v2/{_token}/profiles\")|];")]
    [InlineData("AP2001", "await [|_http.PostAsync(_token + \"/o/client/register\", null)|];")]
    [InlineData("AP2001", "await [|_http.PostAsync($\"https://{_token}/o/client/token\", null)|];")]
    [InlineData("AP2001", "await [|_http.GetAsync($\"https://sp.auth.adobe.com/api/v2/{_token}/profiles/{_token}?a={_token}\")|];")]
    [InlineData("AP2001", "await [|_http.PostAsync($\"https://sp.auth.adobe.com/api/v2/{_token}/decisions/{_token}/{_token}\", null)|];")]
    [InlineData("AP2001", "foreach (var c in new[] { \"a\" }) { using var r = [|new HttpRequestMessage(HttpMethod.Get, $\"https://sp.auth.adobe.com/api/v2/{c}/logout/M\")|]; await _http.SendAsync(r, HttpCompletionOption.ResponseHeadersRead); }")]
    [InlineData("AP2001", "HttpMessageInvoker invoker = _http; await new HttpMessageInvoker(new SocketsHttpHandler()).SendAsync(null!, default);")]
    [InlineData("AP2001", "await _http.GetAsync($\"https://sp.auth.adobe.com/api/v2/{_token}\");")]
    [InlineData("AP2001", "await _http.GetAsync($\"{_token}/api/v2/CHAN1/profiles\");")]
    [InlineData("AP2001", "await _http.GetAsync(\"https://sp.auth.adobe.com.example/api/v2/CHAN1/profiles\");")]
    [InlineData("AP2001", "await _http.GetAsync($\"https://sp.auth.adobe.com/api/v2/{_token}/{_token}\");")]
    [InlineData("AP2001", "var request = new HttpRequestMessage(HttpMethod.Get, \"https://sp.auth.adobe.com/api/v2/C/profiles\"); request.Content = new StringContent(_token); request.Content.Headers.Add(\"X-Device-Info\", _base64); await _http.SendAsync(request);")]
    [InlineData("AP2007", "using var r = new HttpRequestMessage(HttpMethod.Get, \"https://sp.auth.adobe.com/api/v2/C/configuration\"); [|r.Headers.TryAddWithoutValidation(\"ap-temppass-identity\", _token)|]; await _http.SendAsync(r);")]
    [InlineData("AP2007", "using var r = new HttpRequestMessage(HttpMethod.Get, \"https://sp.auth.adobe.com/api/v2/C/sessions/X\"); r.Headers.Add(\"X-Device-Info\", _base64); await _http.SendAsync(r);")]
    public async Task Addresses_and_forms_are_read_as_they_go_out(string rule, string statements) => await RuleTest.ReportsAsync(rule, RuleTest.InClass(statements));

    [Fact]
    public async Task A_gateway_of_the_project_counts_like_Adobes_hosts()
    {
        var source = RuleTest.InClass("await _http.GetAsync(\"https://pass.gateway.example/api/v2/CHAN1/profiles\"); var plain = \"http://pass.gateway.example/api/v2/\";");

        Assert.Empty(await RuleTest.FindAsync("AP2001", RuleTest.Project("client", source)));
        Assert.Single(await RuleTest.FindAsync("AP2001", RuleTest.Project("client", source).WithFileOption("adobepass.extra_hosts", "other.example, gateway.example")));
        Assert.Single(await RuleTest.FindAsync("AP2012", RuleTest.Project("client", source).WithFileOption("adobepass.extra_hosts", "gateway.example")));
    }

    private static async Task<IReadOnlyCollection<string>> IdsAsync(string source) => [.. (await RuleTest.Project("server", source).AnalyzeAsync()).Select(diagnostic => diagnostic.Id)];

    private static JsonElement Resolve(JsonElement root, string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, (element, name) => element.GetProperty(name));
}
