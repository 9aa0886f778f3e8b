using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP1002: The device is registered again after a rejected token.</summary>
public class AP1002Tests
{
    private const string Rule = "AP1002";
    private const string Register =
        "_http.PostAsJsonAsync(\"https://sp.auth.adobe.com/o/client/register\", new { a = 1 })";

    [Theory]
    [InlineData(
        "try { await Task.Yield(); } catch (HttpRequestException f) when (f.StatusCode == HttpStatusCode.Unauthorized) { " +
        "System.IO.File.WriteAllText(\"a\", (await [|" +
        Register +
        "|]).ToString()); }")]
    [InlineData(
        "var s = await _http.GetAsync(\"https://sp.auth.adobe.com/\"); if ((int)s.StatusCode == 401) { await [|RegisterAsync()|]; } " +
        "async Task RegisterAsync() { var a = await " +
        Register +
        "; System.IO.File.WriteAllText(\"a\", await a.Content.ReadAsStringAsync()); }")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "var s = await _http.GetAsync(\"https://sp.auth.adobe.com/\"); if (s.StatusCode is HttpStatusCode.Unauthorized && _token == " +
        "\"invalid_client\") { System.IO.File.WriteAllText(\"a\", (await " +
        Register +
        ").ToString()); }")]
    [InlineData(
        "var s = await _http.GetAsync(\"https://sp.auth.adobe.com/\"); if (s.StatusCode == HttpStatusCode.Unauthorized && _token == " +
        "\"invalid_access_token_client_application\") { System.IO.File.WriteAllText(\"a\", (await " +
        Register +
        ").ToString()); }")]
    [InlineData(
        "var s = await _http.GetAsync(\"https://sp.auth.adobe.com/\"); if (s.StatusCode != HttpStatusCode.Unauthorized) { " +
        "System.IO.File.WriteAllText(\"a\", (await " +
        Register +
        ").ToString()); }")]
    [InlineData(
        "var s = await _http.GetAsync(\"https://sp.auth.adobe.com/\"); if (!(s.StatusCode == HttpStatusCode.Unauthorized)) { " +
        "System.IO.File.WriteAllText(\"a\", (await " +
        Register +
        ").ToString()); }")]
    [InlineData(
        "var s = await _http.GetAsync(\"https://sp.auth.adobe.com/\"); if (s.StatusCode == HttpStatusCode.Unauthorized) { await " +
        "TokenAsync(); } async Task TokenAsync() { if (!System.IO.File.Exists(\"a\")) { var a = await " +
        Register +
        "; System.IO.File.WriteAllText(\"a\", await a.Content.ReadAsStringAsync()); } }")]
    [InlineData(
        "var s = await _http.GetAsync(\"https://sp.auth.adobe.com/\"); if (s.StatusCode == HttpStatusCode.Unauthorized) { await " +
        "TokenAsync(); } async Task TokenAsync() { if (System.IO.File.Exists(\"a\")) { return; } var a = await " +
        Register +
        "; System.IO.File.WriteAllText(\"a\", await a.Content.ReadAsStringAsync()); }")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData("switch ((int)response.StatusCode) { case 401: await vault.SaveAsync(await [|RegisterAsync()|]); break; }", true)]
    [InlineData(
        "if (response.StatusCode != HttpStatusCode.Unauthorized) { return; } await vault.SaveAsync(await [|RegisterAsync()|]);",
        true)]
    [InlineData("if (tokenExpiresAt <= DateTimeOffset.UtcNow) { await vault.SaveAsync(await [|RegisterAsync()|]); }", true)]
    [InlineData("if (response.IsSuccessStatusCode) { return; } await vault.SaveAsync(await RegisterAsync());", false)]
    [InlineData("if (tokenExpiresAt > DateTimeOffset.UtcNow) { await vault.SaveAsync(await RegisterAsync()); }", false)]
    [InlineData(
        "if ((int)response.StatusCode == 401 && text.Contains(\"\\\"invalid_client\\\"\")) " +
        "{ await vault.SaveAsync(await RegisterAsync()); }",
        false)]
    [InlineData(
        "if ((int)response.StatusCode == 401) { if (IsInvalidClient(text)) { await vault.SaveAsync(await RegisterAsync()); } }",
        false)]
    public async Task Conditions_that_hold_at_a_registration_decide(string statements, bool isReported)
    {
        var source = HandWritten.Client($$"""
            public async Task RunAsync(HttpResponseMessage response, string text, DateTimeOffset tokenExpiresAt)
            {
                {{statements}}
            }

            private static bool IsInvalidClient(string text) => text.Contains("client");

            private async Task<Pair> RegisterAsync() =>
                (await (await http.PostAsync("https://sp.auth.adobe.com/o/client/register", null)).Content.ReadFromJsonAsync<Pair>())!;
            """);

        Assert.Equal(isReported ? 1 : 0, (await RuleTest.ReportsAsync(Rule, source)).Count);
    }
}
