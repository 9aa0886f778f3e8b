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

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task<string> M(string code, DateTimeOffset until)
            {
                string? found = null;
                while (found is null)
                {
                    var t = await [|http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code)|];
                    if (t.Length > 20) { found = t; } else { await Task.Delay(4000); }
                }
                return found ?? "";
            }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task<string> M(string code, DateTimeOffset until)
            {
                string? found = null; var shown = "";
                while (found is null)
                {
                    shown += "."; var t = await [|http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code)|];
                    if (t.Length > 20) { found = t; } else { await Task.Delay(4000); }
                }
                return found ?? "";
            }
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task<string> M(string code, DateTimeOffset until)
            {
                string? found = null;
                while (found is null && DateTimeOffset.UtcNow < until)
                {
                    var t = await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code);
                    if (t.Length > 20) { found = t; } else { await Task.Delay(4000); }
                }
                return found ?? "";
            }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task<string> M(string code, DateTimeOffset until)
            {
                string? found = null; var n = 0;
                while (found is null)
                {
                    if (++n > 100) return ""; var t = await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/profiles/code/" + code);
                    if (t.Length > 20) { found = t; } else { await Task.Delay(4000); }
                }
                return found ?? "";
            }
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
