using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4014: REST API V1 and REST API V2 are mixed.</summary>
public class AP4014Tests
{
    private const string Rule = "AP4014";
    private const string Old = """class Old { const string A = [|"https://api.auth.adobe.com/api/v1/authorize"|]; const string B = "https://api.auth.adobe.com/api/v1/logout"; }""";
    private const string NotMixed = """class Old { const string A = "https://api.auth.adobe.com/api/v1/authorize"; }""";

    [Theory]
    [InlineData("""class New { const string A = "https://sp.auth.adobe.com/api/v2/CHAN1/configuration"; }""")]
    [InlineData("""namespace Calls { [AdobePassApi] public partial interface IAll; }""")]
    public async Task First_URL_of_the_old_version_is_reported(string other) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(Old + other));

    [Theory]
    [InlineData("""class Other { const string A = "https://sp.auth.adobe.com/o/client/register"; }""")]
    [InlineData("")]
    public async Task Old_version_alone_is_not_reported(string other) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InFile(NotMixed + other));
}
