using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4010: A URL belongs to REST API V1.</summary>
public class AP4010Tests
{
    private const string Rule = "AP4010";

    [Theory]
    [InlineData(
        "var a = \"https://sp.auth.adobe.com/api/v2/C/logout/M?redirectUrl=https://x.example/api/v1/\"; var b = " +
        "[|\"https://api.auth.adobe.com/api/v1\"|]; var c = [|$\"https://api.auth.adobe.com/reggie/v1/{_token}/regcode\"|];")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C
        {
            readonly HttpClient _http = new() { BaseAddress = new Uri("https://api.auth.adobe.com") };
            public Task<string> M() => _http.GetStringAsync([|"/api/v1/checkauthn"|]);
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C
        {
            const string Help = "The setting still names https://api.auth.adobe.com/api/v1/authorize, which is going away.";
            [Obsolete("https://api.auth.adobe.com/api/v1/authorize")]
            static void M() => Console.WriteLine("https://api.auth.adobe.com/api/v1/logout");
            static bool IsOld(string a) => a.StartsWith("https://api.auth.adobe.com/reggie/v1/");
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
