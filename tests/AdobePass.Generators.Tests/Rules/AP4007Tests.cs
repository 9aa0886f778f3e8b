using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4007: A denial logs the viewer out.</summary>
public class AP4007Tests
{
    private const string Rule = "AP4007";

    [Theory]
    [InlineData(
        "var d = new Decision(); if (d.Authorized == false) { await [|_api.LogoutAsync(\"C\", \"M\", \"a\")|]; } if (d.Authorized) { } " +
        "else { await [|_api.LogoutAsync(\"C\", \"M\", \"a\")|]; }")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData("var d = new Decision(); if (!d.Authorized) { if (_token.Length == 3) { await _api.LogoutAsync(\"C\", \"M\", \"a\"); } }")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            record Decision(bool Authorized);
            async Task<bool> OutAsync(string mvpd)
            {
                using var m = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/logout/" + mvpd + "?redirectUrl=a");
                using var r = await http.SendAsync(m);
                return false;
            }
            async Task<bool> M(Decision d, string mvpd, Func<Task<bool>> confirm) { if (d.Authorized) { return true; } return await [|OutAsync(mvpd)|]; }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            record Decision(bool Authorized);
            async Task<bool> OutAsync(string mvpd)
            {
                using var m = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/logout/" + mvpd + "?redirectUrl=a");
                using var r = await http.SendAsync(m);
                return false;
            }
            async Task<bool> M(Decision d, string mvpd, Func<Task<bool>> confirm) { return d switch { { Authorized: false } => await [|OutAsync(mvpd)|], _ => true }; }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            record Decision(bool Authorized);
            async Task<bool> OutAsync(string mvpd)
            {
                using var m = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/logout/" + mvpd + "?redirectUrl=a");
                using var r = await http.SendAsync(m);
                return false;
            }
            async Task<bool> M(Decision d, string mvpd, Func<Task<bool>> confirm) { var allowed = d.Authorized; return allowed ? true : await [|OutAsync(mvpd)|]; }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            record Decision(bool Authorized);
            async Task<bool> OutAsync(string mvpd)
            {
                using var m = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/logout/" + mvpd + "?redirectUrl=a");
                using var r = await http.SendAsync(m);
                return false;
            }
            async Task<bool> M(Decision d, string mvpd, Func<Task<bool>> confirm) { if (d is not { Authorized: true }) { return await [|OutAsync(mvpd)|]; } return true; }
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C(HttpClient http)
        {
            record Decision(bool Authorized);
            async Task<bool> OutAsync(string mvpd)
            {
                using var m = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/logout/" + mvpd + "?redirectUrl=a");
                using var r = await http.SendAsync(m);
                return false;
            }
            async Task<bool> M(Decision d, string mvpd, Func<Task<bool>> confirm) { if (d.Authorized) { return true; } if (!await confirm()) { return false; } return await OutAsync(mvpd); }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            record Decision(bool Authorized);
            async Task<bool> OutAsync(string mvpd)
            {
                using var m = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/logout/" + mvpd + "?redirectUrl=a");
                using var r = await http.SendAsync(m);
                return false;
            }
            async Task<bool> M(Decision d, string mvpd, Func<Task<bool>> confirm) { return d switch { { Authorized: true } => await OutAsync(mvpd), _ => true }; }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            record Decision(bool Authorized);
            async Task<bool> OutAsync(string mvpd)
            {
                using var m = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/logout/" + mvpd + "?redirectUrl=a");
                using var r = await http.SendAsync(m);
                return false;
            }
            async Task<bool> M(Decision d, string mvpd, Func<Task<bool>> confirm) { var allowed = d.Authorized; return allowed ? await OutAsync(mvpd) : true; }
        }
        """)]
    [InlineData(
        """
        class C(HttpClient http)
        {
            record Decision(bool Authorized);
            async Task<bool> OutAsync(string mvpd)
            {
                using var m = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/logout/" + mvpd + "?redirectUrl=a");
                using var r = await http.SendAsync(m);
                return false;
            }
            async Task<bool> M(Decision d, string mvpd, Func<Task<bool>> confirm) { if (d is not { Authorized: false }) { return await OutAsync(mvpd); } return true; }
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
