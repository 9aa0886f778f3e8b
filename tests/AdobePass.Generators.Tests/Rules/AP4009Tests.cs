using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4009: An authorization is cached for later playback.</summary>
public class AP4009Tests
{
    private const string Rule = "AP4009";

    [Theory]
    [InlineData(
        "await new HybridCache().GetOrCreateAsync(\"a\", async () => { var d = await [|_api.AuthorizeAsync(\"C\", \"M\", default)|]; " +
        "return d; });")]
    [InlineData(
        "await new HybridCache().GetOrCreateAsync(\"a\", async () => { return await [|_api.AuthorizeAsync(\"C\", \"M\", default)|]; });")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "await new HybridCache().GetOrCreateAsync(\"a\", async () => { await _api.AuthorizeAsync(\"C\", \"M\", default); return 1; });")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            static readonly ConcurrentDictionary<string, string> Known = new(); static HttpStatusCode s_last; static string? s_text;
            readonly Dictionary<string, string> _own = new();
            public async Task<string> M(string mvpd)
            {
                using var m = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/CHAN1/decisions/authorize/" + mvpd);
                using var r = await http.SendAsync(m);
                var json = await r.Content.ReadFromJsonAsync<JsonElement>(); [|Known[mvpd] = json.GetProperty("decisions")[0].GetProperty("token").GetString()!|];
                return s_text + s_last;
            }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            static readonly ConcurrentDictionary<string, string> Known = new(); static HttpStatusCode s_last; static string? s_text;
            readonly Dictionary<string, string> _own = new();
            public async Task<string> M(string mvpd)
            {
                using var m = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/CHAN1/decisions/authorize/" + mvpd);
                using var r = await http.SendAsync(m);
                if (await r.Content.ReadAsStringAsync() is { Length: > 0 } text) { [|s_text = text|]; }
                return s_text + s_last;
            }
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            static readonly ConcurrentDictionary<string, string> Known = new(); static HttpStatusCode s_last; static string? s_text;
            readonly Dictionary<string, string> _own = new();
            public async Task<string> M(string mvpd)
            {
                using var m = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/CHAN1/decisions/authorize/" + mvpd);
                using var r = await http.SendAsync(m);
                s_last = r.StatusCode;
                return s_text + s_last;
            }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            static readonly ConcurrentDictionary<string, string> Known = new(); static HttpStatusCode s_last; static string? s_text;
            readonly Dictionary<string, string> _own = new();
            public async Task<string> M(string mvpd)
            {
                using var m = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/CHAN1/decisions/authorize/" + mvpd);
                using var r = await http.SendAsync(m);
                _own[mvpd] = await r.Content.ReadAsStringAsync();
                return s_text + s_last;
            }
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
