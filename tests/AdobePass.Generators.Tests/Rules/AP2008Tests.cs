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
}
