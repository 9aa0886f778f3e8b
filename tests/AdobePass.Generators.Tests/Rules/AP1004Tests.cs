using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP1004: An access token is requested and not reused.</summary>
public class AP1004Tests
{
    private const string Rule = "AP1004";

    [Theory]
    [InlineData(
        "var a = await [|_http.PostAsync(\"https://sp.auth.adobe.com/o/client/token\", null)|]; Console.WriteLine((await " +
        "a.Content.ReadAsStringAsync()).Length);")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "var a = await _http.PostAsync(\"https://sp.auth.adobe.com/o/client/token\", null); System.IO.File.WriteAllText(\"t\", await " +
        "a.Content.ReadAsStringAsync());")]
    [InlineData(
        "var a = await _http.PostAsync(\"https://login.example/o/token\", null); Console.WriteLine((await " +
        "a.Content.ReadAsStringAsync()).Length);")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));
}
