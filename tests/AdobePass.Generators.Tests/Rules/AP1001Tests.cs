using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP1001: Client credentials are not stored.</summary>
public class AP1001Tests
{
    private const string Rule = "AP1001";
    private const string Register =
        "_http.PostAsJsonAsync(\"https://sp.auth.adobe.com/o/client/register\", new { a = 1 })";

    [Theory]
    [InlineData(
        "using System.IO.TextWriter f = System.IO.File.CreateText(\"c\"); var a = await " +
        Register +
        "; await f.WriteAsync(await a.Content.ReadAsStringAsync());")]
    [InlineData("_services.AddSingleton(await " + Register + ");")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));
}
