using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP2005: The device identifier is malformed.</summary>
public class AP2005Tests
{
    private const string Rule = "AP2005";

    [Theory]
    [InlineData(
        "_http.DefaultRequestHeaders.Add(\"AP-Device-Identifier\", [|\"fingerprint \" + \"8d1f2c3e-0000-4000-8000-00000000abcd\"|]); " +
        "await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData(
        "_http.DefaultRequestHeaders.Add(\"AP-Device-Identifier\", [|\"abcd\"|]); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "_http.DefaultRequestHeaders.Add(\"AP-Device-Identifier\", \"fingerprint OGQxZjJjM2U=\"); await " +
        "_http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    [InlineData("_http.DefaultRequestHeaders.Add(\"AP-Device-Identifier\", _token); await _http.GetAsync(\"https://sp.auth.adobe.com/\");")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));
}
