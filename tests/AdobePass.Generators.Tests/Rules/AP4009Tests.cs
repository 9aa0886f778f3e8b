using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4009: An authorization is cached for later playback.</summary>
public class AP4009Tests
{
    private const string Rule = "AP4009";

    [Theory]
    [InlineData(
        "await new HybridCache().GetOrCreateAsync(\"a\", async () => { var d = await [|_api.AuthorizeAsync(\"C\", \"M\", default)|]; " +
        "return d; });")]
    [InlineData(
        "await new HybridCache().GetOrCreateAsync(\"a\", async () => { return await [|_api.AuthorizeAsync(\"C\", \"M\", default)|]; });")]
    public async Task Mistake_is_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData(
        "await new HybridCache().GetOrCreateAsync(\"a\", async () => { await _api.AuthorizeAsync(\"C\", \"M\", default); return 1; });")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));
}
