using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4015: Client credentials belong to REST API V1.</summary>
public class AP4015Tests
{
    private const string Rule = "AP4015";

    [Theory]
    [InlineData("""var pair = new ClientCredentials("id", new ClientSecret(_token), new[] { [|"api:client:v1"|] });""")]
    [InlineData("""var pair = new ClientCredentials("id", new ClientSecret(_token), [[|"api:client:v1"|], "openid"]);""")]
    [InlineData("""var form = new Dictionary<string, string> { ["scope"] = [|"api:client:v1 openid"|] };""")]
    [InlineData("""string[] scopes = { [|"api:client:v1"|] }; Console.WriteLine(scopes.Length);""")]
    public async Task Old_scope_alone_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData("""var pair = new ClientCredentials("id", new ClientSecret(_token), ["api:client:v1", "api:client:v2"]);""")]
    [InlineData("""var pair = new ClientCredentials("id", new ClientSecret(_token), ["api:client:v2"]);""")]
    [InlineData("""var form = new Dictionary<string, string> { ["scope"] = "api:client:v1 api:client:v2" };""")]
    [InlineData("""var isOld = _token == "api:client:v1"; Console.WriteLine(isOld);""")]
    public async Task Other_scopes_are_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));
}
