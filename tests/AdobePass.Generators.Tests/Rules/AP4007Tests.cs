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
}
