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

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task<bool> M(string mvpd, string channel)
            {
                var n = 0; while (n++ < 10)
                {
                    using var m = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/CHAN1/decisions/authorize/" + mvpd) { Content = JsonContent.Create(new { resources = new[] { channel } }) };
                    using var r = await [|http.SendAsync(m)|];
                    if ((await r.Content.ReadAsStringAsync()).Length > 100) return true;
                    await Task.Delay(2000);
                }
                return false;
            }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task<bool> M(string mvpd, string channel)
            {
                foreach (var _ in Enumerable.Range(0, 8))
                {
                    using var m = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/CHAN1/decisions/authorize/" + mvpd) { Content = JsonContent.Create(new { resources = new[] { channel } }) };
                    using var r = await [|http.SendAsync(m)|];
                    if ((await r.Content.ReadAsStringAsync()).Length > 100) return true;
                    await Task.Delay(2000);
                }
                return false;
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
            public async Task<bool> M(string mvpd, string channel)
            {
                var n = 0; while (n++ < 3)
                {
                    using var m = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/CHAN1/decisions/authorize/" + mvpd) { Content = JsonContent.Create(new { resources = new[] { channel } }) };
                    using var r = await http.SendAsync(m);
                    if ((await r.Content.ReadAsStringAsync()).Length > 100) return true;
                    await Task.Delay(2000);
                }
                return false;
            }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            public async Task<bool> M(string mvpd, string channel)
            {
                for (var n = 3; n > 0; n--)
                {
                    using var m = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/CHAN1/decisions/authorize/" + mvpd) { Content = JsonContent.Create(new { resources = new[] { channel } }) };
                    using var r = await http.SendAsync(m);
                    if ((await r.Content.ReadAsStringAsync()).Length > 100) return true;
                    await Task.Delay(2000);
                }
                return false;
            }
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
