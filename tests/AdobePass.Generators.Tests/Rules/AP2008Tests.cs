using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP2008: A device header is set on a shared client.</summary>
public class AP2008Tests
{
    private const string Rule = "AP2008";

    [Theory]
    [InlineData(
        "server",
        "_http.DefaultRequestHeaders.Add(\"X-Device-Info\", _base64); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData(
        "client",
        "_services.AddHttpClient(\"a\", c => c.DefaultRequestHeaders.Add(\"X-Device-Info\", _base64)); await " +
        "_http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    public async Task Correct_code_is_not_reported(string kind, string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements), kind);

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class Gate
        {
            readonly HttpClient _http;
            public Gate(HttpClient http) => _http = http;
            public Task<string> M(string id) { [|_http.DefaultRequestHeaders.Add("AP-Device-Identifier", id)|]; return _http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles"); }
        }
        static class S { static void Add(Services s) => s.AddSingleton<Gate>(); }
        class Services { public void AddSingleton<T>() { } public void AddScoped<T>() { } }
        """)]
    [InlineData(
        """
        class Services { public void AddSingleton(Func<HttpClient> make) { } }
        static class S { static void Add(Services s, string id) => s.AddSingleton(() => { var c = new HttpClient(); [|c.DefaultRequestHeaders.Add("AP-Device-Identifier", id)|]; return c; }); }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source), kind: "server");

    [Theory]
    [InlineData(
        """
        class Gate
        {
            readonly HttpClient _http;
            public Gate(HttpClient http) => _http = http;
            public Task<string> M(string id) { _http.DefaultRequestHeaders.Add("AP-Device-Identifier", id); return _http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles"); }
        }
        static class S { static void Add(Services s) => s.AddScoped<Gate>(); }
        class Services { public void AddSingleton<T>() { } public void AddScoped<T>() { } }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source), kind: "server");
}
