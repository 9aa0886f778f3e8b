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
}
