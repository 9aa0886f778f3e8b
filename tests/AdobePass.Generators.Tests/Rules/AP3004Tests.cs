using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP3004: An access token is a constant.</summary>
public class AP3004Tests
{
    private const string Rule = "AP3004";

    [Theory]
    [InlineData(
        "_http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Basic\", \"A7B6C5D4E3F2\"); await " +
        "_http.GetAsync(\"https://sp.auth.adobe.com/api/v2/C/configuration\");")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData("class C { AccessToken M() => new([|@\"S\"|]); }")]
    public async Task Constant_is_reported_where_it_is_used(string marked) => await ConstantSecretTest.ReportsAsync(Rule, marked);

    [Fact]
    public async Task Whole_token_is_reported_once_by_AP3001()
    {
        var source = $"class C {{ AdobePass.AccessToken M() => new(\"{MadeUpTokens.Access()}\"); }}";

        Assert.Equal("AP3001", Assert.Single(await UserProject.WithoutSpecs(source).AnalyzeAsync()).Id);
    }
}
