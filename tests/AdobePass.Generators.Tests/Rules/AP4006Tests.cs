using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4006: The configuration is requested repeatedly.</summary>
public class AP4006Tests
{
    private const string Rule = "AP4006";

    [Theory]
    [InlineData(
        "while (!_cancel.IsCancellationRequested) { await _api.GetConfigurationAsync(\"C\"); await Task.Delay(TimeSpan.FromMinutes(5), " +
        "_cancel); }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await _api.GetConfigurationAsync(\"C\"); break; } catch (AdobePassException) { } }")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            Task<string> ConfigAsync() => http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/configuration");
            public async Task M(string[] screens) {  foreach (var s in screens) { Console.WriteLine(s + await [|ConfigAsync()|]); } }
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            Task<string> ConfigAsync() => http.GetStringAsync("https://sp.auth.adobe.com/api/v2/CHAN1/configuration");
            public async Task M(string[] screens) { var c = await ConfigAsync(); foreach (var s in screens) { Console.WriteLine(s + c); } }
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
