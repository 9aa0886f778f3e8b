using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP1007: A time is read in the wrong unit.</summary>
public class AP1007Tests
{
    private const string Rule = "AP1007";

    [Theory]
    [InlineData(
        "var t = (await (await _http.PostAsync(\"https://sp.auth.adobe.com/o/client/token\", " +
        "null)).Content.ReadFromJsonAsync<JsonElement>()); AppContext.SetData(\"a\", t); var life = " +
        "[|TimeSpan.FromMinutes(t.GetProperty(\"expires_in\").GetInt32())|]; var end = " +
        "[|DateTimeOffset.UtcNow.AddMilliseconds(t.GetProperty(\"expires_in\").GetInt64())|];")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "var t = (await (await _http.PostAsync(\"https://sp.auth.adobe.com/o/client/token\", " +
        "null)).Content.ReadFromJsonAsync<JsonElement>()); AppContext.SetData(\"a\", t); var life = " +
        "TimeSpan.FromMilliseconds(t.GetProperty(\"expires_in\").GetInt64() * 1000); var other = " +
        "TimeSpan.FromMinutes(t.GetProperty(\"notAfter\").GetInt32());")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));
}
