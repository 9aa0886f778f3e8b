using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4002: Polling has no end.</summary>
public class AP4002Tests
{
    private const string Rule = "AP4002";

    [Theory]
    [InlineData("while (true) { await [|_api.GetProfileForCodeAsync(\"C\", \"X\", CancellationToken.None)|]; await Task.Delay(4000); }")]
    [InlineData(
        "while (true) { if ((await [|_api.GetProfileForCodeAsync(\"C\", \"X\")|]).ValueKind == JsonValueKind.Object) { break; } await " +
        "Task.Delay(4000); }")]
    [InlineData(
        "JsonElement p; while (true) { p = await [|_api.GetProfileForCodeAsync(\"C\", \"X\")|]; if (p.ValueKind == " +
        "JsonValueKind.Object) { break; } await Task.Delay(4000); }")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "var end = DateTimeOffset.UtcNow.AddMinutes(5); while (true) { if (DateTimeOffset.UtcNow > end) { return; } await " +
        "_api.GetProfileForCodeAsync(\"C\", \"X\"); await Task.Delay(4000); }")]
    [InlineData(
        "while (true) { if (_token.Length == 0) { return; } await _api.GetProfileForCodeAsync(\"C\", \"X\"); await Task.Delay(4000); }")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));
}
