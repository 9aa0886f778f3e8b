using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4010: A URL belongs to REST API V1.</summary>
public class AP4010Tests
{
    private const string Rule = "AP4010";

    [Theory]
    [InlineData(
        "var a = \"https://sp.auth.adobe.com/api/v2/C/logout/M?redirectUrl=https://x.example/api/v1/\"; var b = " +
        "[|\"https://api.auth.adobe.com/api/v1\"|]; var c = [|$\"https://api.auth.adobe.com/reggie/v1/{_token}/regcode\"|];")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C
        {
            readonly HttpClient _http = new() { BaseAddress = new Uri("https://api.auth.adobe.com") };
            public Task<string> M() => _http.GetStringAsync([|"/api/v1/checkauthn"|]);
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            const string Token = "https://sp.auth.adobe.com/o/client/token";
            public Task<string> M() => http.GetStringAsync([|"api/v1/checkauthn"|]);
            public Task N(HttpContent body) => http.PostAsync([|$"/reggie/v1/{Token.Length}/regcode"|], body);
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public Task<HttpResponseMessage> M(string channel) =>
                http.SendAsync(Create([|$"https://api.auth.adobe.com/api/v1/config/{channel}"|]));
            HttpRequestMessage Create(string url) => new(HttpMethod.Get, url);
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C
        {
            const string Help = "The setting still names https://api.auth.adobe.com/api/v1/authorize, which is going away.";
            [Obsolete("https://api.auth.adobe.com/api/v1/authorize")]
            static void M() => Console.WriteLine("https://api.auth.adobe.com/api/v1/logout");
            static bool IsOld(string a) => a.StartsWith("https://api.auth.adobe.com/reggie/v1/");
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            const string Token = "https://sp.auth.adobe.com/o/client/token";
            public Task<string> M() => http.GetStringAsync("api/v1/config/" + Token.Length);
            public Task<string> N() => http.GetStringAsync("/api/v1/authorize");
            public Task<string> O() => http.GetStringAsync("https://example.org/api/v1/checkauthn");
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData("http.PostAsync(\"https://api.auth.adobe.com/api/v1/tokens/authn\", null)", "createPartnerProfile")]
    [InlineData("http.GetAsync(\"https://api.auth.adobe.com/api/v1/tokens/authn\")", "getProfiles")]
    [InlineData("http.GetAsync(\"https://api.auth.adobe.com/reggie/v1/C/regcode/K\")", "getSession")]
    [InlineData("http.DeleteAsync(\"https://api.auth.adobe.com/reggie/v1/C/regcode/K\")", "migration tables")]
    [InlineData("http.GetAsync(\"/api/v1/checkauthn\")", "The host of the client is not visible here")]
    public async Task Message_names_the_replacement_for_the_method(string call, string part)
    {
        var source = $"class C(HttpClient http) {{ const string A = \"https://sp.auth.adobe.com/\"; public Task M() => {call}; }}";
        var found = await RuleTest.FindAsync(Rule, RuleTest.Project("client", RuleTest.InFile(source)));

        Assert.Contains(part, Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }
}
