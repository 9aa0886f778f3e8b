using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP2007: The operation does not define this header.</summary>
public class AP2007Tests
{
    private const string Rule = "AP2007";

    [Theory]
    [InlineData(
        "using var r = new HttpRequestMessage(HttpMethod.Get, \"https://sp.auth.adobe.com/api/v2/C/configuration\"); " +
        "[|r.Headers.TryAddWithoutValidation(\"ap-temppass-identity\", _token)|]; await _http.SendAsync(r);")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "using var r = new HttpRequestMessage(HttpMethod.Get, \"https://sp.auth.adobe.com/api/v2/C/sessions/X\"); " +
        "r.Headers.Add(\"X-Device-Info\", _base64); await _http.SendAsync(r);")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));
}
