using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4001: Polling is faster than every 3 seconds.</summary>
public class AP4001Tests
{
    private const string Rule = "AP4001";

    [Theory]
    [InlineData("while (true) { await [|_api.GetProfileForCodeAsync(\"C\", \"X\", _cancel)|]; }")]
    [InlineData(
        "using var timer = new PeriodicTimer([|TimeSpan.FromSeconds(1)|]); while (await timer.WaitForNextTickAsync(_cancel)) { await " +
        "_api.GetProfileForCodeAsync(\"C\", \"X\", _cancel); }")]
    [InlineData(
        "var wait = TimeSpan.FromMilliseconds(500); while (!_cancel.IsCancellationRequested) { await " +
        "_http.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/profiles/code/X\"); await Task.Delay([|wait|], _cancel); }")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "while (_token.Length > 0) { await _api.GetProfileForCodeAsync(\"C\", \"X\"); await Task.Delay(2000); await Task.Delay(2000); }")]
    [InlineData("while (true) { await _api.GetProfileForCodeAsync(\"C\", \"X\", _cancel); await Task.Delay(_token.Length, _cancel); }")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));
}
