using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP2009: X-Forwarded-For is the same for every viewer.</summary>
public class AP2009Tests
{
    private const string Rule = "AP2009";

    [Theory]
    [InlineData(
        "server",
        "using var r = new HttpRequestMessage(HttpMethod.Get, \"https://sp.auth.adobe.com/api/v2/C/configuration\"); const string a = " +
        "\"2001:db8::7\"; r.Headers.Add(\"X-Forwarded-For\", [|a|]); await _http.SendAsync(r);")]
    public async Task Mistake_is_reported(string kind, string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements), kind);

    [Theory]
    [InlineData(
        "client",
        "using var r = new HttpRequestMessage(HttpMethod.Get, \"https://sp.auth.adobe.com/api/v2/C/configuration\"); " +
        "r.Headers.Add(\"X-Forwarded-For\", \"203.0.113.7\"); await _http.SendAsync(r);")]
    [InlineData(
        "server",
        "using var r = new HttpRequestMessage(HttpMethod.Get, \"https://sp.auth.adobe.com/api/v2/C/configuration\"); " +
        "r.Headers.Add(\"X-Forwarded-For\", \"<address of the viewer>\"); await _http.SendAsync(r);")]
    [InlineData(
        "server",
        "using var r = new HttpRequestMessage(HttpMethod.Get, \"https://other.example/api\"); r.Headers.Add(\"X-Forwarded-For\", " +
        "\"203.0.113.7\"); await _http.SendAsync(r);")]
    public async Task Correct_code_is_not_reported(string kind, string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements), kind);
}
