using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4004: A throttled request is repeated too early.</summary>
public class AP4004Tests
{
    private const string Rule = "AP4004";

    [Theory]
    [InlineData(
        "while (true) { var a = await _http.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/configuration\"); if ([|a.StatusCode == " +
        "HttpStatusCode.TooManyRequests|]) { continue; } break; }")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "while (true) { var a = await _http.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/configuration\"); if (!(a.StatusCode == " +
        "HttpStatusCode.TooManyRequests)) { continue; } break; }")]
    [InlineData(
        "var a = await _http.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/configuration\"); if ((int)a.StatusCode == 429) { await " +
        "_http.GetAsync(\"https://metrics.example/429\"); }")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));
}
