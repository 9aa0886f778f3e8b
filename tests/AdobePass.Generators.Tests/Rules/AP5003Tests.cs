using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP5003: Tests call the production environment.</summary>
public class AP5003Tests
{
    private const string Rule = "AP5003";

    [Theory]
    [InlineData("test", "var options = new AdobePassOptions { Environment = [|AdobePassEnvironment.ReleaseProduction|] };")]
    public async Task Mistake_is_reported(string kind, string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements), kind);

    [Theory]
    [InlineData("test", "_options.Environment = AdobePassEnvironment.ReleaseStaging;")]
    [InlineData("test", "var compared = _options.Environment == AdobePassEnvironment.ReleaseProduction;")]
    [InlineData("client", "_options.Environment = AdobePassEnvironment.ReleaseProduction;")]
    public async Task Correct_code_is_not_reported(string kind, string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements), kind);
}
