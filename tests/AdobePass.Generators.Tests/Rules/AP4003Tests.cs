using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4003: A decision is requested repeatedly without a limit.</summary>
public class AP4003Tests
{
    private const string Rule = "AP4003";

    [Theory]
    [InlineData(
        "while (true) { var a = await [|_http.PostAsync(\"https://sp.auth.adobe.com/api/v2/C/decisions/authorize/M\", null)|]; if " +
        "((await a.Content.ReadAsStringAsync()).Length > 0) { break; } await Task.Delay(1000); }")]
    [InlineData(
        "for (var i = 0; i < 10; i++) { try { await [|_api.PreauthorizeAsync(\"C\", \"M\", default)|]; break; } catch " +
        "(AdobePassException) { } }")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData("while (true) { await new SemaphoreSlim(1).WaitAsync(); await _api.AuthorizeAsync(\"C\", \"M\", default); }")]
    [InlineData("foreach (var m in new[] { \"A\", \"B\", \"C\", \"D\" }) { await _api.AuthorizeAsync(\"C\", m, default); }")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));
}
