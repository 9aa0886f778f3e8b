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

    // Forms that code written elsewhere has.
    [Theory]
    [InlineData(
        """
        class C
        {
            static HttpClient M()
            {
                var c = new HttpClient { BaseAddress = new Uri("https://mgmt.auth.adobe.com/") };
                c.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", [|"5d0c6de8b793f54d1cb2a85e47f19a3d"|]);
                return c;
            }
            const string Host = "https://sp.auth.adobe.com";
        }
        """)]
    public async Task Mistake_in_another_form_is_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));

    [Theory]
    [InlineData(
        """
        class C
        {
            static HttpClient M()
            {
                var c = new HttpClient { BaseAddress = new Uri("https://api.example.com/") };
                c.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "5d0c6de8b793f54d1cb2a85e47f19a3d");
                return c;
            }
            const string Host = "https://sp.auth.adobe.com";
        }
        """)]
    public async Task Correct_code_in_another_form_is_not_reported(string source) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(source));
}
