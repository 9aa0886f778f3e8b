using AdobePass.Generators.Catalog;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP2001: X-Device-Info is missing.</summary>
public class AP2001Tests
{
    private const string Rule = "AP2001";

    [Theory]
    [InlineData("await [|_http.GetAsync($\"https://{_token}.auth.adobe.com/api/v2/{_token}/profiles\")|];")]
    [InlineData("await [|_http.PostAsync(_token + \"/o/client/register\", null)|];")]
    [InlineData("await [|_http.PostAsync($\"https://{_token}/o/client/token\", null)|];")]
    [InlineData("await [|_http.GetAsync($\"https://sp.auth.adobe.com/api/v2/{_token}/profiles/{_token}?a={_token}\")|];")]
    [InlineData("await [|_http.PostAsync($\"https://sp.auth.adobe.com/api/v2/{_token}/decisions/{_token}/{_token}\", null)|];")]
    [InlineData(
        "foreach (var c in new[] { \"a\" }) { using var r = [|new HttpRequestMessage(HttpMethod.Get, " +
        "$\"https://sp.auth.adobe.com/api/v2/{c}/logout/M\")|]; await _http.SendAsync(r, HttpCompletionOption.ResponseHeadersRead); }")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData("HttpMessageInvoker invoker = _http; await new HttpMessageInvoker(new SocketsHttpHandler()).SendAsync(null!, default);")]
    [InlineData("await _http.GetAsync($\"https://sp.auth.adobe.com/api/v2/{_token}\");")]
    [InlineData("await _http.GetAsync($\"{_token}/api/v2/CHAN1/profiles\");")]
    [InlineData("await _http.GetAsync(\"https://sp.auth.adobe.com.example/api/v2/CHAN1/profiles\");")]
    [InlineData("await _http.GetAsync($\"https://sp.auth.adobe.com/api/v2/{_token}/{_token}\");")]
    [InlineData(
        "var request = new HttpRequestMessage(HttpMethod.Get, \"https://sp.auth.adobe.com/api/v2/C/profiles\"); request.Content = new " +
        "StringContent(_token); request.Content.Headers.Add(\"X-Device-Info\", _base64); await _http.SendAsync(request);")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    public static TheoryData<string> Operations => HeaderTable.Operations;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Request_without_the_header_is_reported_if_the_operation_takes_it(string operationId) =>
        await HeaderTable.AssertAsync(Rule, operationId, operation => operation.DeviceInfo == Presence.Required);

    [Theory]
    [InlineData(OutputKind.ConsoleApplication, "", DiagnosticSeverity.Warning)]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, "", DiagnosticSeverity.Info)]
    [InlineData(OutputKind.ConsoleApplication, "// services.AddHttpMessageHandler<FromElsewhere>()", DiagnosticSeverity.Info)]
    public async Task Injected_client_lowers_the_severity_if_it_may_be_set_up_elsewhere(
        OutputKind kind,
        string elsewhere,
        DiagnosticSeverity severity)
    {
        const string Library =
            "class S { readonly HttpClient _h; public S(HttpClient h) => _h = h; " +
            "Task M() => _h.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/profiles\"); }";
        const string Program = "class P { static void Main() { } }";

        var project = new UserProject { WarningsAreErrors = false, OutputKind = kind }
            .WithSource(RuleExamples.Usings + Library)
            .WithSource(Program)
            .WithSource(elsewhere);

        Assert.Equal(severity, Assert.Single(await RuleTest.FindAsync(Rule, project)).Severity);
    }

    [Fact]
    public async Task Gateway_of_the_project_counts_as_a_host_of_Adobe()
    {
        var source = RuleTest.InClass(
            "await _http.GetAsync(\"https://pass.gateway.example/api/v2/CHAN1/profiles\"); " +
            "var plain = \"http://pass.gateway.example/api/v2/\";");
        UserProject Project(string? hosts) => hosts is null
            ? RuleTest.Project("client", source)
            : RuleTest.Project("client", source).WithFileOption("adobepass.extra_hosts", hosts);

        Assert.Empty(await RuleTest.FindAsync(Rule, Project(hosts: null)));
        Assert.Single(await RuleTest.FindAsync(Rule, Project("other.example, gateway.example")));
        Assert.Single(await RuleTest.FindAsync("AP2012", Project("gateway.example")));
    }

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C(HttpClient http, string info, string id)
        {
            public Task<string> GetAsync() => SendAsync(HttpMethod.Get, "profiles");
            async Task<string> SendAsync(HttpMethod method, string path)
            {
                using var m = [|new HttpRequestMessage(method, "https://sp.auth.adobe.com/api/v2/CHAN1/" + path)|];
                m.Headers.Add("AP-Device-Identifier", id);
                using var r = await http.SendAsync(m);
                return await r.Content.ReadAsStringAsync();
            }
        }
        """)]
    [InlineData(
        """
        static class X { public static HttpRequestMessage With(this HttpRequestMessage m, string info, string id) { m.Headers.Add("AP-Device-Identifier", id); return m; } }
        class C(HttpClient http)
        {
            public Task<HttpResponseMessage> GetAsync(string info, string id) =>
                http.SendAsync([|new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles")|].With(info, id));
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            static HttpRequestMessage Build(string info, string id) { var m = [|new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles")|]; m.Headers.Add("AP-Device-Identifier", id); return m; }
            public async Task M(string info, string id) { using var m = Build(info, id);  using var r = await http.SendAsync(m); }
        }
        """)]
    [InlineData(
        """
        class Timing : DelegatingHandler
        {
            public Timing() : base(new SocketsHttpHandler()) { }
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                Console.WriteLine(request.Method);
                return base.SendAsync(request, cancellationToken);
            }
        }
        class C { HttpClient _http = new HttpClient(new Timing()); public Task<string> M() => [|_http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles")|]; }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C(HttpClient http, string info, string id)
        {
            public Task<string> GetAsync() => SendAsync(HttpMethod.Get, "profiles");
            async Task<string> SendAsync(HttpMethod method, string path)
            {
                using var m = new HttpRequestMessage(method, "https://sp.auth.adobe.com/api/v2/CHAN1/" + path);
                m.Headers.Add("X-Device-Info", info); m.Headers.Add("AP-Device-Identifier", id);
                using var r = await http.SendAsync(m);
                return await r.Content.ReadAsStringAsync();
            }
        }
        """)]
    [InlineData(
        """
        static class X { public static HttpRequestMessage With(this HttpRequestMessage m, string info, string id) { m.Headers.Add("X-Device-Info", info); m.Headers.Add("AP-Device-Identifier", id); return m; } }
        class C(HttpClient http)
        {
            public Task<HttpResponseMessage> GetAsync(string info, string id) =>
                http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles").With(info, id));
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            static HttpRequestMessage Build(string info, string id) { var m = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles"); m.Headers.Add("X-Device-Info", info); return m; }
            public async Task M(string info, string id) { using var m = Build(info, id); m.Headers.Add("AP-Device-Identifier", id); using var r = await http.SendAsync(m); }
        }
        """)]
    [InlineData(
        """
        class Device : DelegatingHandler
        {
            public Device() : base(new SocketsHttpHandler()) { }
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                request.Headers.Add("X-Device-Info", "eyJ9");
                return base.SendAsync(request, cancellationToken);
            }
        }
        class C { HttpClient _http = new HttpClient(new Device()); public Task<string> M() => _http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles"); }
        """)]
    [InlineData(
        """
        class P { static Task M(string info) { var http = new HttpClient(); http.DefaultRequestHeaders.Add("X-Device-Info", info); return new C(http).M(); } }
        class C(HttpClient http) { public Task<string> M() => http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles"); }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
